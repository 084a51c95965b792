#include "adapters/archive/import.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "adapters/archive/export.h"
#include "adapters/archive/files.h"
#include "adapters/archive/format.h"
#include "adapters/archive/vault_lines.h"
#include "engine/base/check.h"
#include "engine/event/codec.h"
#include "engine/ledger/stored_tree.h"
#include "engine/office/document_row.h"
#include "engine/office/snapshot.h"
#include "engine/school/evolve.h"

namespace quyche::archive {
namespace {

class Importer {
 public:
  Importer(std::string folder, const Report& report) : folder_(std::move(folder)), report_(report) {
    batch_.school = SchoolId{report.school};
  }

  Outcome<Batch> read() {
    for (const auto step : {&Importer::read_events, &Importer::read_policies, &Importer::read_vault,
                            &Importer::read_checkpoint, &Importer::fold})
      if (auto done = (this->*step)(); !done) return tl::unexpected(done.error());
    return std::move(batch_);
  }

 private:
  std::string path(const std::string& file) const { return (std::filesystem::path(folder_) / file).string(); }
  tl::unexpected<Error> changed(const std::string& file) const {
    return fail("Q541", file + ": " + render("archive.problem.changed", Lang::en));
  }

  Outcome<void> read_events() {
    std::optional<Error> wrong;
    bool ended = true;
    const auto keep = [this](ledger::NodeId id, const Digest& hash) {
      if (ledger::is_stored_level(id.level)) batch_.nodes.push_back({id.level, id.index, hash});
    };
    const bool read = each_line(path(events_file), ended, [&](std::string_view line, std::uint64_t number) {
      auto event = decode_event(line);
      if (!event) {
        wrong = Error{"Q505",
                      std::string(events_file) + ':' + std::to_string(number) + ": " + event.error().detail};
        return false;
      }
      const DocumentId* about = document_of(event->body);
      batch_.events.push_back({event->seq, about == nullptr ? DocumentId{} : *about, std::string(line)});
      tree_.append(ledger::leaf_hash(line), keep);
      policies_.insert(event->policy);
      if (const auto* adopted = std::get_if<PolicyAdopted>(&event->body)) policies_.insert(adopted->policy);
      answer(*event);
      evolve(state_, *event);
      return true;
    });
    if (wrong) return tl::unexpected(*wrong);
    // It was checked a moment ago; somebody may have changed it since.
    if (!read || tree_.size() != report_.events || tree_.root() != report_.root) return changed(events_file);
    return {};
  }

  // A command's key is used up. Which command it was is not known any more, so no answer is given again.
  void answer(const Event& event) {
    if (event.command.empty()) return;
    const auto [at, is_new] = answers_.emplace(event.command, batch_.answers.size());
    if (is_new)
      batch_.answers.push_back({event.command, {}, "", event.seq, event.seq, event.by});
    else
      batch_.answers[at->second].last_seq = event.seq;
  }

  Outcome<void> read_policies() {
    for (const Digest& id : policies_) {
      auto bytes = read_file(path(policy_file(id)));
      if (!bytes || sha256(*bytes) != id) return changed(policy_file(id));
      auto policy = read_canonical_policy(*bytes);
      if (!policy) return fail("Q506", policy_file(id) + ": " + policy.error().detail);
      book_.add(id, std::make_shared<const Policy>(std::move(*policy)));
      batch_.policies.push_back({id, std::move(*bytes)});
    }
    return {};
  }

  Outcome<void> read_vault() {
    const auto manifest = read_file(path(manifest_file));
    const auto known = manifest ? read_manifest(*manifest) : std::nullopt;
    if (!known) return changed(manifest_file);
    if (!known->vault) return {};
    bool ended = true;
    bool good = true;
    const bool read = each_line(path(vault_file), ended, [&](std::string_view line, std::uint64_t) {
      auto entry = read_vault_line(line);
      good = entry && opens(*entry);
      if (good) batch_.vault.push_back(std::move(*entry));
      return good;
    });
    return read && good ? Outcome<void>() : changed(vault_file);
  }

  Outcome<void> read_checkpoint() {
    auto note = read_file(path(checkpoint_file));
    if (!note) return changed(checkpoint_file);
    batch_.checkpoints.push_back({report_.checkpoint_size, std::move(*note)});
    return {};
  }

  Outcome<void> fold() {
    const World world{book_, state_};
    state_.documents.each(
        [&](const Document& document) { batch_.documents.push_back(document_row(world, document)); });
    batch_.snapshot = take_snapshot(state_);
    return {};
  }

  std::string folder_;
  const Report& report_;
  Batch batch_;
  ledger::Frontier tree_;
  PolicyBook book_;
  SchoolState state_;
  std::set<Digest> policies_;
  std::map<CommandKey, std::size_t> answers_;
};

}  // namespace

Outcome<void> import_archive(const std::string& folder, const Report& report, Store& store) {
  CHECK(report.ok(), "only an archive that is whole is imported");
  const auto reader = store.reader();
  if (!reader) return tl::unexpected(reader.error());
  const auto schools = (*reader)->schools();
  if (!schools) return tl::unexpected(schools.error());
  if (std::find(schools->begin(), schools->end(), SchoolId{report.school}) != schools->end())
    return fail("Q545", report.school);
  const auto batch = Importer(folder, report).read();
  if (!batch) return tl::unexpected(batch.error());
  return store.append(*batch);
}

}  // namespace quyche::archive
