// Ed25519 against the vectors of RFC 8032 section 7.1.
#include <gtest/gtest.h>

#include <algorithm>

#include "adapters/signing/ed25519.h"

namespace quyche::signing {
namespace {

std::string bytes(std::string_view hex) {
  const auto nibble = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    out += static_cast<char>(nibble(hex[i]) * 16 + nibble(hex[i + 1]));
  return out;
}

std::array<std::uint8_t, 32> array(std::string_view hex) {
  const std::string text = bytes(hex);
  std::array<std::uint8_t, 32> out;
  std::copy_n(text.begin(), out.size(), out.begin());
  return out;
}

struct Vector {
  std::string_view seed, key, message, signature;
};
constexpr Vector vectors[] = {{"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                               "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
                               "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33"
                               "bacc61e39701cf9b46bd25bf5f0"
                               "595bbe24655141438e7a100b"},
                              {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                               "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
                               "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e159"
                               "96e458f3613d0f11d8c387b2eae"
                               "b4302aeeb00d291612bb0c00"},
                              {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                               "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
                               "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f"
                               "290ae67f760984dc6594a7c15e9"
                               "716ed28dc027beceea1ec40a"},
                              {"833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
                               "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
                               "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc"
                               "1a836ba3c23a3feebbd454d4423"
                               "643ce80e2a9ac94fa54ca49f",
                               "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b"
                               "3ecfdfbc7c66431e0303dca179c"
                               "138ac17ad9bef1177331a704"}};

TEST(Ed25519, VectorsOfRfc8032) {
  for (const Vector& vector : vectors) {
    const SigningKey key = key_of_seed("x", ledger::VerifierKey::ed25519, array(vector.seed));
    EXPECT_EQ(key.key.public_key, array(vector.key));
    const std::string message = bytes(vector.message);
    const std::string signature = bytes(vector.signature);
    EXPECT_EQ(sign(key, message), signature);
    EXPECT_TRUE(verify(key.key, message, signature));
    EXPECT_FALSE(verify(key.key, message + "x", signature));
    EXPECT_FALSE(verify(key.key, message, signature.substr(1)));
    EXPECT_FALSE(verify(key.key, message, ""));
    for (std::size_t i = 0; i < signature.size(); ++i) {
      std::string changed = signature;
      changed[i] = static_cast<char>(changed[i] ^ 0x40);
      EXPECT_FALSE(verify(key.key, message, changed)) << i;
    }
  }
}

TEST(Ed25519, KeysAreFresh) {
  const SigningKey one = generate_key("quyche/a");
  const SigningKey other = generate_key("quyche/a");
  EXPECT_NE(one.seed, other.seed);
  EXPECT_NE(one.key.public_key, other.key.public_key);
  EXPECT_TRUE(verify(one.key, "m", sign(one, "m")));
  EXPECT_FALSE(verify(other.key, "m", sign(one, "m")));
}

}  // namespace
}  // namespace quyche::signing
