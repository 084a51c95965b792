#include "adapters/signing/key_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "adapters/signing/own_file.h"
#include "engine/ledger/base64.h"

namespace quyche::signing {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view line_begin = "PRIVATE+KEY+";

std::string reason(const std::string& path) { return path + ": " + std::strerror(errno); }

}  // namespace

std::string private_key_text(const SigningKey& key) {
  const std::string name_and_hash = key.key.text().substr(0, key.key.name.size() + 10);
  return std::string(line_begin) + name_and_hash +
         ledger::base64(static_cast<char>(key.key.type) + std::string(key.seed.begin(), key.seed.end()));
}

std::optional<SigningKey> parse_private_key(std::string_view text) {
  if (!text.starts_with(line_begin)) return std::nullopt;
  const std::string_view rest = text.substr(line_begin.size());
  const std::size_t first = rest.find('+');
  const std::size_t second = first == std::string_view::npos ? first : rest.find('+', first + 1);
  if (second == std::string_view::npos || !ledger::is_key_name(rest.substr(0, first))) return std::nullopt;
  const auto bytes = ledger::from_base64(rest.substr(second + 1));
  if (!bytes || bytes->size() != 33) return std::nullopt;
  const auto type = static_cast<std::uint8_t>(bytes->front());
  if (type != ledger::VerifierKey::ed25519 && type != ledger::VerifierKey::cosigner) return std::nullopt;
  std::array<std::uint8_t, 32> seed;
  std::copy(bytes->begin() + 1, bytes->end(), seed.begin());
  SigningKey key = key_of_seed(std::string(rest.substr(0, first)), type, seed);
  // The hash is of the public half: a changed seed or name does not get by.
  if (private_key_text(key) != text) return std::nullopt;
  return key;
}

KeyFile::KeyFile(std::string dir, std::string path) : dir_(std::move(dir)), path_(std::move(path)) {
  while (dir_.size() > 1 && dir_.back() == '/') dir_.pop_back();
  if (!path_.empty()) return;
  path_ = dir_ + ".keys";
  const fs::path name = fs::path(dir_).filename();
  std::error_code error;
  const bool is_link = fs::is_symlink(dir_, error);
  if (!is_link && name != "." && name != "..") return;
  const fs::path real = fs::canonical(dir_, error);
  if (error) return;
  // A file beside the link was put there by somebody.
  if (is_link && fs::exists(path_, error) && !fs::exists(real.string() + ".keys", error)) return;
  path_ = real.string() + ".keys";
}

Outcome<void> KeyFile::check_place() const {
  std::error_code error;
  const fs::path dir = fs::weakly_canonical(fs::absolute(dir_, error), error);
  const fs::path path = fs::weakly_canonical(fs::absolute(path_, error), error);
  if (error) return fail("Q538", path_ + ": " + error.message());
  const auto [inside, ignored] = std::mismatch(dir.begin(), dir.end(), path.begin(), path.end());
  if (inside == dir.end()) return fail("Q536", path_ + " lies in the data directory");
  return {};
}

Outcome<std::vector<SigningKey>> KeyFile::read() const {
  if (auto good = check_place(); !good) return tl::unexpected(good.error());
  const auto text = read_own_file(path_, 077);
  if (!text) return tl::unexpected(text.error());
  if (!*text) return fail("Q535", path_);
  std::vector<SigningKey> keys;
  std::string_view lines = **text;
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    auto key = end == std::string_view::npos ? std::nullopt : parse_private_key(lines.substr(0, end));
    if (!key) return fail("Q538", path_ + ": line " + std::to_string(keys.size() + 1) + " is no key");
    keys.push_back(std::move(*key));
    lines.remove_prefix(end + 1);
  }
  return keys;
}

StagedKeys::~StagedKeys() {
  if (fd_ < 0) return;
  if (!published_) ::unlink(fresh_.c_str());
  ::close(fd_);
}

Outcome<void> StagedKeys::publish() {
  if (::rename(fresh_.c_str(), path_.c_str()) != 0) return fail("Q525", reason(path_));
  published_ = true;
  // The lock went with the file to its name, where whoever signs takes it.
  ::close(std::exchange(fd_, -1));
  if (!sync_folder(path_)) return fail("Q525", reason(path_));
  return {};
}

// The name of what is to be the file, with nothing in it. The lock is the flock, not the name.
Outcome<StagedKeys> KeyFile::lock() const {
  const std::string fresh = path_ + ".new";
  constexpr int tries = 16;
  for (int n = 0; n < tries; ++n) {
    int fd = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    const bool made = fd >= 0;
    const bool was_there = !made && errno == EEXIST;
    if (was_there) fd = ::open(fresh.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 && was_there && errno == ENOENT) continue;  // its owner was done just now
    if (fd < 0) return fail("Q525", reason(fresh));
    struct stat held {};
    struct stat named {};
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
      ::close(fd);
      if (made) continue;
      return fail("Q538", path_ + ": another command is changing it; run this again when that one is done");
    }
    const bool same = ::fstat(fd, &held) == 0 && ::lstat(fresh.c_str(), &named) == 0 &&
                      held.st_dev == named.st_dev && held.st_ino == named.st_ino;
    if (same && made) return StagedKeys(path_, fresh, fd);
    // What a killed program left: nobody has it, and others may have been able to write to it.
    if (same) ::unlink(fresh.c_str());
    ::close(fd);
  }
  return fail("Q538", path_ + ": other commands are changing it; run this again when they are done");
}

// The new text stands beside the old one until it is durable; what is there is never half a file.
Outcome<void> KeyFile::write(StagedKeys& staged, const std::vector<SigningKey>& keys) const {
  std::string text;
  for (const SigningKey& key : keys) text += private_key_text(key) + '\n';
  if (::fchmod(staged.fd_, 0600) != 0 || !write_all(staged.fd_, text) || ::fsync(staged.fd_) != 0)
    return fail("Q525", reason(path_));
  return {};
}

Outcome<StagedKeys> KeyFile::stage(const SigningKey& key) const {
  if (auto good = check_place(); !good) return tl::unexpected(good.error());
  auto staged = lock();
  if (!staged) return staged;
  auto keys = read();
  if (!keys && keys.error().code == "Q535") keys = std::vector<SigningKey>();
  if (!keys) return tl::unexpected(keys.error());
  keys->push_back(key);
  if (auto written = write(*staged, *keys); !written) return tl::unexpected(written.error());
  return staged;
}

Outcome<void> KeyFile::add(const SigningKey& key) const {
  auto staged = stage(key);
  if (!staged) return tl::unexpected(staged.error());
  return staged->publish();
}

Outcome<void> KeyFile::remove(const ledger::VerifierKey& key) const {
  auto staged = lock();
  if (!staged) return tl::unexpected(staged.error());
  auto keys = read();
  if (!keys) return tl::unexpected(keys.error());
  std::erase_if(*keys, [&](const SigningKey& one) { return one.key == key; });
  if (!keys->empty()) {
    if (auto written = write(*staged, *keys); !written) return written;
    return staged->publish();
  }
  if (::unlink(path_.c_str()) != 0 || !sync_folder(path_)) return fail("Q525", reason(path_));
  return {};
}

}  // namespace quyche::signing
