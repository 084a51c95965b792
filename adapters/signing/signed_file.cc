#include "adapters/signing/signed_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "adapters/signing/own_file.h"
#include "engine/ledger/base64.h"
#include "engine/ledger/decimal.h"

namespace quyche::signing {

std::string name_and_hash(const ledger::VerifierKey& key) {
  constexpr std::size_t hash_digits = 8;
  return key.text().substr(0, key.name.size() + 1 + hash_digits);
}

std::string signed_text(const SignedByKey& all) {
  std::string text;
  for (const auto& [key, last] : all)
    text += key + ' ' + std::to_string(last.size) + ' ' + ledger::base64(last.root) + '\n';
  return text;
}

std::optional<SignedByKey> parse_signed(std::string_view text) {
  SignedByKey all;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    const std::size_t first = line.find(' ');
    const std::size_t second = first == std::string_view::npos ? first : line.find(' ', first + 1);
    if (end == std::string_view::npos || second == std::string_view::npos) return std::nullopt;
    const auto size = ledger::decimal(line.substr(first + 1, second - first - 1));
    const auto root = ledger::digest_from_base64(line.substr(second + 1));
    if (!size || !root) return std::nullopt;
    all.emplace(std::string(line.substr(0, first)), LastSigned{*size, *root});
    rest.remove_prefix(end + 1);
  }
  return signed_text(all) == text ? std::optional(std::move(all)) : std::nullopt;
}

SignedFile::Hold::Hold(Hold&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

SignedFile::Hold::~Hold() {
  if (fd_ >= 0) ::close(fd_);
}

Outcome<SignedFile::Hold> SignedFile::hold() const {
  const int fd = ::open(keys_path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return fail(errno == ENOENT ? "Q535" : "Q501", keys_path_ + ": " + std::strerror(errno));
  Hold held(fd);
  int code = 0;
  do {
    code = ::flock(fd, LOCK_EX);
  } while (code != 0 && errno == EINTR);
  if (code != 0) return fail("Q538", keys_path_ + ": " + std::strerror(errno));
  return held;
}

Outcome<SignedByKey> SignedFile::read() const {
  constexpr unsigned written_by_others = 022;
  const auto text = read_own_file(path_, written_by_others);
  if (!text) return tl::unexpected(text.error());
  if (!*text) return SignedByKey();
  auto all = parse_signed(**text);
  if (!all) return fail("Q538", path_ + ": a line is not `name+hash size root`");
  return std::move(*all);
}

Outcome<std::optional<LastSigned>> SignedFile::last(const ledger::VerifierKey& key) const {
  const auto all = read();
  if (!all) return tl::unexpected(all.error());
  const auto at = all->find(name_and_hash(key));
  return at == all->end() ? std::optional<LastSigned>() : std::optional(at->second);
}

Outcome<void> SignedFile::put(const ledger::VerifierKey& key, const LastSigned& signed_now) const {
  auto all = read();
  if (!all) return tl::unexpected(all.error());
  const auto [at, is_new] = all->emplace(name_and_hash(key), signed_now);
  if (!is_new && at->second == signed_now) return {};
  at->second = signed_now;
  return replace_own_file(path_, signed_text(*all));
}

}  // namespace quyche::signing
