// Lines outside brackets: indentation decides what belongs to what.
#include <algorithm>
#include <utility>

#include "rules/yaml/lexemes.h"
#include "rules/yaml/walk.h"

namespace quyche::rules::yaml {
namespace {

// yaml-cpp takes a longer text before a colon for no key.
constexpr std::size_t key_bytes_max = 1'024;

bool is_one_of(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }

}  // namespace

void Walk::read_line() {
  const std::size_t content = lexemes::skip_blanks(text_, line_begin_);
  if (content >= line_end_) return;
  if (text_[content] == '#') {
    plain_.reset();
    after_plain_ = false;
    comment(content);
    return;
  }
  const std::string_view lead = text_.substr(line_begin_, content - line_begin_);
  // How deep a tab indents nobody can tell, so the structure is unclear; the tab itself is reported later.
  if (lead.find('\t') != std::string_view::npos) out_.broken = out_.flawed = true;
  const std::size_t column = content - line_begin_;
  if (column == 0 && document_mark()) return;
  at_ = content;
  if (ended_) {
    broken("Q114", content, text_end() - content);
    tabs_until_ = content;
    stop();
    return;
  }
  has_content_ = true;
  if (!brackets_.empty()) {
    flow_tokens();
  } else if (plain_ && right_of_level(column)) {
    continue_plain();
  } else {
    plain_.reset();
    begin_block_line(column);
    block_tokens();
  }
}

// `---`, `...` or a `%` directive. A leading `---` opens the one document and is allowed.
bool Walk::document_mark() {
  const bool goes_on = plain_ && levels_.empty();
  if (text_[line_begin_] == '%' && !goes_on && brackets_.empty()) {
    report("Q118", line_begin_, text_end() - line_begin_, {shown(line_begin_, text_end())});
    out_.broken = true;
    return true;
  }
  if (!lexemes::is_document_mark(text_, line_begin_)) return false;
  plain_.reset();
  if (!brackets_.empty()) {
    tabs_until_ = line_begin_;
    const Bracket& open = brackets_.back();
    broken("Q125", open.offset, 1, {std::string(1, open.sign), open.sign == '[' ? "]" : "}"});
    stop();
    return true;
  }
  const bool begins = text_[line_begin_] == '-';
  if (begins && (has_content_ || marked_ || ended_)) {
    broken("Q114", line_begin_, 3);
    tabs_until_ = line_begin_;
    stop();
    return true;
  }
  (begins ? marked_ : ended_) = true;
  at_ = lexemes::skip_blanks(text_, line_begin_ + 3);
  if (at_ >= line_end_) return true;
  key_may_come_ = false;
  must_be_key_ = false;
  has_content_ = has_content_ || text_[at_] != '#';
  block_tokens();
  return true;
}

// Closes the collections that stand further right, and judges whether anything may begin in this column.
void Walk::begin_block_line(std::size_t column) {
  const bool dashed = dash_at(at_);
  bool list_ended = false;  // by a key in its own column
  while (!levels_.empty()) {
    const Level& top = levels_.back();
    const bool goes_on = top.column < column || (top.column == column && !(top.is_sequence && !dashed));
    if (goes_on) break;
    list_ended = top.column == column;
    levels_.pop_back();
    value_may_come_ = false;
  }
  properties_.reset();
  key_may_come_ = true;
  const bool among_siblings = on_level(column);
  const bool list_under_key = among_siblings && dashed && !levels_.back().is_sequence;
  must_be_key_ = among_siblings && !dashed;
  const bool allowed = value_may_come_ || (among_siblings && !list_under_key);
  if (allowed) return;
  const std::size_t length = std::max<std::size_t>(lexemes::plain(text_, at_, false).end - at_, 1);
  if (list_under_key || list_ended) {
    broken("Q136", at_, length);
  } else if (levels_.empty()) {
    broken("Q128", at_, length, {shown(at_, at_ + length)});
  } else {
    broken("Q122", at_, length);
  }
}

void Walk::block_tokens() {
  while (!stopped_) {
    at_ = lexemes::skip_blanks(text_, at_);
    if (at_ >= line_end_ || !block_token(at_)) return;
  }
}

// Reads what stands at `at`; false when the line holds nothing more of interest.
bool Walk::block_token(std::size_t at) {
  const char c = text_[at];
  if (c == '#' && follows_blank(at)) {
    comment(at);
    return false;
  }
  if (dash_at(at)) {
    dash(at);
    return !stopped_ && at_ > at;
  }
  if ((c == '?' || c == ':') && lexemes::is_gap(text_, at + 1)) {
    broken(c == '?' ? "Q117" : "Q130", at, 1);
    at_ = at + 1;
    key_may_come_ = value_may_come_ = true;
    return true;
  }
  if (is_one_of("&*!", c)) {
    property(at);
    return true;
  }
  if (c == '|' || c == '>') {
    block_scalar(at);
    return false;
  }
  if (c == '"' || c == '\'') {
    const Begun begun{properties_.value_or(at), line_begin_, key_may_come_, must_be_key_};
    if (quoted(at)) end_value(begun, true);
    return true;
  }
  if (c == '[' || c == '{') {
    open_flow(at);
    return true;
  }
  if (c == ']' || c == '}') {
    broken("Q126", at, 1, {std::string(1, c)});
    at_ = at + 1;
    return true;
  }
  if (is_one_of(",@`%", c)) reserved(at);
  block_plain(at);
  return true;
}

void Walk::dash(std::size_t at) {
  if (!key_may_come_) {
    broken("Q132", at, 1);
    at_ = line_end_;
    return;
  }
  const std::size_t column = at - line_begin_;
  const bool is_next_item = on_level(column) && levels_.back().is_sequence;
  if (!is_next_item) {
    if (!deeper(at)) return;
    levels_.push_back({column, true});
  }
  out_.dashes.push_back(base_ + at);
  value_may_come_ = true;
  must_be_key_ = false;
  at_ = at + 1;
}

void Walk::block_scalar(std::size_t at) {
  const lexemes::BlockHeader header = lexemes::block_header(text_, at);
  if (!header.valid) {
    broken("Q131", at, text_end() - at, {std::string(1, text_[at])});
    at_ = line_end_;
    return;
  }
  if (header.end < line_end_) comment(header.end);
  std::optional<std::size_t> parent;
  if (!levels_.empty()) parent = levels_.back().column;
  const std::size_t end = lexemes::block_end(text_, line_end_, header.indent, parent);
  out_.scalars.push_back({base_ + at, end - at});
  value_may_come_ = false;
  properties_.reset();
  line_end_ = end;
  at_ = end;
}

void Walk::block_plain(std::size_t at) {
  const lexemes::Plain text = lexemes::plain(text_, at, false);
  const Begun begun{properties_.value_or(at), line_begin_, key_may_come_, must_be_key_};
  out_.scalars.push_back({base_ + at, text.end - at});
  if (text.why == lexemes::Stop::colon) {
    if (key_may_come_) {
      accept_key(begun, text.end, text.stop);
    } else {
      colon_in_value(at, text.stop);
    }
    return;
  }
  at_ = std::max(text.stop, text.end);
  properties_.reset();
  key_may_come_ = value_may_come_ = false;
  if (begun.must_be_key) {
    report("Q124", at, text.end - at, {shown(at, text.end)});
    out_.broken = true;
    value_may_come_ = true;  // as if the colon were there
    must_be_key_ = false;
    return;
  }
  if (text.why == lexemes::Stop::line_end) plain_ = begun;
}

// `title: Điều 12: hạn nộp`. Every such value is reported: it does not disturb what follows.
void Walk::colon_in_value(std::size_t at, std::size_t colon) {
  lexemes::Plain rest;
  for (std::size_t from = colon; from < line_end_; from = rest.stop) {
    out_.text[from] = 'x';
    rest = lexemes::plain(text_, from + 1, false);
    if (rest.why != lexemes::Stop::colon) break;
  }
  const std::size_t end = std::max(rest.end, colon + 1);
  if (!out_.broken) report("Q123", at, end - at);
  out_.scalars.back().length = end - at;
  at_ = std::max(rest.stop, end);
  properties_.reset();
  value_may_come_ = false;
  const bool may_go_on = rest.why == lexemes::Stop::line_end;
  if (may_go_on) plain_ = Begun{at, line_begin_, false, false};
}

// The value of an earlier line goes on. A colon in it is most often a wrong indentation.
void Walk::continue_plain() {
  const lexemes::Plain text = lexemes::plain(text_, at_, false);
  if (text.why != lexemes::Stop::colon) {
    out_.scalars.back().length = base_ + text.end - out_.scalars.back().offset;
    if (text.why == lexemes::Stop::comment) {
      plain_.reset();
      comment(text.stop + 1);
    }
    return;
  }
  const Begun begun = *plain_;
  plain_.reset();
  if (begun.may_be_key) {
    std::size_t end = lexemes::line_end(text_, begun.line);
    while (end > begun.offset && lexemes::is_blank(text_[end - 1])) --end;
    broken("Q124", begun.offset, end - begun.offset, {shown(begun.offset, end)});
  } else {
    broken("Q122", at_, std::max<std::size_t>(text.end - at_, 1));
  }
}

void Walk::open_flow(std::size_t at) {
  if (!deeper(at)) return;
  flow_ = {properties_.value_or(at), line_begin_, key_may_come_, must_be_key_};
  properties_.reset();
  brackets_.push_back({at, text_[at]});
  after_json_ = after_plain_ = false;
  at_ = at + 1;
  flow_tokens();
}

// After a quoted text, an alias or a closed bracket only a colon, a comment or the end of the line may
// follow.
void Walk::end_value(const Begun& begun, bool is_text) {
  const std::size_t value_end = at_;
  properties_.reset();
  at_ = lexemes::skip_blanks(text_, at_);
  key_may_come_ = value_may_come_ = false;
  const bool colon = at_ < line_end_ && text_[at_] == ':' && lexemes::is_gap(text_, at_ + 1);
  const bool one_line = begun.line == line_begin_;
  if (colon && begun.may_be_key && one_line) {
    accept_key(begun, value_end, at_);
    return;
  }
  if (colon && begun.may_be_key) {
    broken("Q134", begun.offset, lexemes::line_end(text_, begun.offset) - begun.offset,
           {std::to_string(key_bytes_max)});
    return;
  }
  const bool ends = at_ >= line_end_ || (text_[at_] == '#' && follows_blank(at_));
  if (ends && begun.must_be_key) {
    broken("Q124", begun.offset, value_end - begun.offset, {shown(begun.offset, value_end)});
  } else if (!ends && is_text && !one_line) {
    // Two quotes on different lines with text after them: the first was most likely never closed.
    broken("Q121", begun.offset, lexemes::line_end(text_, begun.offset) - begun.offset);
    at_ = line_end_;
  } else if (!ends) {
    broken("Q128", at_, text_end() - at_, {shown(at_, text_end())});
    at_ = line_end_;
  }
}

void Walk::accept_key(const Begun& begun, std::size_t key_end, std::size_t colon) {
  const std::size_t column = begun.offset - line_begin_;
  if (colon - begun.offset >= key_bytes_max) {
    broken("Q134", begun.offset, key_end - begun.offset, {std::to_string(key_bytes_max)});
  }
  const bool is_next_key = on_level(column) && !levels_.back().is_sequence;
  if (!is_next_key) {
    if (!deeper(begun.offset)) return;
    levels_.push_back({column, false});
  }
  properties_.reset();
  value_may_come_ = true;
  key_may_come_ = must_be_key_ = false;
  at_ = colon + 1;
}

}  // namespace quyche::rules::yaml
