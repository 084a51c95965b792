// Making a data directory, and adding a school to one.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/people/people_file.h"
#include "adapters/signing/ed25519.h"
#include "engine/base/result.h"
#include "engine/event/event.h"
#include "engine/policy/policy.h"

namespace quyche::runtime {

struct NewSchool {
  SchoolId school;
  std::shared_ptr<const Policy> policy;
  // Adopted at once for the days on which they will hold: what comes when a layer above changes.
  std::vector<std::shared_ptr<const Policy>> later;
  std::vector<people::PersonRow> people;
  std::string key;  // verifier key that signs the school's checkpoints; empty: none yet
  std::optional<signing::SigningKey> signer;  // of that key: signs the first checkpoint of a new directory
  ClockSource clock = ClockSource::system;
  Instant now;
};

// Called when everything is ready, right before it lasts under its name: what the log will name is to be
// durable before.
using BeforeItLasts = std::function<Outcome<void>()>;

// Whether a data directory can be made at `dir`, a directory that is absent, in one that is there, or empty.
// Q504 when it holds data, Q516 when it holds anything else, Q508 when it is no directory or has no parent.
[[nodiscard]] Outcome<void> check_can_be_made(const std::string& dir);

// Makes a data directory: `fill` makes it in the folder that it is given, and it gets its name when that is
// done; in a directory that is there the data file is moved into it. Fails as check_can_be_made() does, with
// Q507, Q508, Q512, or what `fill` fails with; then everything is as it was.
[[nodiscard]] Outcome<void> make_data_directory(
    const std::string& dir, const std::function<Outcome<void>(const std::string& partial)>& fill,
    const BeforeItLasts& before = {});

// Makes a data directory with a school in it, and its first checkpoint where a signer is given. All or
// nothing: it is there under its name only when the school is complete and durable. Fails as
// make_data_directory() does.
[[nodiscard]] Outcome<void> create_data_directory(const std::string& dir, const NewSchool& school,
                                                  const BeforeItLasts& before = {});

// Adds a school to a data directory, in one transaction. Fails with Q504 when it is there already, Q503 when
// `dir` is no data directory, Q507, Q512.
[[nodiscard]] Outcome<void> add_school(const std::string& dir, const NewSchool& school,
                                       const BeforeItLasts& before = {});

// Whether `dir` holds a data file, of whatever kind.
[[nodiscard]] bool holds_data(const std::string& dir);

}  // namespace quyche::runtime
