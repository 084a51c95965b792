// What lies in an archive's folder: its files' names, its manifest and its tiles. docs/archive.md is the
// written format.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/id.h"
#include "engine/digest/sha256.h"

namespace quyche::archive {

inline constexpr std::string_view format_name = "quyche-archive/1";

inline constexpr const char* manifest_file = "manifest.json";
inline constexpr const char* events_file = "events.jsonl";
inline constexpr const char* vault_file = "vault.jsonl";
inline constexpr const char* manifest_note_file = "manifest.note";
inline constexpr const char* checkpoint_file = "checkpoint";
inline constexpr const char* checkpoints_folder = "checkpoints/";
inline constexpr const char* keys_file = "keys";
inline constexpr const char* attachments_file = "attachments.csv";
inline constexpr const char* page_file = "index.html";
inline constexpr const char* readme_file = "README.txt";
inline constexpr const char* verifier_file = "verify.py";
[[nodiscard]] std::string policy_file(const Digest& policy);    // policies/<sha256>.json
[[nodiscard]] std::string calendar_file(const Digest& policy);  // calendars/<sha256>.txt

[[nodiscard]] std::string earlier_checkpoint_file(std::uint64_t size);  // checkpoints/<size>
// The size in such a path; nothing for another path.
[[nodiscard]] std::optional<std::uint64_t> earlier_checkpoint_size(std::string_view path);

struct ManifestFile {
  std::string path;  // '/' between its parts
  std::uint64_t bytes = 0;
  Digest sha256;
  bool operator==(const ManifestFile&) const = default;
};

struct Manifest {
  SchoolId school;
  std::uint64_t events = 0;
  bool vault = true;                // whether names and texts are in it
  std::vector<ManifestFile> files;  // all but the manifest itself and its note, by path
  // With a vault: the school once came from an archive without one, so those of so many events are not there.
  std::uint64_t left_out = 0;
  bool operator==(const Manifest&) const = default;
};

// Canonical JSON and a newline.
[[nodiscard]] std::string manifest_text(const Manifest& manifest);
// Nothing for bytes that manifest_text does not write, or a path that leaves the folder.
[[nodiscard]] std::optional<Manifest> read_manifest(std::string_view bytes);
// What the school's key signs of a manifest's bytes, as the text of a note.
[[nodiscard]] std::string manifest_note_text(const SchoolId& school, std::string_view manifest);

// A tile of c2sp.org/tlog-tiles: the hashes [index * 256, index * 256 + width) of the perfect nodes of level
// 8 * `level`.
struct Tile {
  int level = 0;
  std::uint64_t index = 0;
  std::size_t width = 0;  // 1 to 256
  bool operator==(const Tile&) const = default;
};
inline constexpr std::size_t tile_width = 256;
inline constexpr int tile_levels = 8;  // of the tree, in one level of tiles

// All tiles of a tree with `size` leaves, from the leaves up, left to right.
[[nodiscard]] std::vector<Tile> tiles_of(std::uint64_t size);
// tile/0/x001/234, tile/1/000.p/17
[[nodiscard]] std::string tile_file(const Tile& tile);

}  // namespace quyche::archive
