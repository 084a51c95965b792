#include "engine/ledger/verify_index.h"

#include <utility>
#include <vector>

#include "engine/event/codec.h"
#include "engine/ledger/commitments.h"
#include "engine/ledger/left_out.h"
#include "engine/office/document_row.h"
#include "engine/office/snapshot.h"
#include "engine/school/evolve.h"

namespace quyche::ledger {
namespace {

constexpr std::size_t rows_per_page = 1'024;
constexpr std::size_t events_per_page = 256;
constexpr std::size_t shown_digits = 12;  // of a digest

}  // namespace

Outcome<void> IndexCheck::prepare() {
  auto stored = reader_.snapshot(school_);
  if (!stored) return tl::unexpected(stored.error());
  snapshot_ = std::move(*stored);
  return {};
}

void IndexCheck::compare_snapshot() {
  const StoredSnapshot stored = *std::exchange(snapshot_, std::nullopt);
  const auto read = read_snapshot(school_, stored);
  // One of an older version is not used, and no damage.
  if (read && !*read) return;
  if (!read || take_snapshot(state_) != stored)
    findings_.add(Area::index, stored.seq, "verify.snapshot", {std::to_string(stored.seq)});
}

void IndexCheck::event(const Event& event, const DocumentId& kept_under) {
  const DocumentId* about = document_of(event.body);
  if (about == nullptr) evolve_school(state_, event);
  state_.last_seq = event.seq;
  if (snapshot_ && snapshot_->seq == event.seq) compare_snapshot();
  if (about == nullptr ? !kept_under.empty() : *about != kept_under)
    findings_.add(Area::index, event.seq, "verify.event_document",
                  {std::to_string(event.seq), about == nullptr ? "–" : about->value,
                   kept_under.empty() ? "–" : kept_under.value});
  if (about == nullptr) return;
  if (const auto at = documents_.find(*about); at != documents_.end())
    return evolve_document(at->second, event);
  if (!std::holds_alternative<Created>(event.body)) return;
  if (documents_.size() >= documents_max_) {
    documents_.clear();
    forgot_ = true;
  }
  ++created_;
  std::optional<Document> document;
  evolve_document(document, event);
  documents_.emplace(*about, std::move(*document));
}

Outcome<std::optional<Document>> IndexCheck::folded(const DocumentId& id) {
  if (const auto at = documents_.find(id); at != documents_.end()) {
    std::optional<Document> document(std::move(at->second));
    documents_.erase(at);
    return document;
  }
  std::optional<Document> document;
  std::uint64_t from = 1;
  while (forgot_) {
    const auto page = reader_.document_events(school_, id, from, events_per_page);
    if (!page) return tl::unexpected(page.error());
    for (const StoredEvent& stored : *page) {
      const auto event = decode_event(stored.bytes);
      // The pass over the log has told what is wrong with it.
      if (event) evolve_document(document, *event);
    }
    if (page->size() < events_per_page) break;
    from = page->back().seq + 1;
  }
  return document;
}

Outcome<void> IndexCheck::compare(const StoredDocument& row) {
  ++rows_;
  const auto document = folded(row.id);
  if (!document) return tl::unexpected(document.error());
  static const SchoolState nobody;
  if (!*document) return tell("verify.row_unknown", row.id);
  if (document_row({policies_, nobody}, **document) != row) return tell("verify.row", row.id);
  return {};
}

Outcome<void> IndexCheck::tell(std::string label, const DocumentId& id) {
  const auto newer = reader_.document_events(school_, id, last_seq_ + 1, 1);
  if (!newer) return tl::unexpected(newer.error());
  if (newer->empty()) findings_.add(Area::index, 0, std::move(label), {id.value});
  return {};
}

Outcome<void> IndexCheck::finish(std::uint64_t last_seq) {
  last_seq_ = last_seq;
  if (auto done = compare_rows(); !done) return done;
  if (snapshot_) {
    // Of an event that is not there.
    state_.last_seq = 0;
    compare_snapshot();
  }
  if (!forgot_)
    for (const auto& [id, document] : documents_)
      if (auto done = tell("verify.row_missing", id); !done) return done;
  const auto count = reader_.document_count(school_);
  if (!count) return tl::unexpected(count.error());
  const auto now = reader_.last_seq(school_);
  if (!now) return tl::unexpected(now.error());
  if (*now != last_seq_) return {};
  if (forgot_ && rows_ != created_)
    findings_.add(Area::index, 0, "verify.rows_missing", {std::to_string(rows_), std::to_string(created_)});
  if (*count != rows_)
    findings_.add(Area::index, 0, "verify.rows_missing", {std::to_string(*count), std::to_string(rows_)});
  return {};
}

Outcome<void> IndexCheck::compare_rows() {
  DocumentId after;
  while (true) {
    const auto page = reader_.documents(school_, after, rows_per_page);
    if (!page) return tl::unexpected(page.error());
    for (const StoredDocument& row : *page)
      if (auto done = compare(row); !done) return done;
    if (page->size() < rows_per_page) return {};
    after = page->back().id;
  }
}

Outcome<void> VaultCheck::prepare() {
  const auto events = ledger::left_out(reader_, school_);
  if (!events) return tl::unexpected(events.error());
  left_out_to_ = *events;
  return {};
}

Outcome<void> VaultCheck::event(const Event& event) {
  Outcome<void> done;
  each_commitment(event.body, [&](const Digest& commitment) {
    if (!done) return;
    const auto entry = reader_.vault(school_, commitment);
    if (!entry) {
      done = tl::unexpected(entry.error());
      return;
    }
    if (!*entry) {
      ++(event.seq <= left_out_to_ ? left_out_ : erased_);
      return;
    }
    std::string salt = (*entry)->salt;
    salt += '\0';
    if (sha256(salt, (*entry)->text) == commitment)
      ++good_;
    else
      findings_.add(Area::vault, event.seq, "verify.text",
                    {std::to_string(event.seq), commitment.text().substr(0, shown_digits)});
  });
  return done;
}

}  // namespace quyche::ledger
