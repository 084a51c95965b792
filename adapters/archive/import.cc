#include "adapters/archive/import.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <utility>

#include "adapters/archive/export.h"
#include "adapters/archive/files.h"
#include "adapters/archive/format.h"
#include "adapters/archive/vault_lines.h"
#include "engine/base/check.h"
#include "engine/event/codec.h"
#include "engine/ledger/left_out.h"
#include "engine/ledger/stored_tree.h"
#include "engine/office/document_row.h"
#include "engine/office/snapshot.h"
#include "engine/school/evolve.h"

namespace quyche::archive {
namespace {

constexpr std::size_t rows_per_piece = 4'096;

void append(Batch& all, Batch&& piece) {
  const auto move = [](auto& from, auto& to) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  };
  move(piece.events, all.events);
  move(piece.documents, all.documents);
  move(piece.policies, all.policies);
  move(piece.answers, all.answers);
  move(piece.vault, all.vault);
  move(piece.nodes, all.nodes);
  move(piece.checkpoints, all.checkpoints);
  if (piece.snapshot) all.snapshot = std::move(piece.snapshot);
}

class Importer {
 public:
  Importer(std::string folder, const Report& report, Store& store, Pieces pieces)
      : folder_(std::move(folder)), report_(report), store_(store), pieces_(pieces) {
    piece_.school = all_.school = SchoolId{report.school};
  }

  Outcome<void> run() {
    for (const auto step : {&Importer::read_events, &Importer::read_policies, &Importer::read_vault,
                            &Importer::read_checkpoints, &Importer::fold})
      if (auto done = (this->*step)(); !done) return done;
    return pieces_ == Pieces::one ? store_.append(all_) : Outcome<void>();
  }

 private:
  std::string path(const std::string& file) const { return (std::filesystem::path(folder_) / file).string(); }
  tl::unexpected<Error> changed(const std::string& file) const {
    return fail("Q541", file + ": " + render("archive.problem.changed", Lang::en));
  }

  Outcome<void> flush() {
    Batch piece = std::exchange(piece_, Batch{});
    piece_.school = piece.school;
    if (pieces_ == Pieces::many) return store_.append(piece);
    append(all_, std::move(piece));
    return {};
  }

  Outcome<void> read_events() {
    Outcome<void> done;
    bool ended = true;
    const bool read = each_line(path(events_file), ended, [&](std::string_view line, std::uint64_t number) {
      done = add_event(line, number);
      if (done && piece_.events.size() == rows_per_piece) done = flush();
      return done.has_value();
    });
    if (!done) return done;
    // It was checked a moment ago; somebody may have changed it since.
    if (!read || tree_.size() != report_.events || tree_.root() != report_.root) return changed(events_file);
    return flush();
  }

  Outcome<void> add_event(std::string_view line, std::uint64_t number) {
    const auto event = decode_event(line);
    if (!event)
      return fail("Q505",
                  std::string(events_file) + ':' + std::to_string(number) + ": " + event.error().detail);
    const DocumentId* about = document_of(event->body);
    piece_.events.push_back({event->seq, about == nullptr ? DocumentId{} : *about, std::string(line)});
    tree_.append(ledger::leaf_hash(line), [this](ledger::NodeId id, const Digest& hash) {
      if (ledger::is_stored_level(id.level)) piece_.nodes.push_back({id.level, id.index, hash});
    });
    policies_.insert(event->policy);
    if (const auto* adopted = std::get_if<PolicyAdopted>(&event->body)) policies_.insert(adopted->policy);
    answer(*event);
    evolve(state_, *event);
    return {};
  }

  // A command's key is used up. Which command it was is not known any more, so no answer is given again. Its
  // events stand one behind the other; the last of a piece may go on in the next.
  void answer(const Event& event) {
    if (event.command.empty()) return;
    if (event.command != answer_.key) {
      keep_answer();
      answer_ = {event.command, {}, "", event.seq, event.seq, event.by};
    }
    answer_.last_seq = event.seq;
  }
  void keep_answer() {
    if (!answer_.key.empty()) piece_.answers.push_back(std::exchange(answer_, {}));
  }

  Outcome<void> read_policies() {
    keep_answer();
    for (const Digest& id : policies_) {
      auto bytes = read_file(path(policy_file(id)));
      if (!bytes || sha256(*bytes) != id) return changed(policy_file(id));
      auto policy = read_canonical_policy(*bytes);
      if (!policy) return fail("Q506", policy_file(id) + ": " + policy.error().detail);
      book_.add(id, std::make_shared<const Policy>(std::move(*policy)));
      piece_.policies.push_back({id, std::move(*bytes)});
    }
    return flush();
  }

  Outcome<void> read_vault() {
    const auto manifest = read_file(path(manifest_file));
    const auto known = manifest ? read_manifest(*manifest) : std::nullopt;
    if (!known) return changed(manifest_file);
    if (report_.left_out > 0) piece_.vault.push_back(ledger::left_out_mark(report_.left_out));
    if (!known->vault) return flush();
    bool ended = true;
    Outcome<void> done;
    const bool read = each_line(path(vault_file), ended, [&](std::string_view line, std::uint64_t) {
      auto entry = read_vault_line(line);
      if (!entry || !opens(*entry)) {
        done = changed(vault_file);
        return false;
      }
      piece_.vault.push_back(std::move(*entry));
      if (piece_.vault.size() >= rows_per_piece) done = flush();
      return done.has_value();
    });
    if (!done) return done;
    return read ? flush() : changed(vault_file);
  }

  // The newest, and those by which keys handed over.
  Outcome<void> read_checkpoints() {
    const auto manifest = read_file(path(manifest_file));
    const auto known = manifest ? read_manifest(*manifest) : std::nullopt;
    if (!known) return changed(manifest_file);
    for (const ManifestFile& file : known->files) {
      const auto size = file.path == checkpoint_file ? std::optional(report_.checkpoint_size)
                                                     : earlier_checkpoint_size(file.path);
      if (!size) continue;
      auto note = read_file(path(file.path));
      if (!note || sha256(*note) != file.sha256) return changed(file.path);
      piece_.checkpoints.push_back({*size, std::move(*note)});
    }
    return flush();
  }

  Outcome<void> fold() {
    const World world{book_, state_};
    Outcome<void> done;
    state_.documents.each([&](const Document& document) {
      if (!done) return;
      piece_.documents.push_back(document_row(world, document));
      if (piece_.documents.size() == rows_per_piece) done = flush();
    });
    if (!done) return done;
    piece_.snapshot = take_snapshot(state_);
    return flush();
  }

  std::string folder_;
  const Report& report_;
  Store& store_;
  Pieces pieces_;
  Batch piece_;
  Batch all_;  // for Pieces::one
  StoredAnswer answer_;
  ledger::Frontier tree_;
  PolicyBook book_;
  SchoolState state_;
  std::set<Digest> policies_;
};

}  // namespace

Outcome<void> import_archive(const std::string& folder, const Report& report, Store& store, Pieces pieces) {
  CHECK(report.ok(), "only an archive that is whole is imported");
  const auto reader = store.reader();
  if (!reader) return tl::unexpected(reader.error());
  const auto schools = (*reader)->schools();
  if (!schools) return tl::unexpected(schools.error());
  if (std::find(schools->begin(), schools->end(), SchoolId{report.school}) != schools->end())
    return fail("Q545", report.school);
  return Importer(folder, report, store, pieces).run();
}

}  // namespace quyche::archive
