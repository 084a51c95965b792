#include "adapters/runtime/sent_events.h"

#include <array>

#include "engine/ledger/tree.h"

namespace quyche::runtime {

void SentEvents::add(std::uint64_t seq, std::string_view bytes) {
  if (first == 0) first = seq;
  last = seq;
  digest = ledger::node_hash(digest, ledger::leaf_hash(bytes));
}

Outcome<void> RememberingStore::write(const Batch& batch) {
  auto written = behind_->write(batch);
  if (!written) written_.clear();
  if (!written || batch.events.empty()) return written;
  const SentEvents* before = sent(batch.school);
  SentEvents& sent =
      written_.try_emplace(batch.school, before == nullptr ? SentEvents{} : *before).first->second;
  for (const StoredEvent& event : batch.events) sent.add(event.seq, event.bytes);
  return written;
}

Outcome<void> RememberingStore::commit() {
  auto committed = behind_->commit();
  if (committed)
    for (auto& [school, sent] : written_) sent_[school] = sent;
  written_.clear();
  return committed;
}

Outcome<void> RememberingStore::rollback() {
  written_.clear();
  return behind_->rollback();
}

const SentEvents* RememberingStore::sent(const SchoolId& school) const {
  const auto at = sent_.find(school);
  return at == sent_.end() ? nullptr : &at->second;
}

Outcome<void> check_sent(StoreReader& reader, const SchoolId& school, const SentEvents& sent) {
  constexpr std::size_t events_per_page = 1'024;
  SentEvents read;
  for (std::uint64_t from = sent.first; read.last < sent.last;) {
    const auto done =
        reader.each_event(school, from, events_per_page, [&](std::uint64_t seq, std::string_view bytes) {
          if (seq <= sent.last) read.add(seq, bytes);
        });
    if (!done) return done;
    if (read.last < from) break;  // there are no more
    from = read.last + 1;
  }
  if (read.first == sent.first && read.last == sent.last && read.digest == sent.digest) return {};
  return fail("Q537", "the events " + std::to_string(sent.first) + " to " + std::to_string(sent.last) +
                          " that are read back are not those that were written");
}

}  // namespace quyche::runtime
