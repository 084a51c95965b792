#include "adapters/signing/key_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "engine/ledger/base64.h"

namespace quyche::signing {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view line_begin = "PRIVATE+KEY+";
constexpr std::size_t file_bytes_max = 1'048'576;

// Closes on every way out.
class File {
 public:
  explicit File(int fd) : fd_(fd) {}
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] int fd() const { return fd_; }
  bool close() { return ::close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

std::string reason(const std::string& path) { return path + ": " + std::strerror(errno); }

Outcome<std::string> read_all(const std::string& path, int fd) {
  std::string text;
  char buffer[4'096];
  while (true) {
    const ssize_t n = ::read(fd, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail("Q501", reason(path));
    if (n == 0) return text;
    text.append(buffer, static_cast<std::size_t>(n));
    if (text.size() > file_bytes_max) return fail("Q538", path + ": it is too long");
  }
}

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t n = ::write(fd, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

// A new name is durable only when its folder is.
bool sync_folder(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  const File opened(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return opened.fd() >= 0 && ::fsync(opened.fd()) == 0;
}

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
  if (path_.empty()) path_ = dir_ + ".keys";
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
  const File file(::open(path_.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.fd() < 0) return errno == ENOENT ? fail("Q535", path_) : fail("Q501", reason(path_));
  struct stat status {};
  if (::fstat(file.fd(), &status) != 0 || !S_ISREG(status.st_mode))
    return fail("Q538", path_ + ": it is no file");
  if ((status.st_mode & 077) != 0)
    return fail("Q536", path_ + " may be used by others than its owner; chmod 600 " + path_);
  const auto text = read_all(path_, file.fd());
  if (!text) return tl::unexpected(text.error());
  std::vector<SigningKey> keys;
  std::string_view lines = *text;
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    auto key = end == std::string_view::npos ? std::nullopt : parse_private_key(lines.substr(0, end));
    if (!key) return fail("Q538", path_ + ": line " + std::to_string(keys.size() + 1) + " is no key");
    keys.push_back(std::move(*key));
    lines.remove_prefix(end + 1);
  }
  return keys;
}

// The new text stands beside the old one until it is durable; what is there is never half a file. The other
// name also keeps a second program out.
Outcome<void> KeyFile::replace(const std::vector<SigningKey>& keys) const {
  const std::string fresh = path_ + ".new";
  File file(::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (file.fd() < 0) return fail(errno == EEXIST ? "Q538" : "Q525", reason(fresh));
  std::string text;
  for (const SigningKey& key : keys) text += private_key_text(key) + '\n';
  const bool written = ::fchmod(file.fd(), 0600) == 0 && write_all(file.fd(), text) &&
                       ::fsync(file.fd()) == 0 && file.close() &&
                       ::rename(fresh.c_str(), path_.c_str()) == 0 && sync_folder(path_);
  if (written) return {};
  const auto error = fail("Q525", reason(path_));
  ::unlink(fresh.c_str());
  return error;
}

Outcome<void> KeyFile::add(const SigningKey& key) const {
  auto keys = read();
  if (!keys && keys.error().code == "Q535") keys = std::vector<SigningKey>();
  if (!keys) return tl::unexpected(keys.error());
  keys->push_back(key);
  return replace(*keys);
}

Outcome<void> KeyFile::remove(const ledger::VerifierKey& key) const {
  auto keys = read();
  if (!keys) return tl::unexpected(keys.error());
  std::erase_if(*keys, [&](const SigningKey& one) { return one.key == key; });
  if (!keys->empty()) return replace(*keys);
  if (::unlink(path_.c_str()) != 0 || !sync_folder(path_)) return fail("Q525", reason(path_));
  return {};
}

}  // namespace quyche::signing
