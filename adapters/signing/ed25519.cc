#include "adapters/signing/ed25519.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>

#include "engine/base/check.h"

namespace quyche::signing {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Key private_key(const std::array<std::uint8_t, 32>& seed) {
  Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()), EVP_PKEY_free);
  CHECK(key != nullptr, "32 bytes are an Ed25519 seed");
  return key;
}

}  // namespace

SigningKey key_of_seed(const std::string& name, std::uint8_t type, const std::array<std::uint8_t, 32>& seed) {
  CHECK(ledger::is_key_name(name), "callers name keys by schools or by what they checked");
  SigningKey key{{name, type, {}}, seed};
  std::size_t size = key.key.public_key.size();
  const Key made = private_key(seed);
  CHECK(EVP_PKEY_get_raw_public_key(made.get(), key.key.public_key.data(), &size) == 1 && size == 32,
        "an Ed25519 key has a public half of 32 bytes");
  return key;
}

SigningKey generate_key(const std::string& name, std::uint8_t type) {
  std::array<std::uint8_t, 32> seed;
  CHECK(RAND_priv_bytes(seed.data(), static_cast<int>(seed.size())) == 1,
        "the system has randomness for keys");
  return key_of_seed(name, type, seed);
}

std::string sign(const SigningKey& key, std::string_view message) {
  const Key made = private_key(key.seed);
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  std::string signature(64, '\0');
  std::size_t size = signature.size();
  CHECK(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, made.get()) == 1 &&
            EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                           bytes_of(message), message.size()) == 1 &&
            size == signature.size(),
        "Ed25519 signs any message");
  return signature;
}

bool verify(const ledger::VerifierKey& key, std::string_view message, std::string_view signature) {
  const Key made(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.public_key.data(), key.public_key.size()),
      EVP_PKEY_free);
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  return made != nullptr && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, made.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message),
                          message.size()) == 1;
}

ledger::NoteSignature note_signature(const SigningKey& key, std::string_view text, std::int64_t time_s) {
  ledger::NoteSignature signature{key.key.name, key.key.id(), {}};
  if (key.key.type == ledger::VerifierKey::cosigner)
    signature.signature =
        ledger::timestamped_signature(time_s, sign(key, ledger::cosigned_message(time_s, text)));
  else
    signature.signature = sign(key, text);
  return signature;
}

}  // namespace quyche::signing
