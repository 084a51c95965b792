#include "rules/yaml/bytes.h"

#include <fmt/core.h>

#include <optional>
#include <string_view>
#include <utility>

#include "engine/base/limits.h"
#include "rules/text/utf8.h"

namespace quyche::rules::yaml {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

Diagnostic error(std::string code, const SourcePtr& source, std::size_t offset, std::size_t length,
                 std::vector<std::string> args = {}) {
  return {std::move(code), Severity::error, {source, offset, length}, std::move(args), {}, {}, {}};
}

// A line that is too long would also be a diagnostic that cannot be shown; yaml-cpp reads such lines slowly.
bool check_lines(const SourcePtr& source, Findings& findings) {
  const std::string_view text = source->text();
  bool short_enough = true;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end - begin > limits::yaml_line_bytes_max) {
      short_enough = false;
      findings.add(error("Q116", source, begin, 1,
                         {std::to_string(end - begin), std::to_string(limits::yaml_line_bytes_max)}));
    }
    begin = end + 1;
  }
  return short_enough;
}

// A carriage return belongs to a line break or to nothing.
bool is_line_break(std::string_view text, std::size_t at) {
  return text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
}

bool check_characters(const SourcePtr& source, std::size_t begin, Findings& findings) {
  const std::string_view text = source->text();
  bool clean = true;
  for (std::size_t at = begin; at < text.size();) {
    const utf8::Decoded one = utf8::decode(text, at);
    if (utf8::is_control(one.code_point) && !is_line_break(text, at)) {
      clean = false;
      findings.add(error("Q103", source, at, one.length, {code_point_name(one.code_point)}));
    }
    at += one.length;
  }
  return clean;
}

}  // namespace

std::string code_point_name(char32_t code_point) {
  return fmt::format("U+{:04X}", static_cast<std::uint32_t>(code_point));
}

Bytes check_bytes(const SourcePtr& source, Findings& findings) {
  const std::string_view text = source->text();
  if (text.size() > limits::policy_bytes_max) {
    findings.add(
        error("Q105", source, 0, 0, {std::to_string(text.size()), std::to_string(limits::policy_bytes_max)}));
    return Bytes::unreadable;
  }
  if (const std::optional<std::size_t> bad = utf8::first_invalid(text)) {
    const auto byte = static_cast<unsigned char>(text[*bad]);
    findings.add(error("Q101", source, *bad, 1, {fmt::format("0x{:02X}", byte)}));
    return Bytes::unreadable;
  }
  if (!check_lines(source, findings)) return Bytes::unreadable;
  const bool marked = text.starts_with(byte_order_mark);
  if (marked) findings.add(error("Q102", source, 0, byte_order_mark.size()));
  const bool clean = check_characters(source, marked ? byte_order_mark.size() : 0, findings);
  return clean && !marked ? Bytes::clean : Bytes::flawed;
}

}  // namespace quyche::rules::yaml
