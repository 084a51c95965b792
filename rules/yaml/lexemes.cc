#include "rules/yaml/lexemes.h"

#include <algorithm>

namespace quyche::rules::yaml::lexemes {
namespace {

constexpr std::string_view flow_signs = ",[]{}";
constexpr std::string_view escapes = "0abtnvfre \"'/\\N_LPxuU";

bool any_of(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }

}  // namespace

bool is_blank(char c) { return c == ' ' || c == '\t'; }

bool is_gap(std::string_view text, std::size_t at) {
  if (at >= text.size() || is_blank(text[at]) || text[at] == '\n') return true;
  return text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
}

std::size_t line_end(std::string_view text, std::size_t at) {
  std::size_t end = std::min(text.find('\n', at), text.size());
  if (end < text.size() && end > at && text[end - 1] == '\r') --end;
  return end;
}

std::size_t next_line(std::string_view text, std::size_t end) {
  if (end < text.size() && text[end] == '\r') ++end;
  if (end < text.size() && text[end] == '\n') ++end;
  return end;
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

bool is_document_mark(std::string_view text, std::size_t line_begin) {
  const std::string_view mark = text.substr(line_begin, 3);
  return (mark == "---" || mark == "...") && is_gap(text, line_begin + 3);
}

Quoted quoted(std::string_view text, std::size_t at) {
  const char quote = text[at];
  Quoted out;
  std::size_t i = at + 1;
  while (i < text.size()) {
    const char c = text[i];
    const char following = i + 1 < text.size() ? text[i + 1] : '\0';
    if (c == '\n' && is_document_mark(text, i + 1)) break;
    if (c == quote && quote == '\'' && following == quote) {
      i += 2;
    } else if (c == quote) {
      out.end = i + 1;
      out.closed = true;
      return out;
    } else if (c == '\\' && quote == '"') {
      const bool at_break = following == '\n' || following == '\r' || i + 1 == text.size();
      if (!at_break && !any_of(escapes, following)) out.bad_escapes.push_back(i);
      // A line break after it is looked at again: a document mark may follow.
      i += at_break || static_cast<unsigned char>(following) >= 0x80 ? 1 : 2;
    } else {
      ++i;
    }
  }
  out.end = i;
  return out;
}

Plain plain(std::string_view text, std::size_t at, bool in_flow) {
  const std::size_t end = line_end(text, at);
  Plain out;
  std::size_t i = at;
  for (; i < end; ++i) {
    const char c = text[i];
    if (is_blank(c) && i + 1 < end && text[i + 1] == '#') {
      out.why = Stop::comment;
      break;
    }
    const bool flow_value = in_flow && i + 1 < end && any_of(",]}", text[i + 1]);
    if (c == ':' && (is_gap(text, i + 1) || flow_value)) {
      out.why = Stop::colon;
      break;
    }
    if (in_flow && any_of(flow_signs, c)) {
      out.why = Stop::flow;
      break;
    }
  }
  out.stop = i;
  out.end = i;
  while (out.end > at && is_blank(text[out.end - 1])) --out.end;
  return out;
}

std::size_t property_end(std::string_view text, std::size_t at, bool in_flow) {
  std::size_t i = at + 1;
  while (!is_gap(text, i) && !(in_flow && any_of(flow_signs, text[i]))) ++i;
  return i;
}

BlockHeader block_header(std::string_view text, std::size_t at) {
  BlockHeader out;
  std::size_t i = at + 1;
  bool chomp = false;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if ((c == '+' || c == '-') && !chomp) {
      chomp = true;
    } else if (c >= '1' && c <= '9' && out.indent == 0) {
      out.indent = static_cast<std::size_t>(c - '0');
    } else {
      break;
    }
  }
  out.end = skip_blanks(text, i);
  const bool at_end = out.end >= text.size() || out.end == line_end(text, out.end);
  out.valid = at_end || (text[out.end] == '#' && out.end > i);
  return out;
}

std::size_t block_end(std::string_view text, std::size_t header_end, std::size_t indent,
                      std::optional<std::size_t> parent) {
  const bool detect = indent == 0;
  std::size_t wanted = (detect ? 1 : indent) + parent.value_or(0);
  bool has_text = false;
  std::size_t last = header_end;
  for (std::size_t begin = next_line(text, header_end); begin < text.size();) {
    const std::size_t end = line_end(text, begin);
    std::size_t column = 0;
    while (begin + column < end && text[begin + column] == ' ') ++column;
    const bool blank = begin + column == end;
    if (detect && !has_text) wanted = std::max(wanted, column);
    if (!blank && column < wanted) return last;
    has_text = has_text || !blank;
    last = end;
    if (end == text.size()) return last;
    begin = next_line(text, end);
  }
  return last;
}

}  // namespace quyche::rules::yaml::lexemes
