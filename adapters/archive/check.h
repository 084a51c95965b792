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
#include "engine/ledger/verify_school.h"

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
  bool manifest_signed = false;        // the manifest, and with it every file, by the school's key
  std::uint64_t left_out = 0;          // the names and texts of so many events were left out
  std::vector<std::uint64_t> rekeyed;  // events that take up a key to which the one before did not hand over
  std::vector<Problem> problems;       // by file and word; of one word in a file the first line only
  std::optional<ledger::Witnessed> witnessed;  // the newest checkpoint that a trusted witness signed

  [[nodiscard]] bool ok() const { return problems.empty(); }
};
// What verify.py prints, and no more: not what only CheckOptions ask for.
[[nodiscard]] json::Value to_json(const Report& report);

// Whether the folder claims to be one: something is in it that only an archive has.
[[nodiscard]] bool is_archive(const std::string& folder);

// A checkpoint from elsewhere, and what it is called in problems.
struct GivenNote {
  std::string name;
  std::string bytes;
};

struct CheckOptions {
  // A key that is trusted: the log has to name it, and it or those that it handed over to have to have
  // signed. Without it the archive's own keys count, which says that the archive is of one piece and not who
  // made it.
  std::optional<ledger::VerifierKey> key;
  std::vector<GivenNote> notes;                // checkpoints that the archive has to continue
  std::vector<ledger::VerifierKey> witnesses;  // cosigners that are trusted
};

// Checks manifest, event lines, tree, tiles, checkpoints and their signatures, keys, policies' hashes, vault
// and list of attachments. Memory grows with the texts, documents and people, not with the bytes of the
// events. Fails with Q540 when the folder is none or cannot be read, Q530 and Q531 for a given note that is
// no checkpoint of the school.
[[nodiscard]] Outcome<Report> check_archive(const std::string& folder, const CheckOptions& options = {});

}  // namespace quyche::archive
