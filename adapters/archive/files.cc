#include "adapters/archive/files.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "engine/base/check.h"
#include "rules/text/utf8.h"

namespace quyche::archive {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t block_bytes = 65'536;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

File open_regular(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0) return nullptr;
  struct stat status {};
  if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(fd);
    return nullptr;
  }
  return File(::fdopen(fd, "rb"));
}

// Calls visit with one block after another. False when reading fails.
bool each_block(std::FILE* file, const std::function<void(std::string_view)>& visit) {
  std::array<char, block_bytes> block;
  while (const std::size_t size = std::fread(block.data(), 1, block.size(), file))
    visit({block.data(), size});
  return std::ferror(file) == 0;
}

Outcome<void> cannot_write(const std::string& path, int reason) {
  return fail("Q546", path + ": " + std::strerror(reason));
}

}  // namespace

std::optional<std::string> read_file(const std::string& path) {
  const File file = open_regular(path);
  std::string bytes;
  if (file == nullptr || !each_block(file.get(), [&](std::string_view block) { bytes += block; }))
    return std::nullopt;
  return bytes;
}

bool each_line(const std::string& path, bool& ended,
               const std::function<bool(std::string_view, std::uint64_t)>& visit) {
  const File file = open_regular(path);
  if (file == nullptr) return false;
  std::string rest;
  std::uint64_t number = 0;
  bool go_on = true;
  const bool read = each_block(file.get(), [&](std::string_view block) {
    while (go_on) {
      const std::size_t end = block.find('\n');
      if (end == std::string_view::npos) break;
      rest += block.substr(0, end);
      go_on = visit(rest, ++number);
      rest.clear();
      block.remove_prefix(end + 1);
    }
    if (go_on) rest += block;
  });
  ended = rest.empty();
  if (go_on && !ended) visit(rest, ++number);
  return read;
}

Outcome<std::vector<std::string>> files_below(const std::string& folder) {
  std::vector<std::string> found;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error))
    if (at->is_symlink() || !at->is_directory())
      found.push_back(at->path().lexically_relative(folder).generic_string());
  if (error) return fail("Q540", folder + ": " + error.message());
  std::sort(found.begin(), found.end());
  return found;
}

std::string printable(std::string_view path) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (std::size_t at = 0; at < path.size();) {
    const auto decoded = rules::utf8::decode(path, at);
    const auto byte = static_cast<unsigned char>(path[at]);
    if (decoded.valid && byte >= 0x20 && byte != 0x7F)
      out += path.substr(at, decoded.length);
    else
      out += std::string("\\x") + digits[byte >> 4] + digits[byte & 15];
    at += decoded.length;
  }
  return out;
}

void Hasher::Free::operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }

Hasher::Hasher() : context_(EVP_MD_CTX_new()) {
  CHECK(context_ != nullptr && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1,
        "SHA-256 is there");
}

void Hasher::add(std::string_view bytes) {
  bytes_ += bytes.size();
  CHECK(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1, "hashing memory cannot fail");
}

Digest Hasher::end() {
  Digest digest;
  CHECK(EVP_DigestFinal_ex(context_.get(), digest.bytes.data(), nullptr) == 1, "hashing ends once");
  return digest;
}

std::optional<ManifestFile> measure(const std::string& folder, const std::string& path) {
  const File file = open_regular((fs::path(folder) / path).string());
  if (file == nullptr) return std::nullopt;
  Hasher hash;
  if (!each_block(file.get(), [&](std::string_view block) { hash.add(block); })) return std::nullopt;
  return ManifestFile{path, hash.bytes(), hash.end()};
}

Outcome<NewFile> NewFile::create(const std::string& folder, const std::string& path) {
  const fs::path full = fs::path(folder) / path;
  std::error_code error;
  fs::create_directories(full.parent_path(), error);
  if (error) return fail("Q546", full.parent_path().string() + ": " + error.message());
  const int fd = ::open(full.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  std::FILE* file = fd < 0 ? nullptr : ::fdopen(fd, "wb");
  if (file == nullptr) return tl::unexpected(cannot_write(full.string(), errno).error());
  return NewFile(full.string(), file);
}

void NewFile::write(std::string_view bytes) {
  if (error_ == 0 && std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) error_ = errno;
}

Outcome<void> NewFile::close() {
  if (error_ == 0 && std::fflush(file_.get()) != 0) error_ = errno;
  if (error_ == 0 && ::fsync(::fileno(file_.get())) != 0) error_ = errno;
  if (std::fclose(file_.release()) != 0 && error_ == 0) error_ = errno;
  return error_ == 0 ? Outcome<void>() : cannot_write(path_, error_);
}

Outcome<void> write_new(const std::string& folder, const std::string& path, std::string_view bytes) {
  auto file = NewFile::create(folder, path);
  if (!file) return tl::unexpected(file.error());
  file->write(bytes);
  return file->close();
}

Outcome<void> sync_folder(const std::string& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return cannot_write(folder, errno);
  const int code = ::fsync(fd);
  const int reason = errno;
  ::close(fd);
  return code == 0 ? Outcome<void>() : cannot_write(folder, reason);
}

Outcome<void> sync_folders(const std::string& folder) {
  std::error_code error;
  fs::recursive_directory_iterator at(folder, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error))
    if (at->is_directory() && !at->is_symlink())
      if (auto done = sync_folder(at->path().string()); !done) return done;
  if (error) return fail("Q546", folder + ": " + error.message());
  return sync_folder(folder);
}

}  // namespace quyche::archive
