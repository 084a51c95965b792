#include "rules/yaml/syntax.h"

#include <yaml-cpp/exceptions.h>

#include <algorithm>
#include <array>
#include <utility>

namespace quyche::rules::yaml {
namespace {

struct Meaning {
  std::string_view reason;  // how yaml-cpp's sentence begins
  std::string_view code;
};

// The outline finds most of these first and at a better place; what is left falls to Q120.
const auto meanings = std::to_array<Meaning>({
    {YAML::ErrorMsg::EOF_IN_SCALAR, "Q121"},
    {YAML::ErrorMsg::DOC_IN_SCALAR, "Q121"},
    {YAML::ErrorMsg::END_OF_MAP_FLOW, "Q133"},
    {YAML::ErrorMsg::END_OF_SEQ_FLOW, "Q133"},
    {YAML::ErrorMsg::END_OF_MAP, "Q122"},
    {YAML::ErrorMsg::END_OF_SEQ, "Q122"},
    {YAML::ErrorMsg::MAP_VALUE, "Q123"},
    {YAML::ErrorMsg::BLOCK_ENTRY, "Q132"},
    {YAML::ErrorMsg::FLOW_END, "Q126"},
    {YAML::ErrorMsg::INVALID_ESCAPE, "Q129"},
    {YAML::ErrorMsg::INVALID_HEX, "Q129"},
    {YAML::ErrorMsg::INVALID_UNICODE, "Q129"},
    {YAML::ErrorMsg::ZERO_INDENT_IN_BLOCK, "Q131"},
    {YAML::ErrorMsg::CHAR_IN_BLOCK, "Q131"},
    {YAML::ErrorMsg::BAD_FILE, "Q106"},
});

}  // namespace

Diagnostic syntax_finding(const SourcePtr& source, std::size_t offset, std::string_view reason) {
  const auto* known = std::find_if(meanings.begin(), meanings.end(),
                                   [&](const Meaning& m) { return reason.starts_with(m.reason); });
  Diagnostic out;
  out.code = known == meanings.end() ? "Q120" : std::string(known->code);
  const std::string_view text = source->text();
  const std::size_t at = std::min(offset, text.size());
  out.span = {source, at, std::min<std::size_t>(1, text.size() - at)};
  // What stands there, for the sentences that name it.
  const std::size_t end = std::min({text.find_first_of("\r\n", at), at + 40, text.size()});
  std::string_view here = text.substr(at, end - at);
  while (!here.empty() && here.back() == ' ') here.remove_suffix(1);
  if (here.size() == 40) {
    // Not in the middle of a code point.
    while (!here.empty() && (static_cast<unsigned char>(here.back()) & 0xC0U) == 0x80) here.remove_suffix(1);
    if (!here.empty() && static_cast<unsigned char>(here.back()) >= 0xC0) here.remove_suffix(1);
  }
  out.args = {std::string(here)};
  return out;
}

}  // namespace quyche::rules::yaml
