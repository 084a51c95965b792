#include "adapters/signing/key_file.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "adapters/signing/own_file.h"
#include "engine/ledger/base64.h"

namespace quyche::signing {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view line_begin = "PRIVATE+KEY+";

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

// The other name keeps a second program out.
Outcome<void> KeyFile::replace(const std::vector<SigningKey>& keys) const {
  std::string text;
  for (const SigningKey& key : keys) text += private_key_text(key) + '\n';
  return replace_own_file(path_, text, Beside::excludes);
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
  if (::unlink(path_.c_str()) != 0 || !sync_folder(path_))
    return fail("Q525", path_ + ": " + std::strerror(errno));
  return {};
}

}  // namespace quyche::signing
