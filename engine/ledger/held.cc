#include "engine/ledger/held.h"

#include <algorithm>
#include <utility>

namespace quyche::ledger {
namespace {

Outcome<Held> read_held(const std::string& bytes, const SchoolId& school) {
  auto note = parse_note(bytes);
  if (!note) return tl::unexpected(note.error());
  auto checkpoint = read_checkpoint(note->text);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  if (checkpoint->origin != origin_of(school))
    return fail("Q531", "its origin is " + checkpoint->origin + ", not " + origin_of(school));
  return Held{std::move(*note), std::move(*checkpoint)};
}

}  // namespace

Outcome<Held> read_given(const std::string& note, const SchoolId& school) {
  auto held = read_held(note, school);
  if (held) held->given = true;
  return held;
}

Outcome<std::optional<Held>> HeldCheck::stored(StoreReader& reader, std::uint64_t size) {
  const auto stored = reader.checkpoint(school_, size);
  if (!stored) return tl::unexpected(stored.error());
  auto held = *stored ? read_held((*stored)->note, school_) : fail("Q530", "it is gone");
  if (held && held->checkpoint.size != size)
    held = fail("Q531", "its size is " + std::to_string(held->checkpoint.size));
  if (held) return std::optional(std::move(*held));
  findings_.add(Area::checkpoint, 0, "verify.checkpoint", {std::to_string(size), held.error().detail});
  return std::optional<Held>();
}

bool HeldCheck::is_signed(const Held& held, std::uint64_t previous) {
  const std::string size = std::to_string(held.checkpoint.size);
  std::vector<VerifierKey> keys = signers(keys_, previous, held.checkpoint.size);
  if (keys.empty()) {
    findings_.add(Area::checkpoint, 0, "verify.no_key", {size});
    return false;
  }
  if (!signed_by(held.note, keys.back(), options_.verify)) {
    findings_.add(Area::checkpoint, 0, "verify.signature", {size, keys.back().text()});
    return false;
  }
  keys.pop_back();
  bool good = true;
  for (const VerifierKey& key : keys) {
    if (!hands_over(key, previous) || signed_by(held.note, key, options_.verify)) continue;
    findings_.add(Area::checkpoint, 0, "verify.handover", {size, key.text()});
    good = false;
  }
  return good;
}

// Of a log that came without its older checkpoints the older keys' word is asked for only by who trusts one.
bool HeldCheck::hands_over(const VerifierKey& key, std::uint64_t previous) const {
  if (previous > 0) return true;
  bool trusted = false;
  for (const AdoptedKey& adopted : keys_) {
    trusted |= options_.key && adopted.key == *options_.key;
    if (adopted.key == key) return trusted;
  }
  return false;
}

bool HeldCheck::empty_is_signed(const Held& held) {
  const auto good = [&](const VerifierKey& key) { return signed_by(held.note, key, options_.verify); };
  if (options_.key ? good(*options_.key)
                   : std::any_of(keys_.begin(), keys_.end(),
                                 [&](const AdoptedKey& adopted) { return good(adopted.key); }))
    return true;
  if (options_.key || !keys_.empty())
    findings_.add(Area::checkpoint, 0, "verify.signature",
                  {"0", options_.key ? options_.key->text() : keys_.front().key.text()});
  else
    findings_.add(Area::checkpoint, 0, "verify.no_key", {"0"});
  return false;
}

std::vector<Witnessed> HeldCheck::witnessed(const Held& held) {
  std::vector<Witnessed> all;
  for (const VerifierKey& witness : options_.witnesses) {
    if (!signed_by(held.note, witness, options_.verify)) continue;
    std::optional<std::int64_t> newest;
    for (const NoteSignature& signature : held.note.signatures)
      if (const auto message = signed_message(held.note, signature, witness))
        newest = std::max(newest.value_or(message->time_s), message->time_s);
    if (!newest) continue;
    if (options_.now_s && *newest > *options_.now_s + limits::clocks_apart_s_max) {
      findings_.add(Area::checkpoint, 0, "verify.witness_future",
                    {std::to_string(held.checkpoint.size), witness.name});
      continue;
    }
    all.push_back({held.checkpoint.size, witness.name, *newest});
  }
  return all;
}

}  // namespace quyche::ledger
