#include "adapters/cli/html.h"

#include "rules/text/utf8.h"

namespace quyche::cli {
namespace {

std::string joined(std::string_view text, std::string_view line_break) {
  std::string out;
  std::string line;
  const auto end_line = [&] {
    for (const char c : rules::utf8::printable(line)) {
      switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default: out += c;
      }
    }
    line.clear();
  };
  for (const char c : text) {
    if (c == '\r') continue;
    if (c == '\n') {
      end_line();
      out += line_break;
    } else {
      line += c == '\t' ? ' ' : c;
    }
  }
  end_line();
  return out;
}

}  // namespace

std::string html_text(std::string_view text) { return joined(text, " "); }
std::string html_lines(std::string_view text) { return joined(text, "<br>"); }

std::string html_element(std::string_view tag, std::string_view classes, const std::string& content) {
  std::string out = "<" + std::string(tag);
  if (!classes.empty()) out += " class=\"" + std::string(classes) + "\"";
  return out + ">" + content + "</" + std::string(tag) + ">";
}

}  // namespace quyche::cli
