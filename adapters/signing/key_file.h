// Where the keys that sign for schools are kept: a file apart from the data, its owner's alone. One line a
// key, in the form of golang.org/x/mod/sumdb/note: "PRIVATE+KEY+name+hash+base64(type || seed)".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/signing/ed25519.h"
#include "engine/base/result.h"

namespace quyche::signing {

[[nodiscard]] std::string private_key_text(const SigningKey& key);
// Strict; nothing for what private_key_text does not write.
[[nodiscard]] std::optional<SigningKey> parse_private_key(std::string_view text);

// A key file of a data directory. Every function refuses (Q536) a file that lies in the directory, and one
// that others than its owner may read or write. Not thread safe; two programs that change one file at a time
// exclude each other (Q538).
class KeyFile {
 public:
  // Beside the directory, "<dir>.keys", when no path is given.
  KeyFile(std::string dir, std::string path);
  [[nodiscard]] const std::string& path() const { return path_; }

  // Fails with Q535 when there is no file, Q536, Q538 (it is malformed), Q501.
  [[nodiscard]] Outcome<std::vector<SigningKey>> read() const;
  // Adds a line, durably, making the file (mode 0600) when it is not there. Of several keys of one name the
  // last is the newest. Fails with Q536, Q538, Q525.
  [[nodiscard]] Outcome<void> add(const SigningKey& key) const;
  // Takes a key out again; a file without keys is removed.
  [[nodiscard]] Outcome<void> remove(const ledger::VerifierKey& key) const;

 private:
  [[nodiscard]] Outcome<void> check_place() const;
  [[nodiscard]] Outcome<void> replace(const std::vector<SigningKey>& keys) const;

  std::string dir_;
  std::string path_;
};

}  // namespace quyche::signing
