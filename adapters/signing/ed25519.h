// Ed25519 (RFC 8032) for signed notes. The one file behind which the crypto library stands for signatures.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/ledger/note.h"

namespace quyche::signing {

// A key that can sign: its public half, and the seed that the private key is made from.
struct SigningKey {
  ledger::VerifierKey key;
  std::array<std::uint8_t, 32> seed{};
};

// A fresh key of the system's randomness. `name` is a key name (CHECK).
[[nodiscard]] SigningKey generate_key(const std::string& name,
                                      std::uint8_t type = ledger::VerifierKey::ed25519);
// The key of a seed.
[[nodiscard]] SigningKey key_of_seed(const std::string& name, std::uint8_t type,
                                     const std::array<std::uint8_t, 32>& seed);

// 64 bytes. The same message and key always give the same ones.
[[nodiscard]] std::string sign(const SigningKey& key, std::string_view message);
// A ledger::Verify. Thread safe.
[[nodiscard]] bool verify(const ledger::VerifierKey& key, std::string_view message,
                          std::string_view signature);

// The signature line of an ed25519 key over a note's text; of a cosigner the one at `time_s`.
[[nodiscard]] ledger::NoteSignature note_signature(const SigningKey& key, std::string_view text,
                                                   std::int64_t time_s = 0);

}  // namespace quyche::signing
