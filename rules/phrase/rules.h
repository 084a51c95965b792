// What the grammar is written with: PEGTL rules that match words instead of characters. The input has one
// byte for each word, so that PEGTL's positions count words; the bytes themselves mean nothing. Internal to
// rules/phrase; only tree.cc includes it.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <tao/pegtl/contrib/parse_tree.hpp>
#include <tao/pegtl/memory_input.hpp>
#include <tao/pegtl/rules.hpp>

#include "rules/phrase/tree.h"

namespace quyche::rules::phrase::grammar {

namespace pegtl = tao::pegtl;

inline constexpr int depth_max = 8;  // of points within points; meaning.cc allows fewer steps

// The words, and how far any attempt got: an error stands at the first word that fits no form.
class Input : public pegtl::memory_input<pegtl::tracking_mode::lazy> {
 public:
  Input(const std::string& bytes, const Words& words, const Names& names, bool fields_first)
      : memory_input(bytes, ""), words_(words), names_(names), fields_first_(fields_first) {}

  [[nodiscard]] const Words& words() const { return words_; }
  [[nodiscard]] const Names& names() const { return names_; }
  [[nodiscard]] bool fields_first() const { return fields_first_; }
  [[nodiscard]] std::size_t at() const { return byte(); }
  [[nodiscard]] std::size_t stuck() const { return stuck_; }
  void stuck_at(std::size_t word) { stuck_ = std::max(stuck_, word); }

  // The number of words that spell `sequence` (separated by one space); 0 when another word comes.
  [[nodiscard]] std::size_t spelled(std::string_view sequence) {
    std::size_t i = at();
    while (!sequence.empty()) {
      const std::size_t space = sequence.find(' ');
      if (i >= words_.size() || words_[i].text != sequence.substr(0, space)) {
        stuck_at(i);
        return 0;
      }
      ++i;
      sequence = space == std::string_view::npos ? std::string_view() : sequence.substr(space + 1);
    }
    return i - at();
  }
  template <class T>
  [[nodiscard]] bool take(const Piece<T>& piece) {
    if (piece.length == 0) stuck_at(at() + piece.stuck);
    bump(piece.length);
    return piece.length > 0;
  }

  int depth = 0;

 private:
  const Words& words_;
  const Names& names_;
  bool fields_first_;
  std::size_t stuck_ = 0;
};

struct Leaf {
  using subs_t = pegtl::type_list<>;
};

// A word sequence as a template argument, in the form that words() gives.
template <std::size_t N>
struct Text {
  char bytes[N]{};
  // NOLINTNEXTLINE(google-explicit-constructor): written as a literal
  constexpr Text(const char (&text)[N]) { std::copy_n(text, N, bytes); }
  [[nodiscard]] constexpr std::string_view view() const { return {bytes, N - 1}; }
};

// One of these word sequences, the longest that fits.
template <Text... sequences>
struct say : Leaf {
  using rule_t = say;
  static bool match(Input& in) {
    static constexpr std::array<std::string_view, sizeof...(sequences)> all = {sequences.view()...};
    std::size_t longest = 0;
    for (const std::string_view sequence : all) longest = std::max(longest, in.spelled(sequence));
    in.bump(longest);
    return longest > 0;
  }
};

// What a reader of values.h finds.
template <auto reader>
struct reads : Leaf {
  using rule_t = reads;
  static bool match(Input& in) { return in.take(reader(in.words(), in.at())); }
};

struct field_name : Leaf {
  using rule_t = field_name;
  static bool match(Input& in) { return in.take(in.names().field(in.words(), in.at())); }
};
struct fields_first : Leaf {
  using rule_t = fields_first;
  static bool match(Input& in) { return in.fields_first(); }
};

struct end : Leaf {
  using rule_t = end;
  static bool match(Input& in) {
    if (!in.empty()) in.stuck_at(in.at());
    return in.empty();
  }
};

// Rule, unless points stand too deep within points.
template <class Rule>
struct shallow {
  using rule_t = shallow;
  using subs_t = pegtl::type_list<Rule>;
  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control, class... States>
  static bool match(Input& in, States&&... states) {
    if (in.depth == depth_max) {
      in.stuck_at(in.at());
      return false;
    }
    ++in.depth;
    const bool matched = Control<Rule>::template match<A, M, Action, Control>(in, states...);
    --in.depth;
    return matched;
  }
};

// A sequence that becomes a node of the tree.
template <Kind k, class... Rules>
struct as : pegtl::seq<Rules...> {
  static constexpr Kind kind = k;
};

template <class... Rules>
using seq = pegtl::seq<Rules...>;
template <class... Rules>
using sor = pegtl::sor<Rules...>;
template <class... Rules>
using opt = pegtl::opt<Rules...>;
template <class... Rules>
using star = pegtl::star<Rules...>;
template <class... Rules>
using plus = pegtl::plus<Rules...>;
template <class... Rules>
using not_at = pegtl::not_at<Rules...>;

}  // namespace quyche::rules::phrase::grammar
