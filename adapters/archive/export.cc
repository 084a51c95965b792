#include "adapters/archive/export.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <system_error>

#include "adapters/archive/files.h"
#include "adapters/archive/format.h"
#include "adapters/archive/story.h"
#include "adapters/archive/tree_files.h"
#include "adapters/archive/vault_lines.h"
#include "engine/event/codec.h"
#include "engine/ledger/left_out.h"
#include "engine/ledger/tree.h"
#include "engine/school/evolve.h"

namespace quyche::archive {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t events_per_page = 4'096;
constexpr std::size_t problems_named = 3;

class Exporter {
 public:
  Exporter(StoreReader& reader, const Export& wanted, std::string folder)
      : reader_(reader), wanted_(wanted), folder_(std::move(folder)) {}

  Outcome<void> write() {
    for (const auto step : {&Exporter::read_policies, &Exporter::write_events, &Exporter::write_checkpoints,
                            &Exporter::write_policies, &Exporter::write_upper_tiles, &Exporter::write_vault,
                            &Exporter::write_page, &Exporter::write_rest, &Exporter::write_manifest})
      if (auto done = (this->*step)(); !done) return done;
    return sync_folders(folder_);
  }

 private:
  Outcome<void> write_file(const std::string& path, std::string_view bytes) {
    files_.push_back({path, bytes.size(), sha256(bytes)});
    return write_new(folder_, path, bytes);
  }

  Outcome<void> read_policies() {
    auto stored = reader_.policies();
    if (!stored) return tl::unexpected(stored.error());
    for (StoredPolicy& one : *stored) {
      auto policy = read_canonical_policy(one.canonical);
      if (!policy) return tl::unexpected(policy.error());
      book_.add(one.id, std::make_shared<const Policy>(std::move(*policy)));
      policies_.emplace(one.id, std::move(one.canonical));
    }
    return {};
  }

  // The file's hash and size, once it is written and closed.
  Outcome<void> list(NewFile& file, const char* path) {
    if (auto done = file.close(); !done) return done;
    const auto measured = measure(folder_, path);
    if (!measured) return fail("Q546", (fs::path(folder_) / path).string());
    files_.push_back(*measured);
    return {};
  }

  Outcome<void> write_events() {
    auto file = NewFile::create(folder_, events_file);
    if (!file) return tl::unexpected(file.error());
    auto attachments = NewFile::create(folder_, attachments_file);
    if (!attachments) return tl::unexpected(attachments.error());
    attachments_ = &*attachments;
    story_.emplace([this](std::string_view line) { attachments_->write(line); });
    const auto last = reader_.last_seq(wanted_.school);
    if (!last) return tl::unexpected(last.error());
    while (tree_.size() < *last) {
      const auto page = reader_.events(wanted_.school, tree_.size() + 1,
                                       std::min<std::size_t>(events_per_page, *last - tree_.size()));
      if (!page) return tl::unexpected(page.error());
      if (page->empty()) return fail("Q505", "seq " + std::to_string(tree_.size() + 1));
      for (const StoredEvent& stored : *page) {
        if (auto added = add_event(stored); !added) return added;
        file->write(stored.bytes);
        file->write("\n");
      }
    }
    if (!tile_.empty())
      if (auto done = write_tile(); !done) return done;
    attachments_ = nullptr;
    if (auto done = list(*attachments, attachments_file); !done) return done;
    return list(*file, events_file);
  }

  Outcome<void> add_event(const StoredEvent& stored) {
    const std::string place = "seq " + std::to_string(stored.seq);
    const auto event = decode_event(stored.bytes);
    if (!event) return fail("Q505", place + ": " + event.error().detail);
    const auto line = read_event_line(stored.bytes);
    if (!line || event->seq != tree_.size() + 1 || event->school != wanted_.school)
      return fail("Q505", place + ": out of order or of another school");
    tile_.push_back(ledger::leaf_hash(stored.bytes));
    tree_.append(tile_.back());
    story_->add(*line);
    evolve(state_, *event);
    return tile_.size() == tile_width ? write_tile() : Outcome<void>();
  }

  // The tile of leaves that is full, or the last one.
  Outcome<void> write_tile() {
    const Tile tile{0, (tree_.size() - 1) / tile_width, tile_.size()};
    if (tile.width == tile_width) nodes_.push_back(root_of(tile_));
    const std::string bytes = tile_bytes(tile_);
    tile_.clear();
    return write_file(tile_file(tile), bytes);
  }

  // The newest checkpoint, and those before it by which one key handed over to the next: whoever trusts one
  // of the keys can check those after it.
  Outcome<void> write_checkpoints() {
    const auto newest = checkpoint_at_most(tree_.size());
    if (!newest) return tl::unexpected(newest.error());
    if (!*newest) return fail("Q542", wanted_.school.value);
    checkpoint_size_ = (*newest)->size;
    std::map<std::uint64_t, std::string> earlier;
    for (std::size_t i = 1; i < story_->adopted.size(); ++i) {
      const KeyLine& adopted = story_->adopted[i];
      if (adopted.since > checkpoint_size_) break;
      const auto covering = first_checkpoint_covering(adopted.since);
      if (!covering) return tl::unexpected(covering.error());
      earlier.emplace(covering->size, covering->note);
      // To whom the key before did not hand over does not vouch for what that one signed.
      const auto before = adopted.lost ? checkpoint_at_most(adopted.since - 1)
                                       : Outcome<std::optional<StoredCheckpoint>>(std::nullopt);
      if (!before) return tl::unexpected(before.error());
      if (*before) earlier.emplace((*before)->size, (*before)->note);
    }
    earlier.erase(checkpoint_size_);
    for (const auto& [size, note] : earlier)
      if (auto done = write_file(earlier_checkpoint_file(size), note); !done) return done;
    if (auto done = write_file(checkpoint_file, (*newest)->note); !done) return done;
    return write_file(keys_file, story_->keys);
  }

  Outcome<std::optional<StoredCheckpoint>> checkpoint_at_most(std::uint64_t size) {
    return reader_.checkpoint(wanted_.school, size);
  }

  // The oldest of `seq` events or more. There is one: the newest.
  Outcome<StoredCheckpoint> first_checkpoint_covering(std::uint64_t seq) {
    std::uint64_t from = seq;
    std::uint64_t to = checkpoint_size_;
    while (from < to) {
      const std::uint64_t middle = from + (to - from) / 2;
      const auto there = checkpoint_at_most(middle);
      if (!there) return tl::unexpected(there.error());
      if (*there && (*there)->size >= seq)
        to = (*there)->size;
      else
        from = middle + 1;
    }
    auto found = checkpoint_at_most(to);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return fail("Q542", wanted_.school.value);
    return std::move(**found);
  }

  Outcome<void> write_policies() {
    for (const Digest& id : story_->policies) {
      const auto stored = policies_.find(id);
      if (stored == policies_.end()) return fail("Q506", id.text() + " is not stored");
      if (auto done = write_file(policy_file(id), stored->second); !done) return done;
      const auto calendar = calendar_text(*book_.find(id));
      if (!calendar) continue;
      if (auto done = write_file(calendar_file(id), *calendar); !done) return done;
    }
    return {};
  }

  Outcome<void> write_upper_tiles() {
    int level = 1;
    for (const Tile& tile : tiles_of(tree_.size())) {
      if (tile.level == 0) continue;
      if (tile.level > level) nodes_ = next_tile_level(nodes_);
      level = tile.level;
      const auto hashes =
          std::span(nodes_).subspan(static_cast<std::size_t>(tile.index) * tile_width, tile.width);
      if (auto done = write_file(tile_file(tile), tile_bytes(hashes)); !done) return done;
    }
    return {};
  }

  Outcome<void> write_vault() {
    if (!wanted_.vault) return {};
    const auto left_out = ledger::left_out(reader_, wanted_.school);
    if (!left_out) return tl::unexpected(left_out.error());
    left_out_ = *left_out;
    auto file = NewFile::create(folder_, vault_file);
    if (!file) return tl::unexpected(file.error());
    for (const TextUse& use : story_->texts) {
      const auto entry = reader_.vault(wanted_.school, use.commitment);
      if (!entry) return tl::unexpected(entry.error());
      if (!*entry) continue;
      file->write(vault_line(**entry));
      file->write("\n");
    }
    auto people = people::Directory::load(reader_, state_);
    if (!people) return tl::unexpected(people.error());
    people_ = std::move(*people);
    return list(*file, vault_file);
  }

  Outcome<void> write_page() {
    const auto text = [this](const Digest& commitment) -> std::optional<std::string> {
      if (!wanted_.vault) return std::nullopt;
      const auto entry = reader_.vault(wanted_.school, commitment);
      return entry && *entry ? std::optional((*entry)->text) : std::nullopt;
    };
    const auto page = wanted_.page({{book_, state_},
                                    people_,
                                    text,
                                    [this](const DocumentId& id) { return history(id); },
                                    tree_.size(),
                                    tree_.root(),
                                    checkpoint_size_,
                                    wanted_.vault});
    if (!page) return tl::unexpected(page.error());
    return write_file(page_file, *page);
  }

  Outcome<std::vector<Event>> history(const DocumentId& id) {
    std::vector<Event> events;
    while (true) {
      const std::uint64_t from = events.empty() ? 1 : events.back().seq + 1;
      const auto page = reader_.document_events(wanted_.school, id, from, events_per_page);
      if (!page) return tl::unexpected(page.error());
      for (const StoredEvent& stored : *page) {
        if (stored.seq > tree_.size()) return events;  // came since
        auto event = decode_event(stored.bytes);
        if (!event) return tl::unexpected(event.error());
        events.push_back(std::move(*event));
      }
      if (page->size() < events_per_page) return events;
    }
  }

  Outcome<void> write_rest() {
    if (auto done = write_file(readme_file, readme_text()); !done) return done;
    return write_file(verifier_file, verifier_text());
  }

  Outcome<void> write_manifest() {
    std::sort(files_.begin(), files_.end(),
              [](const ManifestFile& a, const ManifestFile& b) { return a.path < b.path; });
    const std::string manifest =
        manifest_text({wanted_.school, tree_.size(), wanted_.vault, files_, left_out_});
    if (auto done = write_new(folder_, manifest_file, manifest); !done) return done;
    for (const signing::SigningKey& key : wanted_.keys) {
      if (story_->adopted.empty() || key.key.text() != story_->adopted.back().key) continue;
      ledger::Note note{manifest_note_text(wanted_.school, manifest), {}};
      note.signatures.push_back(signing::note_signature(key, note.text));
      return write_new(folder_, manifest_note_file, ledger::write_note(note));
    }
    return {};
  }

  StoreReader& reader_;
  const Export& wanted_;
  std::string folder_;
  PolicyBook book_;
  std::map<Digest, std::string> policies_;
  SchoolState state_;
  people::Directory people_;
  ledger::Frontier tree_;
  std::vector<Digest> tile_;   // the leaves of the tile that is being filled
  std::vector<Digest> nodes_;  // of the full ones before it
  NewFile* attachments_ = nullptr;
  std::optional<Story> story_;
  std::uint64_t checkpoint_size_ = 0;
  std::uint64_t left_out_ = 0;
  std::vector<ManifestFile> files_;
};

// Something of this name is there; a broken link too.
bool is_there(const std::string& path) {
  std::error_code error;
  return fs::symlink_status(path, error).type() != fs::file_type::not_found;
}

Outcome<Report> write_checked(StoreReader& reader, const Export& wanted, const std::string& partial) {
  // For its owner alone: names and texts of people lie in it.
  if (::mkdir(partial.c_str(), 0700) != 0) return fail("Q546", partial + ": " + std::strerror(errno));
  if (auto done = Exporter(reader, wanted, partial).write(); !done) return tl::unexpected(done.error());
  auto report = check_archive(partial);
  if (report && !report->ok()) return fail("Q544", words(report->problems, wanted.lang, problems_named));
  return report;
}

}  // namespace

std::string words(const std::vector<Problem>& problems, Lang lang, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < problems.size() && i < count; ++i) {
    const Problem& one = problems[i];
    text += (i == 0 ? "" : "; ") + one.file + (one.line == 0 ? "" : ":" + std::to_string(one.line)) + ": " +
            render("archive.problem." + one.what, lang);
  }
  return problems.size() > count ? text + "; …" : text;
}

Outcome<Report> write_archive(StoreReader& reader, const Export& wanted) {
  std::string folder = wanted.folder;
  while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  const std::string partial = folder + ".partial";
  for (const std::string& path : {folder, partial})
    if (is_there(path)) return fail("Q543", path);
  auto report = write_checked(reader, wanted, partial);
  std::error_code error;
  if (report) {
    fs::rename(partial, folder, error);
    if (error) report = fail("Q546", folder + ": " + error.message());
  }
  if (!report) {
    fs::remove_all(partial, error);
    return report;
  }
  const fs::path parent = fs::path(folder).parent_path();
  if (auto done = sync_folder(parent.empty() ? "." : parent.string()); !done)
    return tl::unexpected(done.error());
  return report;
}

}  // namespace quyche::archive
