#include "adapters/archive/vault_lines.h"

#include "adapters/vault/seal.h"
#include "engine/json/canonical.h"
#include "engine/json/read.h"

namespace quyche::archive {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    text += digits[static_cast<unsigned char>(c) >> 4];
    text += digits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

std::optional<std::string> from_hex(std::string_view text) {
  std::string bytes;
  if (text.size() % 2 != 0) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const std::size_t high = digits.find(text[i]);
    const std::size_t low = digits.find(text[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

}  // namespace

std::string vault_line(const VaultEntry& entry) {
  json::Object line{{"commitment", entry.commitment.text()}, {"salt", hex(entry.salt)}, {"text", entry.text}};
  if (!entry.document.empty()) line.emplace("document", entry.document.value);
  if (!entry.person.empty()) line.emplace("person", entry.person.value);
  return json::canonical(line);
}

std::optional<VaultEntry> read_vault_line(std::string_view line) {
  const auto value = json::read(line);
  if (!value || value->object() == nullptr) return std::nullopt;
  VaultEntry entry;
  for (const auto& [key, member] : *value->object()) {
    const std::string* text = member.string();
    if (text == nullptr) return std::nullopt;
    if (key == "text") entry.text = *text;
    if (key == "document") entry.document = DocumentId{*text};
    if (key == "person") entry.person = PersonId{*text};
    if (key == "salt") entry.salt = from_hex(*text).value_or("");
    if (key == "commitment") entry.commitment = Digest::parse(*text).value_or(Digest{});
  }
  // Whatever else stands there, or is missing, differs from what is written.
  return vault_line(entry) == line ? std::optional(std::move(entry)) : std::nullopt;
}

bool opens(const VaultEntry& entry) { return vault::commitment(entry.salt, entry.text) == entry.commitment; }

}  // namespace quyche::archive
