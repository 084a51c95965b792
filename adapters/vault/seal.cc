#include "adapters/vault/seal.h"

#include <openssl/rand.h>

#include <utility>

#include "engine/base/check.h"

namespace quyche::vault {
namespace {

constexpr int salt_bytes = 16;

std::string fresh_salt() {
  unsigned char bytes[salt_bytes];
  CHECK(RAND_bytes(bytes, salt_bytes) == 1, "the system has randomness for salts");
  return {reinterpret_cast<const char*>(bytes), salt_bytes};
}

}  // namespace

Digest commitment(std::string_view salt, std::string_view text) {
  std::string bytes(salt);
  bytes += '\0';
  bytes += text;
  return sha256(bytes);
}

Digest Sealer::seal(std::string_view text, const PersonId& person) {
  VaultEntry entry;
  entry.salt = fresh_salt();
  entry.text = text;
  entry.commitment = commitment(entry.salt, text);
  entry.person = person;
  entries_.push_back(std::move(entry));
  return entries_.back().commitment;
}

std::vector<VaultEntry> Sealer::take() { return std::exchange(entries_, {}); }

}  // namespace quyche::vault
