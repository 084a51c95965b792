#include "engine/ledger/note.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/digest/sha256.h"
#include "engine/ledger/base64.h"

namespace quyche::ledger {
namespace {

constexpr std::string_view line_begin = "\xE2\x80\x94 ";  // em dash, space
constexpr std::size_t key_id_bytes = 4;
constexpr std::size_t time_bytes = 8;
constexpr std::size_t ed25519_signature_bytes = 64;

// One character of UTF-8 (RFC 3629: shortest form, no surrogates), taken off the front. Nothing when there is
// none.
std::optional<char32_t> take_character(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  if (text.empty()) return std::nullopt;
  const std::size_t length = byte(0) < 0x80   ? 1
                             : byte(0) < 0xC2 ? 0
                             : byte(0) < 0xE0 ? 2
                             : byte(0) < 0xF0 ? 3
                                              : 4;
  if (length == 0 || text.size() < length || byte(0) > 0xF4) return std::nullopt;
  char32_t character = length == 1 ? byte(0) : byte(0) & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return std::nullopt;
    character = character << 6 | (byte(i) & 0x3FU);
  }
  const bool too_long = (length == 3 && character < 0x800) || (length == 4 && character < 0x10000);
  if (too_long || character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF)) return std::nullopt;
  text.remove_prefix(length);
  return character;
}

// The White_Space property of Unicode; those below U+0020 are control characters too.
bool is_space(char32_t c) {
  return c == 0x20 || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

// What is wrong with the characters of a note, or nothing.
const char* wrong_characters(std::string_view bytes) {
  while (!bytes.empty()) {
    if (bytes.front() == '\r') return "it has CR line ends";
    const auto character = take_character(bytes);
    if (!character) return "it is not UTF-8";
    if (*character < 0x20 && *character != '\n') return "it has a control character";
  }
  return nullptr;
}

std::string_view bytes_of(const std::array<std::uint8_t, 32>& key) {
  return {reinterpret_cast<const char*>(key.data()), key.size()};
}

std::string hexadecimal(const std::array<std::uint8_t, 4>& id) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : id) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

// "— name base64" without its newline.
std::optional<NoteSignature> parse_signature(std::string_view line) {
  if (!line.starts_with(line_begin)) return std::nullopt;
  line.remove_prefix(line_begin.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || !is_key_name(line.substr(0, space))) return std::nullopt;
  const auto bytes = from_base64(line.substr(space + 1));
  if (!bytes || bytes->size() <= key_id_bytes) return std::nullopt;
  NoteSignature signature{std::string(line.substr(0, space)), {}, bytes->substr(key_id_bytes)};
  std::copy_n(bytes->begin(), key_id_bytes, signature.key.begin());
  return signature;
}

}  // namespace

bool is_key_name(std::string_view name) {
  if (name.empty()) return false;
  while (!name.empty()) {
    const auto character = take_character(name);
    if (!character || *character < 0x20 || *character == '+' || is_space(*character)) return false;
  }
  return true;
}

std::array<std::uint8_t, 4> VerifierKey::id() const {
  const Digest digest = sha256(name + '\n' + static_cast<char>(type) + std::string(bytes_of(public_key)));
  std::array<std::uint8_t, 4> id;
  std::copy_n(digest.bytes.begin(), id.size(), id.begin());
  return id;
}

std::string VerifierKey::text() const {
  return name + '+' + hexadecimal(id()) + '+' +
         base64(static_cast<char>(type) + std::string(bytes_of(public_key)));
}

std::optional<VerifierKey> VerifierKey::parse(std::string_view text) {
  const std::size_t first = text.find('+');
  const std::size_t second = first == std::string_view::npos ? first : text.find('+', first + 1);
  if (second == std::string_view::npos || !is_key_name(text.substr(0, first))) return std::nullopt;
  const auto bytes = from_base64(text.substr(second + 1));
  VerifierKey key{std::string(text.substr(0, first)), 0, {}};
  if (!bytes || bytes->size() != 1 + key.public_key.size()) return std::nullopt;
  key.type = static_cast<std::uint8_t>(bytes->front());
  if (key.type != ed25519 && key.type != cosigner) return std::nullopt;
  std::copy(bytes->begin() + 1, bytes->end(), key.public_key.begin());
  if (text.substr(first + 1, second - first - 1) != hexadecimal(key.id())) return std::nullopt;
  return key;
}

Outcome<Note> parse_note(std::string_view bytes) {
  if (bytes.size() > limits::note_bytes_max) return fail("Q530", "it is too long");
  if (const char* wrong = wrong_characters(bytes)) return fail("Q530", wrong);
  // The last empty line separates: the text may have empty lines, signature lines are none.
  const std::size_t split = bytes.rfind("\n\n");
  if (split == std::string_view::npos || split == 0) return fail("Q530", "it has no text and signatures");
  Note note{std::string(bytes.substr(0, split + 1)), {}};
  std::string_view lines = bytes.substr(split + 2);
  if (lines.empty()) return fail("Q530", "it has no signature");
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    if (end == std::string_view::npos) return fail("Q530", "its last line has no end");
    auto signature = parse_signature(lines.substr(0, end));
    const std::string number = std::to_string(note.signatures.size() + 1);
    if (!signature) return fail("Q530", "signature line " + number + " is not one");
    if (note.signatures.size() == limits::note_signatures_max)
      return fail("Q530", "it has too many signatures");
    note.signatures.push_back(std::move(*signature));
    lines.remove_prefix(end + 1);
  }
  return note;
}

std::string write_note(const Note& note) {
  std::string bytes = note.text + '\n';
  for (const NoteSignature& signature : note.signatures) {
    bytes += line_begin;
    bytes += signature.name + ' ' +
             base64(std::string(signature.key.begin(), signature.key.end()) + signature.signature) + '\n';
  }
  return bytes;
}

std::string cosigned_message(std::int64_t time_s, std::string_view text) {
  return "cosignature/v1\ntime " + std::to_string(time_s) + '\n' + std::string(text);
}

std::string timestamped_signature(std::int64_t time_s, std::string_view signature) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8)
    bytes += static_cast<char>(static_cast<std::uint64_t>(time_s) >> shift & 255);
  return bytes + std::string(signature);
}

std::optional<SignedMessage> signed_message(const Note& note, const NoteSignature& signature,
                                            const VerifierKey& key) {
  if (signature.name != key.name || signature.key != key.id()) return std::nullopt;
  const std::size_t time = key.type == VerifierKey::cosigner ? time_bytes : 0;
  if (signature.signature.size() != time + ed25519_signature_bytes) return std::nullopt;
  if (time == 0) return SignedMessage{note.text, signature.signature, 0};
  std::uint64_t seconds = 0;
  for (std::size_t i = 0; i < time; ++i)
    seconds = seconds << 8 | static_cast<std::uint8_t>(signature.signature[i]);
  if (seconds >> 63 != 0) return std::nullopt;
  const auto time_s = static_cast<std::int64_t>(seconds);
  return SignedMessage{cosigned_message(time_s, note.text), signature.signature.substr(time), time_s};
}

bool signed_by(const Note& note, const VerifierKey& key, const Verify& verify) {
  bool good = false;
  for (const NoteSignature& signature : note.signatures) {
    if (signature.name != key.name || signature.key != key.id()) continue;
    const auto message = signed_message(note, signature, key);
    if (!message || !verify(key, message->message, message->signature)) return false;
    good = true;
  }
  return good;
}

}  // namespace quyche::ledger
