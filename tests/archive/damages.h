// Ways to damage an archive, and what a thief needs to hide one.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "adapters/signing/ed25519.h"
#include "engine/ledger/checkpoint.h"

namespace quyche::test {

using Told = std::vector<std::string>;
using Lines = std::vector<std::string>;

// Changes one bit of a byte.
void flip(const std::string& path, std::size_t place);
// The first `what` becomes `by`; it must be there.
void replace(std::string& text, const std::string& what, const std::string& by);

// Signs the archive's checkpoint, changed or not, with this key alone.
void sign_again(const std::string& folder, const signing::SigningKey& key,
                const std::function<void(ledger::Checkpoint&)>& change = {});
// Makes the tiles agree with events.jsonl.
void write_tiles(const std::string& folder);
[[nodiscard]] signing::SigningKey key_of(const std::string& name, std::uint8_t first);

struct Damage {
  const char* name;
  std::function<void(const std::string& folder)> inflict;
  // Among the problems, each of which begins with one of these; of an empty one nothing is said.
  Told wanted;
  bool mended = false;  // the manifest is made to agree
};

// Of the archive three_weeks().
[[nodiscard]] std::vector<Damage> damages();

}  // namespace quyche::test
