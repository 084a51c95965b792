// What each key signed last, kept beside the keys and apart from the data: who can change the data cannot
// have the key's holder sign another history without noticing.
//
// "<key file>.signed", one line a key: name+hash, a space, how many events its newest checkpoint covers, a
// space, that checkpoint's root in base64; by name+hash.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/signing/key_file.h"
#include "engine/base/result.h"
#include "engine/digest/sha256.h"
#include "engine/ledger/note.h"

namespace quyche::signing {

struct LastSigned {
  std::uint64_t size = 0;
  Digest root;
  bool operator==(const LastSigned&) const = default;
};

// By the key's name+hash.
using SignedByKey = std::map<std::string, LastSigned>;
[[nodiscard]] std::string name_and_hash(const ledger::VerifierKey& key);
[[nodiscard]] std::string signed_text(const SignedByKey& all);
// Strict; nothing for what signed_text does not write.
[[nodiscard]] std::optional<SignedByKey> parse_signed(std::string_view text);

class SignedFile {
 public:
  explicit SignedFile(const KeyFile& keys) : keys_path_(keys.path()), path_(keys.path() + ".signed") {}
  [[nodiscard]] const std::string& path() const { return path_; }

  // Holds off other programs that sign with the same key file, from what they look up to what they note.
  class Hold {
   public:
    Hold(Hold&& other) noexcept;
    ~Hold();
    Hold& operator=(Hold&&) = delete;

   private:
    friend class SignedFile;
    explicit Hold(int fd) : fd_(fd) {}
    int fd_;
  };
  [[nodiscard]] Outcome<Hold> hold() const;

  // Nothing for a key that is not in it, or when there is no file. Fails with Q501, Q536 (others may write
  // it), Q538 (it is malformed).
  [[nodiscard]] Outcome<std::optional<LastSigned>> last(const ledger::VerifierKey& key) const;
  // Durable when it returns. The same, and Q525.
  [[nodiscard]] Outcome<void> put(const ledger::VerifierKey& key, const LastSigned& signed_now) const;

 private:
  [[nodiscard]] Outcome<SignedByKey> read() const;
  std::string keys_path_;
  std::string path_;
};

}  // namespace quyche::signing
