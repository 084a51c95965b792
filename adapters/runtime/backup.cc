#include "adapters/runtime/backup.h"

#include <unistd.h>

#include <filesystem>
#include <map>
#include <set>
#include <system_error>

#include "adapters/signing/ed25519.h"
#include "adapters/sqlite/backup.h"
#include "adapters/sqlite/data_dir.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/event/codec.h"
#include "engine/ledger/checkpoint.h"
#include "engine/ledger/tree.h"
#include "engine/policy/policy.h"

namespace quyche::runtime {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t rows_per_page = 4'096;

Outcome<std::set<PolicyId>> sound_policies(StoreReader& reader) {
  const auto stored = reader.policies();
  if (!stored) return tl::unexpected(stored.error());
  std::set<PolicyId> ids;
  for (const StoredPolicy& one : *stored) {
    if (sha256(one.canonical) != one.id || !read_canonical_policy(one.canonical))
      return fail("Q561", "policy " + one.id.text());
    ids.insert(one.id);
  }
  return ids;
}

// One school, page by page: what is kept is a number a document.
class SchoolCheck {
 public:
  SchoolCheck(StoreReader& reader, const SchoolId& school, const std::set<PolicyId>& policies)
      : reader_(reader), school_(school), policies_(policies) {}

  Outcome<BackedUpSchool> run() {
    BackedUpSchool done{school_, 0, std::nullopt};
    const auto last = reader_.last_seq(school_);
    if (!last) return tl::unexpected(last.error());
    const auto newest = reader_.checkpoint(school_, *last);
    if (!newest) return tl::unexpected(newest.error());
    if (*newest) wanted_size_ = (*newest)->size;
    if (auto read = read_events(); !read) return tl::unexpected(read.error());
    if (tree_.size() != *last) return wrong("events end at " + std::to_string(tree_.size()));
    if (auto rows = compare_rows(); !rows) return tl::unexpected(rows.error());
    done.events = *last;
    if (*newest) {
      if (auto same = compare_root(**newest); !same) return tl::unexpected(same.error());
      done.checkpoint = (*newest)->size;
    }
    return done;
  }

 private:
  [[nodiscard]] tl::unexpected<Error> wrong(const std::string& what) const {
    return fail("Q561", school_.text() + ": " + what);
  }

  Outcome<void> read_events() {
    while (true) {
      const auto page = reader_.events(school_, tree_.size() + 1, rows_per_page);
      if (!page) return tl::unexpected(page.error());
      for (const StoredEvent& stored : *page)
        if (auto taken = take(stored); !taken) return taken;
      if (page->size() < rows_per_page) return {};
    }
  }

  Outcome<void> take(const StoredEvent& stored) {
    const std::string place = "event " + std::to_string(tree_.size() + 1);
    const auto event = decode_event(stored.bytes);
    if (!event) return wrong(place + ": " + event.error().detail);
    if (stored.seq != tree_.size() + 1 || event->seq != stored.seq || event->school != school_)
      return wrong(place + ": out of order or of another school");
    if (!policies_.contains(event->policy)) return wrong(place + ": policy " + event->policy.text());
    if (event->at < last_at_) return wrong(place + ": earlier than the one before");
    last_at_ = event->at;
    if (const DocumentId* document = document_of(event->body)) ++versions_[*document];
    if (const auto* adopted = std::get_if<KeyAdopted>(&event->body)) keys_.push_back(adopted->key);
    tree_.append(ledger::leaf_hash(stored.bytes));
    if (tree_.size() == wanted_size_) root_ = tree_.root();
    return {};
  }

  Outcome<void> compare_rows() {
    DocumentId after;
    std::size_t rows = 0;
    while (true) {
      const auto page = reader_.documents(school_, after, rows_per_page);
      if (!page) return tl::unexpected(page.error());
      for (const StoredDocument& row : *page) {
        const auto at = versions_.find(row.id);
        if (at == versions_.end() || at->second != row.version) return wrong("document " + row.id.text());
        after = row.id;
      }
      rows += page->size();
      if (page->size() < rows_per_page) break;
    }
    if (rows != versions_.size()) return wrong(std::to_string(rows) + " rows of documents");
    return {};
  }

  Outcome<void> compare_root(const StoredCheckpoint& newest) const {
    const std::string place = "checkpoint of " + std::to_string(newest.size);
    for (auto key = keys_.rbegin(); key != keys_.rend(); ++key) {
      const auto verifier = ledger::VerifierKey::parse(*key);
      if (!verifier) continue;
      const auto checkpoint = ledger::verified_checkpoint(newest.note, *verifier, signing::verify);
      if (!checkpoint) continue;
      if (checkpoint->size != newest.size || checkpoint->root != root_)
        return wrong(place + ": another root");
      return {};
    }
    return wrong(place + ": no signature of the school's key");
  }

  StoreReader& reader_;
  const SchoolId& school_;
  const std::set<PolicyId>& policies_;
  std::uint64_t wanted_size_ = 0;
  ledger::Frontier tree_;
  Digest root_;
  Instant last_at_;
  std::map<DocumentId, std::uint64_t> versions_;
  std::vector<std::string> keys_;
};

Outcome<BackedUp> copy_and_check(const std::string& dir, const std::string& partial) {
  if (auto made = sqlite::make_dir(partial); !made) return tl::unexpected(made.error());
  if (auto copied = sqlite::copy_data_file(dir, partial); !copied) return tl::unexpected(copied.error());
  BackedUp done;
  {
    auto reader = sqlite::open_sqlite_reader(partial);
    if (!reader) return tl::unexpected(reader.error());
    auto schools = check_copy(**reader);
    if (!schools) return tl::unexpected(schools.error());
    done.schools = std::move(*schools);
  }
  std::error_code error;
  done.bytes = fs::file_size(sqlite::database_path(partial), error);
  return done;
}

}  // namespace

Outcome<std::vector<BackedUpSchool>> check_copy(StoreReader& reader) {
  const auto policies = sound_policies(reader);
  if (!policies) return tl::unexpected(policies.error());
  const auto schools = reader.schools();
  if (!schools) return tl::unexpected(schools.error());
  std::vector<BackedUpSchool> done;
  for (const SchoolId& school : *schools) {
    auto one = SchoolCheck(reader, school, *policies).run();
    if (!one) return tl::unexpected(one.error());
    done.push_back(std::move(*one));
  }
  return done;
}

Outcome<BackedUp> back_up(const std::string& dir, const std::string& to) {
  std::string target = to;
  while (target.size() > 1 && target.back() == '/') target.pop_back();
  std::error_code error;
  if (fs::exists(fs::symlink_status(target, error))) return fail("Q560", to);
  if (auto held = sqlite::check_holds_data(dir); !held) return tl::unexpected(held.error());
  const std::string partial = target + ".partial-" + std::to_string(::getpid());
  auto done = copy_and_check(dir, partial);
  if (done) {
    fs::rename(partial, target, error);
    if (error) done = fail("Q508", target + ": " + error.message());
  }
  if (!done) {
    fs::remove_all(partial, error);
    return done;
  }
  const fs::path parent = fs::path(target).parent_path();
  if (auto synced = sqlite::sync_dir(parent.empty() ? "." : parent.string()); !synced)
    return tl::unexpected(synced.error());
  return done;
}

}  // namespace quyche::runtime
