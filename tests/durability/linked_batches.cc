#include "tests/durability/linked_batches.h"

#include <limits>
#include <vector>

namespace quyche::durability {
namespace {

std::uint64_t events_of(int k) { return 1 + static_cast<std::uint64_t>(k) % 3; }

StoredEvent nth_event(std::uint64_t seq) {
  const DocumentId document = seq % 4 == 0 ? DocumentId{} : DocumentId{"d" + std::to_string(seq % 5)};
  return {seq, document,
          R"({"fill":")" + sha256("event " + std::to_string(seq)).text() + R"(","seq":)" +
              std::to_string(seq) + "}"};
}

StoredDocument document(const std::string& id, int k) {
  StoredDocument one;
  one.id = DocumentId{id};
  one.type = DocumentTypeId{"plan"};
  one.state = StateId{k % 2 == 0 ? "draft" : "submitted"};
  one.owner = PersonId{"p0001"};
  one.version = static_cast<std::uint64_t>(k);
  one.school_year = 2024;
  one.open = k % 2 == 0;
  one.late = k % 3 == 0;
  if (k % 2 == 0) one.timers = "[]";
  return one;
}

StoredAnswer answer(int k) {
  StoredAnswer one;
  one.key = CommandKey{"k" + std::to_string(k)};
  one.fingerprint = sha256(one.key.value);
  one.answer = R"({"ok":false})";
  one.first_seq = last_seq_of(k - 1) + 1;
  one.last_seq = last_seq_of(k);
  one.person = PersonId{"p0001"};
  return one;
}

VaultEntry vault_entry(int k) {
  const std::string text = "text " + std::to_string(k);
  return {sha256(text), "0123456789abcdef", text, PersonId{"p0001"}, DocumentId{"d1"}};
}

template <class T>
bool is(const Outcome<T>& found, const T& wanted) {
  return found.has_value() && *found == wanted;
}

}  // namespace

std::uint64_t last_seq_of(int k) {
  std::uint64_t last = 0;
  for (int i = 1; i <= k; ++i) last += events_of(i);
  return last;
}

Batch linked_batch(int k) {
  Batch batch;
  batch.school = linked_school;
  for (std::uint64_t seq = last_seq_of(k - 1) + 1; seq <= last_seq_of(k); ++seq) {
    batch.events.push_back(nth_event(seq));
    batch.nodes.push_back({0, seq - 1, sha256(batch.events.back().bytes)});
  }
  batch.documents = {document("current", k), document("of-" + std::to_string(k), k)};
  batch.answers = {answer(k)};
  batch.vault = {vault_entry(k)};
  if (k % 4 == 0) batch.snapshot = StoredSnapshot{last_seq_of(k), R"({"k":)" + std::to_string(k) + "}"};
  return batch;
}

Held batches_held(StoreReader& reader) {
  const auto all = std::numeric_limits<std::int32_t>::max();
  const auto events = reader.events(linked_school, 1, all);
  if (!events) return {0, events.error().code + " " + events.error().detail};
  int k = 0;
  while (last_seq_of(k) < events->size()) ++k;
  if (last_seq_of(k) != events->size()) return {k, "half a batch: " + std::to_string(events->size())};
  for (std::size_t i = 0; i < events->size(); ++i)
    if ((*events)[i] != nth_event(i + 1)) return {k, "event " + std::to_string(i + 1) + " is another"};
  const bool any = k > 0;
  const auto wanted = any ? std::optional(document("current", k)) : std::nullopt;
  if (!is(reader.document(linked_school, DocumentId{"current"}), wanted)) return {k, "the document"};
  if (!is(reader.answer(linked_school, answer(k).key), any ? std::optional(answer(k)) : std::nullopt) ||
      !is(reader.answer(linked_school, answer(k + 1).key), std::optional<StoredAnswer>()))
    return {k, "the answers"};
  if (!is(reader.vault(linked_school, vault_entry(k).commitment),
          any ? std::optional(vault_entry(k)) : std::nullopt) ||
      !is(reader.vault(linked_school, vault_entry(k + 1).commitment), std::optional<VaultEntry>()))
    return {k, "the vault"};
  const auto count = reader.document_count(linked_school);
  if (!is(count, any ? static_cast<std::uint64_t>(k) + 1 : 0)) return {k, "the documents"};
  const auto nodes = reader.nodes(linked_school, 0, 0, all);
  if (!nodes || nodes->size() != events->size()) return {k, "the nodes"};
  const int of_snapshot = k / 4 * 4;
  const auto snapshot = reader.snapshot(linked_school);
  if (!snapshot || snapshot->has_value() != (of_snapshot > 0) ||
      (of_snapshot > 0 && (*snapshot)->seq != last_seq_of(of_snapshot)))
    return {k, "the snapshot"};
  return {k, ""};
}

}  // namespace quyche::durability
