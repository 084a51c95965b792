#include "rules/yaml/tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <exception>
#include <map>
#include <sstream>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/limits.h"
#include "rules/text/utf8.h"
#include "rules/yaml/bytes.h"
#include "rules/yaml/syntax.h"

namespace quyche::rules::yaml {
namespace {

// Thrown through yaml-cpp to end its reading; what made it so is already reported.
struct Enough {};

bool ends_word(std::string_view text, std::size_t at) {
  return at >= text.size() || std::string_view(" \t\r\n,[]{}").find(text[at]) != std::string_view::npos;
}

// A collection that is still open, with the key that waits for its value.
struct Open {
  Node node;
  std::optional<Node> key;
  std::map<std::string, std::size_t> lines;  // of the keys so far, by their composed form
  bool key_turn = true;                      // of a mapping
};

class Builder : public YAML::EventHandler {
 public:
  Builder(const SourcePtr& source, const Outline& outline, Findings& findings)
      : source_(source), outline_(outline), findings_(findings) {}

  Tree take() && { return {std::move(root_), doubtful_}; }
  [[nodiscard]] std::size_t documents() const { return documents_; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ == 1) return;
    report("Q114", offset_of(mark), 1, {});
    throw Enough{};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    Node node = leaf(mark);
    const std::size_t length = null_length(node.span.offset);
    const bool is_key = key_turn();
    if (is_key && length == 0) {
      report("Q130", node.span.offset, 1, {});
      throw Enough{};
    }
    // A key is text whatever it says.
    node.kind = is_key ? Kind::scalar : Kind::empty;
    node.text = source_->text().substr(node.span.offset, length);
    node.span.length = length;
    if (length == 0) node.span.offset = place_of_nothing(node.span.offset);
    place(std::move(node));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    report("Q109", offset_of(mark), 1, {"*"});
    throw Enough{};
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/,
                const std::string& value) override {
    Node node = leaf(mark);
    node.kind = Kind::scalar;
    const std::string_view text = source_->text();
    const char first = node.span.offset < text.size() ? text[node.span.offset] : '\0';
    node.quoted = first == '\'' || first == '"';
    node.span.length = written_length(node.span.offset);
    if (tag != "?" && tag != "!") {
      report("Q110", node.span.offset, node.span.length, {tag});
      throw Enough{};
    }
    node.text = value;
    check_escapes(node);
    place(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/,
                       YAML::EmitterStyle::value /*style*/) override {
    open(mark, tag, Kind::sequence);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/,
                  YAML::EmitterStyle::value /*style*/) override {
    open(mark, tag, Kind::mapping);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }
  void OnAnchor(const YAML::Mark& mark, const std::string& name) override {
    report("Q108", offset_of(mark), 1, {"&" + name});
    throw Enough{};
  }

 private:
  [[nodiscard]] std::size_t offset_of(const YAML::Mark& mark) const {
    const std::size_t at = outline_.begin + (mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos));
    return std::min(at, source_->text().size());
  }
  [[nodiscard]] bool key_turn() const {
    return !open_.empty() && open_.back().node.kind == Kind::mapping && open_.back().key_turn;
  }

  void report(std::string code, std::size_t offset, std::size_t length, std::vector<std::string> args) {
    doubtful_ = true;
    findings_.add({std::move(code), Severity::error, {source_, offset, length}, std::move(args), {}, {}, {}});
  }

  Node leaf(const YAML::Mark& mark) {
    count(mark);
    Node node;
    node.span = {source_, offset_of(mark), 0};
    return node;
  }

  void count(const YAML::Mark& mark) {
    if (++nodes_ <= limits::yaml_nodes_max) return;
    report("Q107", offset_of(mark), 1, {std::to_string(limits::yaml_nodes_max)});
    throw Enough{};
  }

  // yaml-cpp says where a scalar begins; the outline knows where it ends.
  [[nodiscard]] std::size_t written_length(std::size_t offset) const {
    const auto& all = outline_.scalars;
    const auto at = std::lower_bound(all.begin(), all.end(), offset,
                                     [](const Written& w, std::size_t o) { return w.offset < o; });
    return at != all.end() && at->offset == offset ? at->length : 0;
  }

  // The length of a null as written at `offset`, or 0 when nothing is written: then yaml-cpp gives the place
  // of whatever comes next, which may be a key of that name.
  [[nodiscard]] std::size_t null_length(std::size_t offset) const {
    const std::size_t length = written_length(offset);
    const std::string_view word = source_->text().substr(offset, length);
    constexpr auto nulls = std::to_array<std::string_view>({"~", "null", "Null", "NULL"});
    if (std::find(nulls.begin(), nulls.end(), word) == nulls.end()) return 0;
    if (key_turn()) return length;
    std::size_t next = source_->text().find_first_not_of(' ', offset + length);
    next = std::min(next, source_->text().size());
    const bool key_follows =
        next < source_->text().size() && source_->text()[next] == ':' && ends_word(source_->text(), next + 1);
    return key_follows ? 0 : length;
  }

  // A value that is not there stands where its key ends, or at its dash.
  [[nodiscard]] std::size_t place_of_nothing(std::size_t offset) const {
    if (open_.empty()) return offset;
    if (open_.back().key) return open_.back().key->span.offset + open_.back().key->span.length;
    const auto& dashes = outline_.dashes;
    const auto after = std::lower_bound(dashes.begin(), dashes.end(), offset);
    const bool is_item = after != dashes.begin() && *std::prev(after) > open_.back().node.span.offset;
    return is_item ? *std::prev(after) : open_.back().node.span.offset;
  }

  // The keys come in the order of the file, so one walk over it serves them all.
  std::size_t line_of(std::size_t offset) {
    const std::string_view text = source_->text();
    for (; line_at_ < offset; ++line_at_) line_ += text[line_at_] == '\n' ? 1 : 0;
    return line_;
  }

  // The first code point that `unwanted` names, as a finding's word.
  template <class Unwanted>
  static std::optional<std::string> first_of(std::string_view text, Unwanted unwanted) {
    for (std::size_t at = 0; at < text.size();) {
      const utf8::Decoded one = utf8::decode(text, at);
      if (unwanted(one.code_point)) return code_point_name(one.code_point);
      at += one.length;
    }
    return std::nullopt;
  }

  // What escapes such as \0 bring in has passed no check yet.
  void check_escapes(const Node& node) {
    if (!node.quoted) return;
    const std::string_view written = source_->text().substr(node.span.offset, node.span.length);
    if (written.find('\\') == std::string_view::npos) return;
    const auto control = first_of(node.text, utf8::is_control);
    if (control && !first_of(written, utf8::is_control)) {
      report("Q103", node.span.offset, node.span.length, {*control});
    }
  }

  void open(const YAML::Mark& mark, const std::string& tag, Kind kind) {
    Node node = leaf(mark);
    node.kind = kind;
    node.span.length = std::min<std::size_t>(1, source_->text().size() - node.span.offset);
    if (tag != "?" && tag != "!") {
      report("Q110", node.span.offset, 1, {tag});
      throw Enough{};
    }
    if (key_turn()) {
      report("Q113", node.span.offset, 1, {});
      throw Enough{};
    }
    if (open_.size() >= limits::yaml_depth_max) {
      report("Q106", node.span.offset, 1, {std::to_string(limits::yaml_depth_max)});
      throw Enough{};
    }
    open_.push_back({std::move(node), std::nullopt, {}, true});
  }

  void close() {
    if (open_.empty()) throw Enough{};
    Node node = std::move(open_.back().node);
    open_.pop_back();
    place(std::move(node));
  }

  void place(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& top = open_.back();
    if (top.node.kind == Kind::sequence) {
      top.node.items.push_back(std::move(node));
      return;
    }
    top.key_turn = !top.key_turn;
    if (!top.key_turn) {
      top.key = std::move(node);
      return;
    }
    if (accept_key(top)) top.node.entries.push_back({std::move(*top.key), std::move(node)});
    top.key.reset();
  }

  // Keys that a reader cannot tell apart are the same key, so they are compared in composed form.
  bool accept_key(Open& mapping) {
    const Node& key = *mapping.key;
    if (key.text == "<<" && !key.quoted) {
      report("Q111", key.span.offset, key.span.length, {});
      return false;
    }
    // A space that is none looks right and is never found.
    const auto odd_space = [](char32_t c) { return c != ' ' && utf8::is_space(c); };
    if (const auto odd = first_of(key.text, odd_space)) {
      report("Q103", key.span.offset, key.span.length, {*odd});
    }
    const std::size_t line = line_of(key.span.offset);
    const auto [first, is_new] = mapping.lines.emplace(utf8::nfc(key.text), line);
    if (is_new) return true;
    const bool doubtful = doubtful_;
    report("Q112", key.span.offset, key.span.length, {key.text, std::to_string(first->second)});
    doubtful_ = doubtful;  // the first one counts
    return false;
  }

  const SourcePtr& source_;
  const Outline& outline_;
  Findings& findings_;
  std::vector<Open> open_;
  std::optional<Node> root_;
  std::size_t nodes_ = 0;
  std::size_t documents_ = 0;
  std::size_t line_at_ = 0;
  std::size_t line_ = 1;
  bool doubtful_ = false;
};

}  // namespace

Tree build_tree(const SourcePtr& source, const Outline& outline, Findings& findings) {
  Builder builder(source, outline, findings);
  const auto give_up = [&](std::size_t offset, std::string_view reason) -> Tree {
    // After a flaw of the outline the text is not quite the source's: its errors would only confuse.
    if (!outline.flawed) findings.add(syntax_finding(source, offset, reason));
    return {std::nullopt, true};
  };
  try {
    std::istringstream stream(outline.text);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Enough&) {
    return {std::nullopt, true};
  } catch (const YAML::Exception& error) {
    const int at = error.mark.pos;
    return give_up(at < 0 ? source->text().size() : outline.begin + static_cast<std::size_t>(at), error.msg);
  } catch (const std::exception&) {
    return give_up(0, {});
  }
  Tree tree = std::move(builder).take();
  const bool empty = !tree.root || tree.root->kind == Kind::empty;
  if (!empty) return tree;
  if (!outline.flawed) findings.add({"Q115", Severity::error, {source, 0, 0}, {}, {}, {}, {}});
  return {std::nullopt, true};
}

}  // namespace quyche::rules::yaml
