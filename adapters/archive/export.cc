#include "adapters/archive/export.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <span>
#include <system_error>

#include "adapters/archive/files.h"
#include "adapters/archive/format.h"
#include "adapters/archive/story.h"
#include "adapters/archive/tree_files.h"
#include "adapters/archive/vault_lines.h"
#include "engine/event/codec.h"
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
    for (const auto step : {&Exporter::read_policies, &Exporter::write_events, &Exporter::write_checkpoint,
                            &Exporter::write_policies, &Exporter::write_tiles, &Exporter::write_vault,
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

  Outcome<void> write_events() {
    auto file = NewFile::create(folder_, events_file);
    if (!file) return tl::unexpected(file.error());
    const auto last = reader_.last_seq(wanted_.school);
    if (!last) return tl::unexpected(last.error());
    while (leaves_.size() < *last) {
      const auto page = reader_.events(wanted_.school, leaves_.size() + 1,
                                       std::min<std::size_t>(events_per_page, *last - leaves_.size()));
      if (!page) return tl::unexpected(page.error());
      if (page->empty()) return fail("Q505", "seq " + std::to_string(leaves_.size() + 1));
      for (const StoredEvent& stored : *page) {
        if (auto added = add_event(stored); !added) return added;
        file->write(stored.bytes);
        file->write("\n");
      }
    }
    if (auto done = file->close(); !done) return done;
    const auto measured = measure(folder_, events_file);
    if (!measured) return fail("Q546", (fs::path(folder_) / events_file).string());
    files_.push_back(*measured);
    return {};
  }

  Outcome<void> add_event(const StoredEvent& stored) {
    const std::string place = "seq " + std::to_string(stored.seq);
    const auto event = decode_event(stored.bytes);
    if (!event) return fail("Q505", place + ": " + event.error().detail);
    const auto line = read_event_line(stored.bytes);
    if (!line || event->seq != leaves_.size() + 1 || event->school != wanted_.school)
      return fail("Q505", place + ": out of order or of another school");
    leaves_.push_back(ledger::leaf_hash(stored.bytes));
    story_.add(*line);
    evolve(state_, *event);
    return {};
  }

  Outcome<void> write_checkpoint() {
    const auto checkpoint = reader_.checkpoint(wanted_.school, leaves_.size());
    if (!checkpoint) return tl::unexpected(checkpoint.error());
    if (!*checkpoint) return fail("Q542", wanted_.school.value);
    checkpoint_size_ = (*checkpoint)->size;
    if (auto done = write_file(checkpoint_file, (*checkpoint)->note); !done) return done;
    return write_file(keys_file, story_.keys);
  }

  Outcome<void> write_policies() {
    for (const Digest& id : story_.policies) {
      const auto stored = policies_.find(id);
      if (stored == policies_.end()) return fail("Q506", id.text() + " is not stored");
      if (auto done = write_file(policy_file(id), stored->second); !done) return done;
      const auto calendar = calendar_text(*book_.find(id));
      if (!calendar) continue;
      if (auto done = write_file(calendar_file(id), *calendar); !done) return done;
    }
    return {};
  }

  Outcome<void> write_tiles() {
    std::vector<Digest> nodes = leaves_;
    int level = 0;
    for (const Tile& tile : tiles_of(leaves_.size())) {
      if (tile.level > level) nodes = next_tile_level(nodes);
      level = tile.level;
      const auto hashes =
          std::span(nodes).subspan(static_cast<std::size_t>(tile.index) * tile_width, tile.width);
      if (auto done = write_file(tile_file(tile), tile_bytes(hashes)); !done) return done;
    }
    return {};
  }

  Outcome<void> write_vault() {
    if (!wanted_.vault) return {};
    std::string lines;
    for (const TextUse& use : story_.texts) {
      const auto entry = reader_.vault(wanted_.school, use.commitment);
      if (!entry) return tl::unexpected(entry.error());
      if (*entry) lines += vault_line(**entry) + '\n';
    }
    auto people = people::Directory::load(reader_, state_);
    if (!people) return tl::unexpected(people.error());
    people_ = std::move(*people);
    return write_file(vault_file, lines);
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
                                    leaves_.size(),
                                    root_of(leaves_),
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
        if (stored.seq > leaves_.size()) return events;  // came since
        auto event = decode_event(stored.bytes);
        if (!event) return tl::unexpected(event.error());
        events.push_back(std::move(*event));
      }
      if (page->size() < events_per_page) return events;
    }
  }

  Outcome<void> write_rest() {
    if (auto done = write_file(attachments_file, story_.attachments); !done) return done;
    if (auto done = write_file(readme_file, readme_text()); !done) return done;
    return write_file(verifier_file, verifier_text());
  }

  Outcome<void> write_manifest() {
    std::sort(files_.begin(), files_.end(),
              [](const ManifestFile& a, const ManifestFile& b) { return a.path < b.path; });
    return write_new(folder_, manifest_file,
                     manifest_text({wanted_.school, leaves_.size(), wanted_.vault, files_}));
  }

  StoreReader& reader_;
  const Export& wanted_;
  std::string folder_;
  PolicyBook book_;
  std::map<Digest, std::string> policies_;
  SchoolState state_;
  people::Directory people_;
  std::vector<Digest> leaves_;
  Story story_;
  std::uint64_t checkpoint_size_ = 0;
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
