// Signed notes (c2sp.org/signed-note) as text: parsing and writing. Signing and checking need a key and stand
// behind functions that the caller brings (adapters/signing).
//
// A note is a text ending in a newline, an empty line, and one or more signature lines: an em dash, a space,
// the key's name, a space, base64 of the key's id and the signature.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace quyche::ledger {

// "name+hash+base64(type || public key)": who signs; `hash` is the key's id in 8 lower-case hexadecimal
// digits. Type 0x01 is Ed25519 over the note's text, 0x04 an Ed25519 cosigner with a timestamp
// (c2sp.org/tlog-cosignature). Other types are not of quyche and are no key here.
struct VerifierKey {
  static constexpr std::uint8_t ed25519 = 0x01;
  static constexpr std::uint8_t cosigner = 0x04;
  std::string name;
  std::uint8_t type = ed25519;
  std::array<std::uint8_t, 32> public_key{};

  // SHA-256(name || 0x0A || type || public key), its first four bytes.
  [[nodiscard]] std::array<std::uint8_t, 4> id() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static std::optional<VerifierKey> parse(std::string_view text);
  bool operator==(const VerifierKey&) const = default;
};

struct NoteSignature {
  std::string name;
  std::array<std::uint8_t, 4> key{};
  std::string signature;  // bytes behind the key id
  bool operator==(const NoteSignature&) const = default;
};

struct Note {
  std::string text;  // with the newline at its end, without the empty line behind it
  std::vector<NoteSignature> signatures;
  bool operator==(const Note&) const = default;
};

// A key's name: not empty, valid UTF-8, no Unicode space, no control character and no plus.
[[nodiscard]] bool is_key_name(std::string_view name);

// Strict: exactly what write_note writes; valid UTF-8 without control characters but the newline; at most
// limits::note_bytes_max. Fails with Q530 and what is wrong.
[[nodiscard]] Outcome<Note> parse_note(std::string_view bytes);
[[nodiscard]] std::string write_note(const Note& note);

// Whether `signature` over `message` was made by the key. The caller brings the crypto.
using Verify =
    std::function<bool(const VerifierKey& key, std::string_view message, std::string_view signature)>;

// What a signature of this key is over: the note's text, or for a cosigner two lines with its time and then
// the text. Nothing when the signature cannot be one of this key's: another name or id, another length, a
// time that is no time.
struct SignedMessage {
  std::string message;
  std::string signature;    // 64 bytes
  std::int64_t time_s = 0;  // of a cosignature, seconds since 1970
};
[[nodiscard]] std::optional<SignedMessage> signed_message(const Note& note, const NoteSignature& signature,
                                                          const VerifierKey& key);
// The message of a cosignature made at `time_s` over a note's text, and the bytes that carry it in the note.
[[nodiscard]] std::string cosigned_message(std::int64_t time_s, std::string_view text);
[[nodiscard]] std::string timestamped_signature(std::int64_t time_s, std::string_view signature);

// Whether the note carries a signature of this key and each of them is good: a bad one beside a good one
// spoils the note, as the specification advises.
[[nodiscard]] bool signed_by(const Note& note, const VerifierKey& key, const Verify& verify);

}  // namespace quyche::ledger
