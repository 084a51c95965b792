#include "adapters/archive/format.h"

#include "engine/base/check.h"
#include "engine/json/canonical.h"
#include "engine/json/read.h"
#include "engine/ledger/decimal.h"

namespace quyche::archive {
namespace {

// Parts of letters, digits, '.', '_' and '-', none beginning with a dot: nothing leaves the folder.
bool plain_path(std::string_view path) {
  bool begins = true;
  for (const char c : path) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    if (begins ? !plain : !plain && c != '.' && c != '/') return false;
    begins = c == '/';
  }
  return !begins;
}

std::optional<ManifestFile> read_file_row(const json::Value& row) {
  const json::Value* path = row.find("path");
  const json::Value* bytes = row.find("bytes");
  const json::Value* hash = row.find("sha256");
  if (path == nullptr || bytes == nullptr || hash == nullptr || row.object()->size() != 3)
    return std::nullopt;
  if (path->string() == nullptr || bytes->integer() == nullptr || hash->string() == nullptr)
    return std::nullopt;
  const auto digest = Digest::parse(*hash->string());
  if (!digest || *bytes->integer() < 0 || !plain_path(*path->string()) || *path->string() == manifest_file ||
      *path->string() == manifest_note_file)
    return std::nullopt;
  return ManifestFile{*path->string(), static_cast<std::uint64_t>(*bytes->integer()), *digest};
}

bool read_files(const json::Value& list, std::vector<ManifestFile>& files) {
  if (list.array() == nullptr) return false;
  for (const json::Value& row : *list.array()) {
    auto file = row.object() == nullptr ? std::nullopt : read_file_row(row);
    if (!file || (!files.empty() && file->path <= files.back().path)) return false;
    files.push_back(std::move(*file));
  }
  return true;
}

std::string three_digits(std::uint64_t n) {
  std::string digits = std::to_string(n);
  return std::string(3 - digits.size(), '0') + digits;
}

}  // namespace

std::string policy_file(const Digest& policy) { return "policies/" + policy.text() + ".json"; }
std::string calendar_file(const Digest& policy) { return "calendars/" + policy.text() + ".txt"; }

std::string earlier_checkpoint_file(std::uint64_t size) { return checkpoints_folder + std::to_string(size); }
std::optional<std::uint64_t> earlier_checkpoint_size(std::string_view path) {
  if (!path.starts_with(checkpoints_folder)) return std::nullopt;
  path.remove_prefix(std::string_view(checkpoints_folder).size());
  return ledger::decimal(path);
}

std::string manifest_note_text(const SchoolId& school, std::string_view manifest) {
  return std::string(format_name) + ' ' + school.value + '\n' + manifest_file + ' ' +
         sha256(manifest).text() + '\n';
}

std::string manifest_text(const Manifest& manifest) {
  json::Array files;
  for (const ManifestFile& file : manifest.files)
    files.push_back(json::Object{{"bytes", static_cast<std::int64_t>(file.bytes)},
                                 {"path", file.path},
                                 {"sha256", file.sha256.text()}});
  json::Object object{{"events", static_cast<std::int64_t>(manifest.events)},
                      {"files", std::move(files)},
                      {"format", format_name},
                      {"school", manifest.school.value},
                      {"vault", manifest.vault}};
  if (manifest.left_out > 0) object.emplace("left_out", static_cast<std::int64_t>(manifest.left_out));
  return json::canonical(object) + '\n';
}

std::optional<Manifest> read_manifest(std::string_view bytes) {
  if (bytes.empty() || bytes.back() != '\n') return std::nullopt;
  const auto value = json::read(bytes.substr(0, bytes.size() - 1), bytes.size());
  if (!value || value->object() == nullptr) return std::nullopt;
  const json::Value* events = value->find("events");
  const json::Value* files = value->find("files");
  const json::Value* school = value->find("school");
  const json::Value* vault = value->find("vault");
  if (events == nullptr || events->integer() == nullptr || *events->integer() < 0 || files == nullptr ||
      school == nullptr || school->string() == nullptr || !is_id(*school->string()) || vault == nullptr ||
      vault->boolean() == nullptr)
    return std::nullopt;
  Manifest manifest{
      SchoolId{*school->string()}, static_cast<std::uint64_t>(*events->integer()), *vault->boolean(), {}, 0};
  if (const json::Value* left_out = value->find("left_out")) {
    if (left_out->integer() == nullptr || *left_out->integer() < 1 ||
        *left_out->integer() > *events->integer() || !manifest.vault)
      return std::nullopt;
    manifest.left_out = static_cast<std::uint64_t>(*left_out->integer());
  }
  if (!read_files(*files, manifest.files)) return std::nullopt;
  // What else stands there, and another format, differ from what is written.
  return manifest_text(manifest) == bytes ? std::optional(std::move(manifest)) : std::nullopt;
}

std::vector<Tile> tiles_of(std::uint64_t size) {
  std::vector<Tile> tiles;
  int level = 0;
  for (std::uint64_t nodes = size; nodes > 0; nodes >>= tile_levels, ++level) {
    const std::uint64_t full = nodes / tile_width;
    for (std::uint64_t index = 0; index < full; ++index) tiles.push_back({level, index, tile_width});
    if (nodes % tile_width != 0) tiles.push_back({level, full, static_cast<std::size_t>(nodes % tile_width)});
  }
  return tiles;
}

std::string tile_file(const Tile& tile) {
  CHECK(tile.width >= 1 && tile.width <= tile_width, "a tile has 1 to 256 hashes");
  std::string number = three_digits(tile.index % 1000);
  for (std::uint64_t rest = tile.index / 1000; rest > 0; rest /= 1000)
    number.insert(0, "x" + three_digits(rest % 1000) + "/");
  std::string path = "tile/" + std::to_string(tile.level) + "/" + number;
  if (tile.width < tile_width) path += ".p/" + std::to_string(tile.width);
  return path;
}

}  // namespace quyche::archive
