// Inside brackets, where line breaks mean nothing, and the pieces both contexts share.
#include <algorithm>
#include <utility>

#include "rules/yaml/lexemes.h"
#include "rules/yaml/walk.h"

namespace quyche::rules::yaml {
namespace {

bool is_one_of(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }

std::string_view code_of_property(char sign) {
  if (sign == '&') return "Q108";
  return sign == '*' ? "Q109" : "Q110";
}

}  // namespace

void Walk::flow_tokens() {
  // Text without quotes goes on in the next line whatever it begins with there.
  at_ = lexemes::skip_blanks(text_, at_);
  if (after_plain_ && at_ < line_end_ && !is_one_of(",[]{}", text_[at_])) flow_plain(at_);
  while (!stopped_ && !brackets_.empty()) {
    at_ = lexemes::skip_blanks(text_, at_);
    if (at_ >= line_end_) return;
    flow_token(at_);
  }
}

void Walk::flow_token(std::size_t at) {
  const char c = text_[at];
  const bool before_gap = lexemes::is_gap(text_, at + 1);
  if (c == '#' && follows_blank(at)) {
    after_plain_ = false;
    comment(at);
    return;
  }
  if (c == '[' || c == '{') {
    if (!deeper(at)) return;
    brackets_.push_back({at, c});
    after_json_ = after_plain_ = false;
    at_ = at + 1;
    return;
  }
  if (c == ']' || c == '}') {
    close_flow(at);
    return;
  }
  const bool value = c == ':' && (before_gap || after_json_ || is_one_of(",]}", text_[at + 1]));
  if (c == ',' || value) {
    after_json_ = after_plain_ = false;
    at_ = at + 1;
    return;
  }
  if ((c == '-' || c == '?') && before_gap) {
    broken(c == '-' ? "Q132" : "Q117", at, 1);
    at_ = at + 1;
    return;
  }
  if (is_one_of("&*!", c)) {
    property(at);
    return;
  }
  if (c == '"' || c == '\'') {
    if (quoted(at)) after_json_ = true;
    after_plain_ = false;
    return;
  }
  if (is_one_of("|>@`%#", c)) reserved(at);
  out_.scalars.push_back({base_ + at, 0});
  flow_plain(at);
}

// The last scalar reaches to the end of this piece.
void Walk::flow_plain(std::size_t at) {
  const lexemes::Plain text = lexemes::plain(text_, at, true);
  // YAML allows a question mark here, yaml-cpp ends the text at it.
  for (std::size_t i = at; i < text.end; ++i) {
    if (text_[i] != '?') continue;
    if (!out_.broken) report("Q135", i, 1);
    out_.text[i] = 'x';
  }
  out_.scalars.back().length = base_ + text.end - out_.scalars.back().offset;
  after_json_ = false;
  after_plain_ = text.why == lexemes::Stop::line_end;
  at_ = text.why == lexemes::Stop::colon ? text.stop + 1 : text.stop;
}

void Walk::close_flow(std::size_t at) {
  const char opened = text_[at] == ']' ? '[' : '{';
  at_ = at + 1;
  after_json_ = true;
  after_plain_ = false;
  if (brackets_.back().sign != opened) broken("Q126", at, 1, {std::string(1, text_[at])});
  brackets_.pop_back();
  if (brackets_.empty()) end_value(flow_, false);
}

// False when the quote is never closed: then nothing after it can be told apart.
bool Walk::quoted(std::size_t at) {
  const lexemes::Quoted text = lexemes::quoted(text_, at);
  for (const std::size_t bad : text.bad_escapes) {
    if (out_.broken) break;
    // Both characters, as far as they are single bytes.
    const bool ascii = static_cast<unsigned char>(text_[bad + 1]) < 0x80;
    report("Q129", bad, ascii ? 2 : 1, {shown(bad, bad + (ascii ? 2 : 1))});
    out_.text[bad] = 'x';
  }
  if (!text.closed) {
    broken("Q121", at, text_end() - at);
    tabs_until_ = at;
    stop();
    return false;
  }
  out_.scalars.push_back({base_ + at, text.end - at});
  at_ = text.end;
  if (at_ > line_end_) {
    const std::size_t before = text_.rfind('\n', at_ - 1);
    line_begin_ = before == std::string_view::npos ? 0 : before + 1;
    line_end_ = lexemes::line_end(text_, at_);
  }
  return true;
}

// An anchor, alias or tag. yaml-cpp gets blanks for it, or a word for an alias, so that it can read on.
void Walk::property(std::size_t at) {
  const bool in_flow = !brackets_.empty();
  const char sign = text_[at];
  const std::size_t end = lexemes::property_end(text_, at, in_flow);
  const bool key_colon = end > at + 1 && text_[end - 1] == ':' && !in_flow;
  const std::size_t name_end = key_colon ? end - 1 : end;
  report(std::string(code_of_property(sign)), at, name_end - at, {shown(at, name_end)});
  std::fill(out_.text.begin() + static_cast<std::ptrdiff_t>(at),
            out_.text.begin() + static_cast<std::ptrdiff_t>(name_end), sign == '*' ? 'x' : ' ');
  at_ = name_end;
  if (sign != '*') {
    if (!properties_) properties_ = at;
    return;
  }
  if (in_flow) return;
  const std::size_t next = lexemes::skip_blanks(text_, at_);
  const bool text_follows =
      next < line_end_ && text_[next] != '#' && !(text_[next] == ':' && lexemes::is_gap(text_, next + 1));
  if (text_follows) {
    // A sentence that begins with a star: the finding above says it all.
    value_may_come_ = key_may_come_ = false;
    out_.broken = true;
    at_ = line_end_;
    return;
  }
  end_value({properties_.value_or(at), line_begin_, key_may_come_, must_be_key_}, false);
}

// A sign that YAML keeps for itself. What follows is most likely text, and is read as such.
void Walk::reserved(std::size_t at) {
  if (!out_.broken) report("Q127", at, 1, {std::string(1, text_[at])});
  out_.text[at] = 'x';
}

void Walk::comment(std::size_t at) {
  comments_.push_back({at, line_end_ - at});
  at_ = line_end_;
}

}  // namespace quyche::rules::yaml
