#include "rules/diagnostics/render.h"

#include <algorithm>
#include <utility>

#include "rules/text/utf8.h"

namespace quyche::rules {
namespace {

constexpr std::size_t columns_max = 100;
constexpr std::size_t number_width = 5;
constexpr std::size_t arg_columns_max = 80;
constexpr std::string_view ellipsis = "…";

struct Ink {
  bool on;
  [[nodiscard]] std::string_view red() const { return on ? "\x1b[1;31m" : ""; }
  [[nodiscard]] std::string_view yellow() const { return on ? "\x1b[1;33m" : ""; }
  [[nodiscard]] std::string_view blue() const { return on ? "\x1b[1;34m" : ""; }
  [[nodiscard]] std::string_view bold() const { return on ? "\x1b[1m" : ""; }
  [[nodiscard]] std::string_view off() const { return on ? "\x1b[0m" : ""; }
  [[nodiscard]] std::string_view of(Severity severity) const {
    if (severity == Severity::error) return red();
    return severity == Severity::warning ? yellow() : blue();
  }
};

std::string_view name_of(Severity severity) {
  if (severity == Severity::error) return "error";
  return severity == Severity::warning ? "warning" : "note";
}

// The longest beginning of `text` that takes at most `columns`.
std::string_view fitting(std::string_view text, std::size_t columns) {
  std::size_t at = 0;
  for (std::size_t used = 0; at < text.size();) {
    const utf8::Decoded one = utf8::decode(text, at);
    used += utf8::width(one.code_point);
    if (used > columns) break;
    at += one.length;
  }
  return text.substr(0, at);
}

// Words of a file inside a sentence: on one line, and no longer than a reader takes in.
std::string quoted_word(std::string_view text) {
  const std::string shown = utf8::printable(text.substr(0, std::min<std::size_t>(text.size(), 1'024)));
  const std::string_view part = fitting(shown, arg_columns_max);
  return part.size() == shown.size() ? shown : std::string(part) + std::string(ellipsis);
}

std::string sentence(const Diagnostic& diagnostic, Lang lang) {
  std::vector<std::string> args;
  args.reserve(diagnostic.args.size());
  for (const std::string& arg : diagnostic.args) args.push_back(quoted_word(arg));
  return render(diagnostic.code, lang, args);
}

// A source line cut to a window, and where the underlined part stands in it.
struct Excerpt {
  std::string text;
  std::size_t caret_column = 0;  // 0-based
  std::size_t caret_width = 1;
};

Excerpt cut(std::string_view line, std::size_t caret_at, std::size_t caret_bytes, std::size_t columns) {
  // Only bytes near the caret can show: no need to measure a whole line of a megabyte.
  const std::size_t reach = columns * 4;
  std::size_t from = caret_at > reach ? caret_at - reach : 0;
  while (from > 0 && from < line.size() && (static_cast<unsigned char>(line[from]) & 0xC0U) == 0x80) --from;
  const std::string before = utf8::printable(line.substr(from, caret_at - from));
  const std::string marked = utf8::printable(line.substr(caret_at, std::min(caret_bytes, reach)));
  const std::string_view tail = line.substr(std::min(line.size(), caret_at + std::min(caret_bytes, reach)));
  const std::string after = utf8::printable(tail.substr(0, reach));

  // A long beginning makes way: the caret then stands about a third into the window.
  std::string_view head = before;
  bool head_cut = from > 0;
  std::size_t head_width = utf8::width(head);
  const bool fits = !head_cut && head_width + utf8::width(marked) + utf8::width(after) <= columns;
  if (!fits && head_width > columns / 3) {
    head_cut = true;
    while (head_width > columns / 3) {
      const utf8::Decoded one = utf8::decode(head, 0);
      head_width -= utf8::width(one.code_point);
      head.remove_prefix(one.length);
    }
  }
  Excerpt out;
  out.text = (head_cut ? std::string(ellipsis) : std::string()) + std::string(head);
  out.caret_column = utf8::width(out.text);
  const std::string rest = marked + after;
  const std::size_t room = columns - out.caret_column;
  const bool whole = utf8::width(rest) <= room;
  out.text += whole ? rest : std::string(fitting(rest, room - 1)) + std::string(ellipsis);
  out.caret_width = std::clamp<std::size_t>(utf8::width(marked), 1, std::max<std::size_t>(room - 1, 1));
  return out;
}

void append_excerpt(std::string& out, const Diagnostic& diagnostic, const HumanStyle& style, const Ink& ink) {
  const Source& source = *diagnostic.span.source;
  const std::size_t offset = std::min(diagnostic.span.offset, source.text().size());
  const Position at = source.position(offset);
  const std::string_view line = source.line(at.line);
  const auto line_begin = static_cast<std::size_t>(line.data() - source.text().data());
  std::size_t caret_at = std::min(offset - std::min(line_begin, offset), line.size());
  // The caret stands under a whole code point.
  const auto inside = [&](std::size_t i) { return (static_cast<unsigned char>(line[i]) & 0xC0U) == 0x80; };
  for (int step = 0; step < 3 && caret_at > 0 && caret_at < line.size() && inside(caret_at); ++step)
    --caret_at;
  const std::size_t caret_bytes = std::min(diagnostic.span.length, line.size() - caret_at);

  const std::string number = std::to_string(at.line);
  const std::size_t margin = std::max(number_width, number.size());
  const std::string blank(margin, ' ');
  const Excerpt excerpt = cut(line, caret_at, caret_bytes, columns_max - margin - 3);
  out += ink.blue();
  out += std::string(margin - number.size(), ' ') + number + " |";
  out += ink.off();
  if (!excerpt.text.empty()) out += ' ' + excerpt.text;
  out += '\n';
  out += ink.blue();
  out += blank + " |";
  out += ink.off();
  out += ' ' + std::string(excerpt.caret_column, ' ');
  out += ink.of(diagnostic.severity);
  out += std::string(excerpt.caret_width, '^');
  out += ink.off();
  if (!diagnostic.suggestion.empty()) {
    const std::vector<std::string> args = {quoted_word(diagnostic.suggestion)};
    out += ' ' + render("label.did_you_mean", style.lang, args);
  }
  out += '\n';
}

// Where in the policy: its path there and the clause.
void append_place(std::string& out, const Diagnostic& diagnostic) {
  if (diagnostic.path.empty() && diagnostic.clause.empty()) return;
  const std::string_view joint = diagnostic.path.empty() || diagnostic.clause.empty() ? "" : ", ";
  out += std::string(number_width, ' ') + " = " + utf8::printable(diagnostic.path) + std::string(joint) +
         utf8::printable(diagnostic.clause) + '\n';
}

}  // namespace

std::string render_human(const Diagnostic& diagnostic, const HumanStyle& style) {
  const Ink ink{style.colour};
  const std::string label =
      render("label." + std::string(name_of(diagnostic.severity)), style.lang) + ' ' + diagnostic.code;
  std::string out;
  if (diagnostic.span.source) {
    const Position at = diagnostic.span.source->position(diagnostic.span.offset);
    out += ink.bold();
    out += utf8::printable(diagnostic.span.source->name()) + ':' + std::to_string(at.line) + ':' +
           std::to_string(at.column) + ": ";
    out += ink.off();
  }
  out += ink.of(diagnostic.severity);
  out += label + ": ";
  out += ink.off();
  out += sentence(diagnostic, style.lang) + '\n';
  // A file that is empty or could not be read has no line to show.
  const bool has_text = diagnostic.span.source && !diagnostic.span.source->text().empty();
  if (has_text) append_excerpt(out, diagnostic, style, ink);
  append_place(out, diagnostic);
  return out;
}

json::Value to_json(const Diagnostic& diagnostic) {
  json::Object out;
  out["code"] = diagnostic.code;
  out["severity"] = name_of(diagnostic.severity);
  out["file"] = json::Value();
  out["line"] = json::Value();
  out["column"] = json::Value();
  out["length"] = json::Value();
  if (diagnostic.span.source) {
    const Source& source = *diagnostic.span.source;
    const std::size_t offset = std::min(diagnostic.span.offset, source.text().size());
    const Position at = source.position(offset);
    out["file"] = utf8::printable(source.name());
    out["line"] = static_cast<std::int64_t>(at.line);
    out["column"] = static_cast<std::int64_t>(at.column);
    out["length"] =
        static_cast<std::int64_t>(utf8::length(source.text().substr(offset, diagnostic.span.length)));
  }
  out["message"] =
      json::Object{{"vi", sentence(diagnostic, Lang::vi)}, {"en", sentence(diagnostic, Lang::en)}};
  out["path"] = utf8::printable(diagnostic.path);
  out["clause"] = utf8::printable(diagnostic.clause);
  out["suggestion"] = utf8::printable(diagnostic.suggestion);
  return out;
}

}  // namespace quyche::rules
