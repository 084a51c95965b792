#include "adapters/archive/check_notes.h"

#include <algorithm>
#include <filesystem>

#include "adapters/archive/files.h"
#include "adapters/signing/ed25519.h"

namespace quyche::archive {
namespace {

using ledger::AdoptedKey;
using ledger::VerifierKey;

Outcome<HeldNote> held_note(const std::string& file, std::string_view bytes) {
  auto note = ledger::parse_note(bytes);
  if (!note) return tl::unexpected(note.error());
  auto checkpoint = ledger::read_checkpoint(note->text);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  return HeldNote{file, std::move(*note), std::move(*checkpoint)};
}

class Judge {
 public:
  Judge(const SchoolId& school, const std::vector<AdoptedKey>& keys, const RootAt& root_at,
        const CheckOptions& options)
      : origin_(ledger::origin_of(school)), keys_(keys), root_at_(root_at), options_(options) {}

  // `previous`: the size of the checkpoint before it; its own size for one that stands alone.
  void held(const HeldNote& held, std::uint64_t previous) {
    if (held.checkpoint.origin != origin_) problem(held, "checkpoint_origin");
    const auto root = root_at_(held.checkpoint.size);
    if (!root)
      problem(held, "checkpoint_size");
    else if (*root != held.checkpoint.root)
      problem(held, "checkpoint_root");
    else
      witnesses(held);
    std::vector<VerifierKey> signing = ledger::signers(keys_, previous, held.checkpoint.size);
    if (signing.empty() || !is_signed(held, signing.back())) return problem(held, "checkpoint_signature");
    signing.pop_back();
    for (const VerifierKey& key : signing)
      if (hands_over(key, previous) && !is_signed(held, key)) problem(held, "checkpoint_handover");
  }

  void given_key() {
    if (!options_.key) return;
    const auto is_it = [&](const AdoptedKey& one) { return one.key == *options_.key; };
    if (std::none_of(keys_.begin(), keys_.end(), is_it))
      found_.problems.push_back({keys_file, 0, "key_unknown"});
    if (const AdoptedKey* other = ledger::lost_after(keys_, *options_.key))
      found_.problems.push_back({events_file, other->since, "key_lost"});
  }

  NoteFindings take() { return std::move(found_); }

 private:
  void problem(const HeldNote& held, const char* what) { found_.problems.push_back({held.file, 0, what}); }
  static bool is_signed(const HeldNote& held, const VerifierKey& key) {
    return key.type == VerifierKey::ed25519 && ledger::signed_by(held.note, key, signing::verify);
  }

  // Where the checkpoints before are not there, the older keys' word is asked for by who trusts one.
  bool hands_over(const VerifierKey& key, std::uint64_t previous) const {
    if (previous > 0) return true;
    bool trusted = false;
    for (const AdoptedKey& adopted : keys_) {
      trusted |= options_.key && adopted.key == *options_.key;
      if (adopted.key == key) return trusted;
    }
    return false;
  }

  void witnesses(const HeldNote& held) {
    if (found_.witnessed && held.checkpoint.size < found_.witnessed->size) return;
    for (const VerifierKey& witness : options_.witnesses) {
      if (!ledger::signed_by(held.note, witness, signing::verify)) continue;
      for (const ledger::NoteSignature& signature : held.note.signatures)
        if (const auto message = ledger::signed_message(held.note, signature, witness))
          found_.witnessed = ledger::Witnessed{held.checkpoint.size, witness.name, message->time_s};
    }
  }

  std::string origin_;
  const std::vector<AdoptedKey>& keys_;
  const RootAt& root_at_;
  const CheckOptions& options_;
  NoteFindings found_;
};

}  // namespace

std::set<std::uint64_t> Notes::sizes() const {
  std::set<std::uint64_t> all;
  for (const HeldNote& one : earlier) all.insert(one.checkpoint.size);
  for (const HeldNote& one : given) all.insert(one.checkpoint.size);
  if (newest) all.insert(newest->checkpoint.size);
  return all;
}

Outcome<Notes> read_notes(const std::string& folder, const Manifest& manifest, const CheckOptions& options) {
  Notes notes;
  const auto read = [&](const std::string& file) -> std::optional<HeldNote> {
    const auto bytes = read_file((std::filesystem::path(folder) / file).string());
    if (!bytes) return std::nullopt;  // said already
    auto held = held_note(file, *bytes);
    if (held) return std::move(*held);
    notes.unreadable.push_back({file, 0, "checkpoint_form"});
    return std::nullopt;
  };
  for (const ManifestFile& file : manifest.files) {
    const auto size = earlier_checkpoint_size(file.path);
    auto held = size ? read(file.path) : std::nullopt;
    if (!held) continue;
    if (held->checkpoint.size == *size)
      notes.earlier.push_back(std::move(*held));
    else
      notes.unreadable.push_back({file.path, 0, "checkpoint_form"});
  }
  std::sort(notes.earlier.begin(), notes.earlier.end(),
            [](const HeldNote& a, const HeldNote& b) { return a.checkpoint.size < b.checkpoint.size; });
  notes.newest = read(checkpoint_file);
  const std::string origin = ledger::origin_of(manifest.school);
  for (const GivenNote& one : options.notes) {
    auto held = held_note(printable(one.name), one.bytes);
    if (!held) return tl::unexpected(held.error());
    if (held->checkpoint.origin != origin)
      return fail("Q531", "its origin is " + held->checkpoint.origin + ", not " + origin);
    notes.given.push_back(std::move(*held));
  }
  return notes;
}

std::vector<AdoptedKey> keys_of(const Story& story) {
  std::vector<AdoptedKey> keys;
  for (const KeyLine& line : story.adopted)
    keys.push_back({VerifierKey::parse(line.key).value_or(VerifierKey{}), line.since, line.lost, 0, {}});
  return keys;
}

NoteFindings judge_notes(const Notes& notes, const SchoolId& school, const std::vector<AdoptedKey>& keys,
                         const RootAt& root_at, const CheckOptions& options) {
  Judge judge(school, keys, root_at, options);
  std::uint64_t previous = 0;
  for (const HeldNote& held : notes.earlier) {
    judge.held(held, previous);
    previous = held.checkpoint.size;
  }
  if (notes.newest) judge.held(*notes.newest, previous);
  for (const HeldNote& held : notes.given) judge.held(held, held.checkpoint.size);
  judge.given_key();
  return judge.take();
}

}  // namespace quyche::archive
