// Checking an archive with nothing but its folder, as verify.py does: the same findings, in the same form.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/digest/sha256.h"
#include "engine/json/value.h"
#include "engine/ledger/note.h"

namespace quyche::archive {

// What is wrong with a file, and where first. `what` is one of a closed set of words; the label
// "archive.problem.<what>" says it in a sentence.
struct Problem {
  std::string file;
  std::uint64_t line = 0;  // 0: the file as a whole
  std::string what;
  auto operator<=>(const Problem&) const = default;
};

struct Report {
  std::string school;
  std::uint64_t events = 0;
  Digest root;  // of all events
  std::uint64_t checkpoint_size = 0;
  std::vector<Problem> problems;  // by file and word; of one word in a file the first line only

  [[nodiscard]] bool ok() const { return problems.empty(); }
};
[[nodiscard]] json::Value to_json(const Report& report);

// Whether the folder claims to be one: it has a manifest.
[[nodiscard]] bool is_archive(const std::string& folder);

// Checks manifest, event lines, tree, tiles, checkpoint and its signature, keys, policies' hashes, vault and
// list of attachments. `key` is the key that must have signed the checkpoint; without it the archive's own
// newest counts, which says that the archive is of one piece and not who made it. Fails with Q540 when the
// folder is none or cannot be read.
[[nodiscard]] Outcome<Report> check_archive(const std::string& folder,
                                            const std::optional<ledger::VerifierKey>& key = std::nullopt);

}  // namespace quyche::archive
