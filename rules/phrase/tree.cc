#include "rules/phrase/tree.h"

#include "rules/phrase/grammar.h"

namespace quyche::rules::phrase {
namespace {

template <class Rule>
    struct selected : std::bool_constant < requires {
  Rule::kind;
} > {};

struct Node : grammar::pegtl::parse_tree::basic_node<Node> {
  Kind kind = Kind::term;
  template <class Rule, class Input, class... States>
  void start(const Input& in, States&&... states) {
    basic_node::template start<Rule>(in, states...);
    kind = Rule::kind;
  }
};

std::vector<Tree> trees(const Node& node, const char* first) {
  std::vector<Tree> out;
  for (const auto& child : node.children) {
    const auto at = static_cast<std::size_t>(child->m_begin.data - first);
    const auto length = static_cast<std::size_t>(child->m_end.data - child->m_begin.data);
    out.push_back({child->kind, at, length, trees(*child, first)});
  }
  return out;
}

template <class Rule>
Read read_as(const Words& words, const Names& names) {
  const std::string bytes(words.size(), 'w');
  Read out;
  // A field may be called as a part of the calendar begins, and a day may be written as a field is called:
  // first the names count, then the calendar.
  for (const bool fields_first : {true, false}) {
    grammar::Input in(bytes, words, names, fields_first);
    const auto root = grammar::pegtl::parse_tree::parse<Rule, Node, selected>(in);
    if (root) return {trees(*root, bytes.data()), words.size()};
    out.stuck = std::max(out.stuck, in.stuck());
  }
  return out;
}

}  // namespace

Read read(Start start, const Words& words, const Names& names) {
  switch (start) {
    case Start::due: return read_as<grammar::due_line>(words, names);
    case Start::recurrence: return read_as<grammar::recurrence_line>(words, names);
    case Start::reminder: return read_as<grammar::reminder>(words, names);
  }
  return {};
}

}  // namespace quyche::rules::phrase
