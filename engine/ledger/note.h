// Signed notes (C2SP signed-note) as text: parsing and writing. Signing and checking need a key and stand
// behind functions that the caller brings (adapters/signing).
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

// "name+hash+base64(type || public key)": who signs. Type 0x01 is Ed25519, 0x04 an Ed25519 cosigner with a
// timestamp (C2SP tlog-cosignature).
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

// Strict: exactly what write_note writes. Fails with Q530 and what is wrong.
[[nodiscard]] Outcome<Note> parse_note(std::string_view bytes);
[[nodiscard]] std::string write_note(const Note& note);

// Whether `signature` over `message` was made by the key. The caller brings the crypto.
using Verify =
    std::function<bool(const VerifierKey& key, std::string_view message, std::string_view signature)>;

// What a signature of this key is over: the note's text, or for a cosigner the text with its time before it.
// Nothing when the signature cannot be one of this key's.
struct SignedMessage {
  std::string message;
  std::string signature;
  std::int64_t time_s = 0;  // of a cosignature, seconds since 1970
};
[[nodiscard]] std::optional<SignedMessage> signed_message(const Note& note, const NoteSignature& signature,
                                                          const VerifierKey& key);
// Whether one of the note's signatures is a good one of this key.
[[nodiscard]] bool signed_by(const Note& note, const VerifierKey& key, const Verify& verify);

// RFC 4648 section 4, strict.
[[nodiscard]] std::string base64(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace quyche::ledger
