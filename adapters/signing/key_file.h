// Where the keys that sign for schools are kept: a file apart from the data, its owner's alone. One line a
// key, in the form of golang.org/x/mod/sumdb/note: "PRIVATE+KEY+name+hash+base64(type || seed)".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/signing/ed25519.h"
#include "engine/base/result.h"

namespace quyche::signing {

[[nodiscard]] std::string private_key_text(const SigningKey& key);
// Strict; nothing for what private_key_text does not write.
[[nodiscard]] std::optional<SigningKey> parse_private_key(std::string_view text);

// A key file as it will be, durable beside the one that is there, and locked until this object goes: others
// who change the file get Q538 meanwhile. What a killed program left has no lock and is removed by the next.
class StagedKeys {
 public:
  StagedKeys(StagedKeys&& other) noexcept
      : path_(std::move(other.path_)),
        fresh_(std::move(other.fresh_)),
        fd_(std::exchange(other.fd_, -1)),
        published_(other.published_) {}
  StagedKeys& operator=(StagedKeys&&) = delete;
  StagedKeys(const StagedKeys&) = delete;
  StagedKeys& operator=(const StagedKeys&) = delete;
  ~StagedKeys();  // removes what was not published

  // Gives it the name of the file, durably. Q525.
  [[nodiscard]] Outcome<void> publish();
  [[nodiscard]] bool published() const { return published_; }

 private:
  friend class KeyFile;
  StagedKeys(std::string path, std::string fresh, int fd)
      : path_(std::move(path)), fresh_(std::move(fresh)), fd_(fd) {}
  std::string path_;
  std::string fresh_;
  int fd_;
  bool published_ = false;
};

// A key file of a data directory. Every function refuses (Q536) a file that lies in the directory, and one
// that others than its owner may read or write. Not thread safe; two programs that change one file at a time
// exclude each other (Q538).
class KeyFile {
 public:
  // Beside the directory, "<dir>.keys", when no path is given; where its name says nothing ("." or a link)
  // that of the directory itself.
  KeyFile(std::string dir, std::string path);
  [[nodiscard]] const std::string& path() const { return path_; }

  // Fails with Q535 when there is no file, Q536, Q538 (it is malformed), Q501.
  [[nodiscard]] Outcome<std::vector<SigningKey>> read() const;
  // Adds a line, durably, making the file (mode 0600) when it is not there. Of several keys of one name the
  // last is the newest. Fails with Q536, Q538, Q525.
  [[nodiscard]] Outcome<void> add(const SigningKey& key) const;
  // The same in two steps, so that the key is only there when what names it is ready.
  [[nodiscard]] Outcome<StagedKeys> stage(const SigningKey& key) const;
  // Takes a key out again; a file without keys is removed.
  [[nodiscard]] Outcome<void> remove(const ledger::VerifierKey& key) const;

 private:
  [[nodiscard]] Outcome<void> check_place() const;
  [[nodiscard]] Outcome<StagedKeys> lock() const;
  [[nodiscard]] Outcome<void> write(StagedKeys& staged, const std::vector<SigningKey>& keys) const;

  std::string dir_;
  std::string path_;
};

}  // namespace quyche::signing
