#include "adapters/archive/check.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "adapters/archive/files.h"
#include "adapters/archive/format.h"
#include "adapters/archive/story.h"
#include "adapters/archive/tree_files.h"
#include "adapters/archive/vault_lines.h"
#include "adapters/signing/ed25519.h"
#include "engine/json/canonical.h"
#include "engine/json/read.h"
#include "engine/ledger/checkpoint.h"
#include "engine/ledger/tree.h"

namespace quyche::archive {
namespace {

class Checker {
 public:
  Checker(std::string folder, const std::optional<ledger::VerifierKey>& key)
      : folder_(std::move(folder)), key_(key) {}

  Outcome<Report> run() {
    const auto found = files_below(folder_);
    if (!found) return tl::unexpected(found.error());
    if (read_the_manifest()) {
      check_manifest(*found);
      read_events();
      read_checkpoint_note();
      check_tree();
      check_signature();
      check_policies();
      check_derived();
      if (manifest_.vault) check_vault();
      check_expected();
    }
    for (const auto& [place, line] : problems_) report_.problems.push_back({place.first, line, place.second});
    return std::move(report_);
  }

 private:
  // Of the same in one file the first place counts.
  void problem(const std::string& file, std::uint64_t line, const std::string& what) {
    const auto [at, is_new] = problems_.emplace(std::pair(file, what), line);
    if (!is_new) at->second = std::min(at->second, line);
  }
  std::string path(const std::string& file) const { return (std::filesystem::path(folder_) / file).string(); }

  bool read_the_manifest() {
    const auto bytes = read_file(path(manifest_file));
    if (!bytes) {
      problem(manifest_file, 0, "missing");
      return false;
    }
    auto manifest = read_manifest(*bytes);
    if (!manifest) {
      problem(manifest_file, 0, "unreadable");
      return false;
    }
    manifest_ = std::move(*manifest);
    report_.school = manifest_.school.value;
    return true;
  }

  void check_manifest(const std::vector<std::string>& found) {
    std::set<std::string> listed;
    for (const ManifestFile& file : manifest_.files) {
      listed.insert(file.path);
      const auto measured = measure(folder_, file.path);
      if (!measured)
        problem(file.path, 0, "missing");
      else if (*measured != file)
        problem(file.path, 0, "changed");
    }
    for (const std::string& file : found)
      if (file != manifest_file && !listed.contains(file)) problem(file, 0, "unlisted");
  }

  void read_events() {
    bool ended = true;
    std::string last_at;
    const bool read = each_line(path(events_file), ended, [&](std::string_view line, std::uint64_t number) {
      leaves_.push_back(ledger::leaf_hash(line));
      const auto event = read_event_line(line);
      if (!event) {
        problem(events_file, number, "event_form");
        return true;
      }
      if (event->seq != number) problem(events_file, number, "event_order");
      if (event->school != manifest_.school.value) problem(events_file, number, "event_school");
      if (event->at < last_at) problem(events_file, number, "event_time");
      last_at = std::max(last_at, event->at);
      first_with_policy_.emplace(event->policy, number);
      story_.add(*event);
      return true;
    });
    if (!read) problem(events_file, 0, "missing");
    if (!ended) problem(events_file, leaves_.size(), "truncated");
    if (leaves_.size() != manifest_.events) problem(events_file, 0, "event_count");
    report_.events = leaves_.size();
    report_.root = root_of(leaves_);
  }

  void read_checkpoint_note() {
    const auto bytes = read_file(path(checkpoint_file));
    if (!bytes) return problem(checkpoint_file, 0, "missing");
    auto note = ledger::parse_note(*bytes);
    auto checkpoint = note ? ledger::read_checkpoint(note->text)
                           : Outcome<ledger::Checkpoint>(tl::unexpected(note.error()));
    if (!checkpoint) return problem(checkpoint_file, 0, "checkpoint_form");
    note_ = std::move(*note);
    checkpoint_ = std::move(*checkpoint);
    report_.checkpoint_size = checkpoint_->size;
  }

  // The leaves as the tiles have them; empty unless all tiles are there.
  std::vector<Digest> leaves_of_tiles(std::map<std::string, std::string>& contents) const {
    std::vector<Digest> leaves;
    bool whole = true;
    for (const Tile& tile : tiles_of(leaves_.size())) {
      const auto bytes = read_file(path(tile_file(tile)));
      if (bytes) contents.emplace(tile_file(tile), *bytes);
      if (tile.level > 0) continue;
      const auto hashes = tile_hashes(bytes.value_or(""), tile.width);
      whole = whole && !hashes.empty();
      leaves.insert(leaves.end(), hashes.begin(), hashes.end());
    }
    return whole ? leaves : std::vector<Digest>();
  }

  // Where events and tiles differ, those are right which lead to the root that was signed.
  void check_tree() {
    std::map<std::string, std::string> contents;
    const std::vector<Digest> of_tiles = leaves_of_tiles(contents);
    std::vector<Digest> truth = leaves_;
    if (checkpoint_ && checkpoint_->size <= leaves_.size()) {
      const auto size = static_cast<std::size_t>(checkpoint_->size);
      if (of_tiles.size() == leaves_.size() && root_of(std::span(of_tiles).first(size)) == checkpoint_->root)
        std::copy_n(of_tiles.begin(), size, truth.begin());
      if (root_of(std::span(leaves_).first(size)) != checkpoint_->root)
        problem(checkpoint_file, 0, "checkpoint_root");
    } else if (checkpoint_) {
      problem(checkpoint_file, 0, "checkpoint_size");
    }
    const auto differs = std::mismatch(leaves_.begin(), leaves_.end(), truth.begin()).first;
    if (differs != leaves_.end())
      problem(events_file, static_cast<std::uint64_t>(differs - leaves_.begin()) + 1, "event_changed");
    int level = 0;
    for (const Tile& tile : tiles_of(leaves_.size())) {
      if (tile.level > level) truth = next_tile_level(truth);
      level = tile.level;
      const auto at = contents.find(tile_file(tile));
      if (at == contents.end())
        problem(tile_file(tile), 0, "missing");
      else if (at->second != tile_bytes(std::span(truth).subspan(
                                 static_cast<std::size_t>(tile.index) * tile_width, tile.width)))
        problem(tile_file(tile), 0, "tile");
    }
  }

  void check_signature() {
    if (!checkpoint_) return;
    if (checkpoint_->origin != "quyche/" + manifest_.school.value)
      problem(checkpoint_file, 0, "checkpoint_origin");
    const auto key = key_ ? key_ : ledger::VerifierKey::parse(story_.key_at(checkpoint_->size));
    if (!key || key->type != ledger::VerifierKey::ed25519 || !ledger::signed_by(note_, *key, signing::verify))
      problem(checkpoint_file, 0, "checkpoint_signature");
  }

  void check_policies() {
    for (const auto& [policy, number] : first_with_policy_)
      if (const auto bytes = read_file(path(policy_file(policy))); !bytes || sha256(*bytes) != policy)
        problem(events_file, number, "event_policy");
    for (const Digest& policy : story_.policies) {
      const auto bytes = read_file(path(policy_file(policy)));
      if (!bytes)
        problem(policy_file(policy), 0, "missing");
      else if (sha256(*bytes) != policy)
        problem(policy_file(policy), 0, "policy");
    }
  }

  void check_derived() {
    if (const auto bytes = read_file(path(keys_file)); bytes && *bytes != story_.keys)
      problem(keys_file, 0, "keys");
    if (const auto bytes = read_file(path(attachments_file)); bytes && *bytes != story_.attachments)
      problem(attachments_file, 0, "attachments");
  }

  void check_vault() {
    std::map<Digest, std::size_t> place;
    for (std::size_t i = 0; i < story_.texts.size(); ++i) place.emplace(story_.texts[i].commitment, i);
    std::vector<bool> there(story_.texts.size());
    std::size_t next = 0;
    bool ended = true;
    const bool read = each_line(path(vault_file), ended, [&](std::string_view line, std::uint64_t number) {
      const auto entry = read_vault_line(line);
      if (!entry) {
        problem(vault_file, number, "vault_form");
        return true;
      }
      if (!opens(*entry)) problem(vault_file, number, "vault_commitment");
      const auto at = place.find(entry->commitment);
      if (at == place.end() || at->second < next) problem(vault_file, number, "vault_order");
      if (at == place.end()) return true;
      next = std::max(next, at->second + 1);
      there[at->second] = true;
      const TextUse& use = story_.texts[at->second];
      if (entry->person.value != use.person || entry->document.value != use.document)
        problem(vault_file, number, "vault_person");
      if (story_.erased_after(use.person, use.seq)) problem(vault_file, number, "text_kept");
      return true;
    });
    if (!read) return;  // said already
    if (!ended) problem(vault_file, 0, "truncated");
    for (std::size_t i = 0; i < there.size(); ++i)
      if (!there[i] && !story_.erased_after(story_.texts[i].person, story_.texts[i].seq))
        problem(events_file, story_.texts[i].seq, "text_missing");
  }

  // Each file that belongs here is listed, and none but those.
  void check_expected() {
    std::set<std::string> expected = {events_file, checkpoint_file, keys_file,    attachments_file,
                                      page_file,   readme_file,     verifier_file};
    if (manifest_.vault) expected.insert(vault_file);
    for (const Digest& policy : story_.policies) {
      expected.insert(policy_file(policy));
      const auto bytes = read_file(path(policy_file(policy)));
      const auto value = bytes ? json::read(*bytes, bytes->size()) : Result<json::Value, json::ReadError>();
      if (bytes && value && value->find("calendar") != nullptr && json::canonical(*value) == *bytes)
        expected.insert(calendar_file(policy));
    }
    for (const Tile& tile : tiles_of(leaves_.size())) expected.insert(tile_file(tile));
    for (const ManifestFile& file : manifest_.files)
      if (expected.erase(file.path) == 0) problem(file.path, 0, "unexpected");
    for (const std::string& file : expected) problem(file, 0, "missing");
  }

  std::string folder_;
  std::optional<ledger::VerifierKey> key_;
  Manifest manifest_;
  Story story_;
  std::vector<Digest> leaves_;
  std::map<Digest, std::uint64_t> first_with_policy_;
  ledger::Note note_;
  std::optional<ledger::Checkpoint> checkpoint_;
  std::map<std::pair<std::string, std::string>, std::uint64_t> problems_;
  Report report_;
};

}  // namespace

json::Value to_json(const Report& report) {
  json::Array problems;
  for (const Problem& one : report.problems) {
    json::Object problem{{"file", one.file}, {"what", one.what}};
    if (one.line > 0) problem.emplace("line", static_cast<std::int64_t>(one.line));
    problems.push_back(std::move(problem));
  }
  return json::Object{{"checkpoint_size", static_cast<std::int64_t>(report.checkpoint_size)},
                      {"events", static_cast<std::int64_t>(report.events)},
                      {"ok", report.ok()},
                      {"problems", std::move(problems)},
                      {"root", report.root.text()},
                      {"school", report.school}};
}

bool is_archive(const std::string& folder) {
  std::error_code error;
  return std::filesystem::is_regular_file(std::filesystem::path(folder) / manifest_file, error);
}

Outcome<Report> check_archive(const std::string& folder, const std::optional<ledger::VerifierKey>& key) {
  return Checker(folder, key).run();
}

}  // namespace quyche::archive
