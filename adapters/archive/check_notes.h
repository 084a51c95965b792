// The signed notes of an archive: its checkpoints, which hand over from key to key, and the note over its
// manifest. Part of check_archive.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "adapters/archive/check.h"
#include "adapters/archive/format.h"
#include "adapters/archive/story.h"
#include "engine/ledger/checkpoint.h"
#include "engine/ledger/school_log.h"

namespace quyche::archive {

// A checkpoint, in the archive or given.
struct HeldNote {
  std::string file;
  ledger::Note note;
  ledger::Checkpoint checkpoint;
};

struct Notes {
  std::vector<HeldNote> earlier;    // by size: those in checkpoints/
  std::optional<HeldNote> newest;   // the file `checkpoint`
  std::vector<HeldNote> given;      // from elsewhere
  std::vector<Problem> unreadable;  // files that are no checkpoints
  // The sizes of all of them.
  [[nodiscard]] std::set<std::uint64_t> sizes() const;
};

// Fails with Q530, Q531 when what was given is no checkpoint of the school.
[[nodiscard]] Outcome<Notes> read_notes(const std::string& folder, const Manifest& manifest,
                                        const CheckOptions& options);

// The log's keys; one that is no key never signed anything.
[[nodiscard]] std::vector<ledger::AdoptedKey> keys_of(const Story& story);

using RootAt = std::function<std::optional<Digest>(std::uint64_t size)>;
struct NoteFindings {
  std::vector<Problem> problems;
  std::optional<ledger::Witnessed> witnessed;
};
// Each is of this school, of these events, and signed by who had to sign it.
[[nodiscard]] NoteFindings judge_notes(const Notes& notes, const SchoolId& school,
                                       const std::vector<ledger::AdoptedKey>& keys, const RootAt& root_at,
                                       const CheckOptions& options);

}  // namespace quyche::archive
