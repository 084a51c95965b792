#include "adapters/archive/check.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "adapters/archive/check_notes.h"
#include "adapters/archive/check_tree.h"
#include "adapters/archive/files.h"
#include "adapters/archive/format.h"
#include "adapters/archive/story.h"
#include "adapters/archive/vault_lines.h"
#include "adapters/signing/ed25519.h"
#include "engine/json/canonical.h"
#include "engine/json/read.h"
#include "engine/ledger/tree.h"

namespace quyche::archive {
namespace {

class Checker {
 public:
  Checker(std::string folder, const CheckOptions& options) : folder_(std::move(folder)), options_(options) {}

  Outcome<Report> run() {
    const auto found = files_below(folder_);
    if (!found) return tl::unexpected(found.error());
    if (read_the_manifest()) {
      check_manifest(*found);
      auto notes = read_notes(folder_, manifest_, options_);
      if (!notes) return tl::unexpected(notes.error());
      notes_ = std::move(*notes);
      const auto newest =
          notes_.newest ? std::optional(notes_.newest->checkpoint) : std::optional<ledger::Checkpoint>();
      report_.checkpoint_size = newest ? newest->size : 0;
      TreeCheck tree(folder_, newest, notes_.sizes());
      read_events(tree);
      tree.finish();
      check_tree(tree);
      check_notes(tree);
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
    manifest_bytes_ = *bytes;
    report_.school = manifest_.school.value;
    report_.left_out = manifest_.vault ? manifest_.left_out : manifest_.events;
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
      if (file != manifest_file && file != manifest_note_file && !listed.contains(file))
        problem(printable(file), 0, "unlisted");
  }

  void read_events(TreeCheck& tree) {
    bool ended = true;
    std::string last_at;
    const bool read = each_line(path(events_file), ended, [&](std::string_view line, std::uint64_t number) {
      tree.leaf(ledger::leaf_hash(line));
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
    if (!ended) problem(events_file, tree.size(), "truncated");
    if (tree.size() != manifest_.events) problem(events_file, 0, "event_count");
    report_.events = tree.size();
    report_.root = tree.root();
  }

  void check_tree(const TreeCheck& tree) {
    if (tree.event_changed) problem(events_file, *tree.event_changed, "event_changed");
    for (const auto& [tile, what] : tree.wrong_tiles) problem(tile, 0, what);
  }

  void check_notes(const TreeCheck& tree) {
    const std::vector<ledger::AdoptedKey> keys = keys_of(story_);
    const auto root_at = [&](std::uint64_t size) { return tree.root_at(size); };
    const NoteFindings found = judge_notes(notes_, manifest_.school, keys, root_at, options_);
    for (const Problem& one : notes_.unreadable) problem(one.file, one.line, one.what);
    for (const Problem& one : found.problems) problem(one.file, one.line, one.what);
    report_.witnessed = found.witnessed;
    for (const ledger::AdoptedKey& key : keys)
      if (key.lost) report_.rekeyed.push_back(key.since);
    const auto bytes = read_file(path(manifest_note_file));
    if (!bytes) return;
    const auto note = ledger::parse_note(*bytes);
    report_.manifest_signed = note && note->text == manifest_note_text(manifest_.school, manifest_bytes_) &&
                              !keys.empty() && ledger::signed_by(*note, keys.back().key, signing::verify);
    if (!report_.manifest_signed) problem(manifest_note_file, 0, "manifest_signature");
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
    const auto listed = measure(folder_, attachments_file);
    if (listed && (listed->bytes != attachments_.bytes() || listed->sha256 != attachments_.end()))
      problem(attachments_file, 0, "attachments");
  }

  void check_vault() {
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
      const auto place = story_.place_of(entry->commitment);
      if (!place || *place < next) problem(vault_file, number, "vault_order");
      if (!place) return true;
      next = std::max(next, *place + 1);
      there[*place] = true;
      const TextUse& use = story_.texts[*place];
      if (entry->person.value != use.person || entry->document.value != use.document)
        problem(vault_file, number, "vault_person");
      if (story_.erased_after(use.person, use.seq)) problem(vault_file, number, "text_kept");
      return true;
    });
    if (!read) return;  // said already
    if (!ended) problem(vault_file, 0, "truncated");
    for (std::size_t i = 0; i < there.size(); ++i)
      if (!there[i] && story_.texts[i].seq > manifest_.left_out &&
          !story_.erased_after(story_.texts[i].person, story_.texts[i].seq))
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
    for (const Tile& tile : tiles_of(report_.events)) expected.insert(tile_file(tile));
    const auto is_earlier = [&](const std::string& file) {
      const auto size = earlier_checkpoint_size(file);
      return size && *size < report_.checkpoint_size;
    };
    for (const ManifestFile& file : manifest_.files)
      if (expected.erase(file.path) == 0 && !is_earlier(file.path)) problem(file.path, 0, "unexpected");
    for (const std::string& file : expected) problem(file, 0, "missing");
  }

  std::string folder_;
  const CheckOptions& options_;
  Manifest manifest_;
  std::string manifest_bytes_;
  Notes notes_;
  Hasher attachments_;  // what the list of them has to be
  Story story_{[this](std::string_view line) { attachments_.add(line); }};
  std::map<Digest, std::uint64_t> first_with_policy_;
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
  json::Array rekeyed;
  for (const std::uint64_t seq : report.rekeyed) rekeyed.push_back(static_cast<std::int64_t>(seq));
  return json::Object{{"checkpoint_size", static_cast<std::int64_t>(report.checkpoint_size)},
                      {"events", static_cast<std::int64_t>(report.events)},
                      {"left_out", static_cast<std::int64_t>(report.left_out)},
                      {"manifest_signed", report.manifest_signed},
                      {"ok", report.ok()},
                      {"problems", std::move(problems)},
                      {"rekeyed", std::move(rekeyed)},
                      {"root", report.root.text()},
                      {"school", report.school}};
}

bool is_archive(const std::string& folder) {
  const auto holds = [&](const char* file) {
    std::error_code error;
    return std::filesystem::is_regular_file(std::filesystem::path(folder) / file, error);
  };
  return holds(manifest_file) || holds(events_file) || holds(verifier_file);
}

Outcome<Report> check_archive(const std::string& folder, const CheckOptions& options) {
  return Checker(folder, options).run();
}

}  // namespace quyche::archive
