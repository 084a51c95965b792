#include "adapters/memory/memory_store.h"

#include <algorithm>
#include <utility>

namespace quyche::memory {
namespace {

bool names_a_school(const Batch& batch) {
  return !batch.events.empty() || !batch.documents.empty() || !batch.answers.empty() ||
         !batch.vault.empty() || batch.snapshot || !batch.nodes.empty() || !batch.checkpoints.empty() ||
         !batch.erased.empty() || !batch.erased_texts.empty();
}

Outcome<void> check_events(const Batch& batch, const SchoolData& school) {
  std::uint64_t next = school.events.size() + 1;
  for (const StoredEvent& event : batch.events) {
    if (event.seq != next) {
      return fail("Q511", "school " + batch.school.text() + ": event " + std::to_string(event.seq) +
                              " where " + std::to_string(next) + " is next");
    }
    ++next;
  }
  return {};
}

Outcome<void> check_documents(const Batch& batch) {
  for (const StoredDocument& document : batch.documents) {
    if (document.id.empty())
      return fail("Q511", "school " + batch.school.text() + ": a document without an id");
  }
  return {};
}

bool is_erased(const Batch& batch, const VaultEntry& entry) {
  return std::find(batch.erased.begin(), batch.erased.end(), entry.person) != batch.erased.end() ||
         std::find(batch.erased_texts.begin(), batch.erased_texts.end(), entry.commitment) !=
             batch.erased_texts.end();
}

Outcome<void> check_keys(const Batch& batch, const SchoolData& school) {
  std::set<CommandKey> keys;
  for (const StoredAnswer& answer : batch.answers) {
    if (school.answers.contains(answer.key) || !keys.insert(answer.key).second) {
      return fail("Q511",
                  "school " + batch.school.text() + ": key " + answer.key.text() + " is answered already");
    }
  }
  std::set<Digest> commitments;
  for (const VaultEntry& entry : batch.vault) {
    const auto stored = school.vault.find(entry.commitment);
    const bool stays = stored != school.vault.end() && !is_erased(batch, stored->second);
    if (stays || !commitments.insert(entry.commitment).second) {
      return fail("Q511", "school " + batch.school.text() + ": commitment " + entry.commitment.text() +
                              " is there already");
    }
  }
  return {};
}

Outcome<void> check_nodes(const Batch& batch, const SchoolData& school) {
  std::map<NodeKey, Digest> seen;
  for (const StoredNode& node : batch.nodes) {
    const auto stored = school.nodes.find({node.level, node.index});
    const auto [place, is_new] = seen.emplace(NodeKey{node.level, node.index}, node.hash);
    if (place->second != node.hash || (stored != school.nodes.end() && stored->second != node.hash)) {
      return fail("Q511", "school " + batch.school.text() + ": node " + std::to_string(node.level) + "/" +
                              std::to_string(node.index) + " is stored with another hash");
    }
  }
  return {};
}

Outcome<void> check_policies(const Batch& batch, const Data& data) {
  std::map<Digest, const std::string*> seen;
  for (const auto& [id, canonical] : data.policies) seen.emplace(id, &canonical);
  for (const StoredPolicy& policy : batch.policies) {
    const auto [place, is_new] = seen.emplace(policy.id, &policy.canonical);
    if (!is_new && *place->second != policy.canonical) {
      return fail("Q511", "policy " + policy.id.text() + " is stored with other bytes");
    }
  }
  return {};
}

Outcome<void> check(const Batch& batch, const Data& data) {
  static const SchoolData nothing;
  if (names_a_school(batch) && batch.school.empty()) return fail("Q511", "the batch names no school");
  const auto found = data.schools.find(batch.school);
  const SchoolData& school = found == data.schools.end() ? nothing : found->second;
  if (auto events = check_events(batch, school); !events) return events;
  if (auto documents = check_documents(batch); !documents) return documents;
  if (auto keys = check_keys(batch, school); !keys) return keys;
  if (auto nodes = check_nodes(batch, school); !nodes) return nodes;
  return check_policies(batch, data);
}

void erase(SchoolData& school, const PersonId& person) {
  std::erase_if(school.vault, [&](const auto& entry) { return entry.second.person == person; });
  for (auto& [key, answer] : school.answers) {
    if (answer.person != person) continue;
    answer.fingerprint = {};
    answer.answer.clear();
  }
}

void apply(const Batch& batch, Data& data) {
  for (const StoredPolicy& policy : batch.policies) data.policies.emplace(policy.id, policy.canonical);
  if (!names_a_school(batch)) return;
  SchoolData& school = data.schools[batch.school];
  for (const StoredEvent& event : batch.events) {
    school.of_document[event.document].push_back(school.events.size());
    school.events.push_back(event);
  }
  for (const StoredDocument& document : batch.documents)
    school.documents.insert_or_assign(document.id, document);
  for (const PersonId& person : batch.erased) erase(school, person);
  for (const Digest& text : batch.erased_texts) school.vault.erase(text);
  for (const StoredAnswer& answer : batch.answers) school.answers.emplace(answer.key, answer);
  for (const VaultEntry& entry : batch.vault) school.vault.emplace(entry.commitment, entry);
  if (batch.snapshot) school.snapshot = batch.snapshot;
  for (const StoredNode& node : batch.nodes) school.nodes.emplace(NodeKey{node.level, node.index}, node.hash);
  for (const StoredCheckpoint& one : batch.checkpoints)
    school.checkpoints.insert_or_assign(one.size, one.note);
}

class MemoryReader : public StoreReader {
 public:
  explicit MemoryReader(std::shared_ptr<const Data> data) : data_(std::move(data)) {}

  Outcome<std::vector<SchoolId>> schools() override {
    std::vector<SchoolId> out;
    for (const auto& [id, school] : data_->schools) out.push_back(id);
    return out;
  }

  Outcome<std::uint64_t> last_seq(const SchoolId& school) override { return of(school).events.size(); }

  Outcome<std::vector<StoredEvent>> events(const SchoolId& school, std::uint64_t from,
                                           std::size_t count) override {
    const std::vector<StoredEvent>& all = of(school).events;
    std::vector<StoredEvent> out;
    for (std::uint64_t seq = std::max<std::uint64_t>(from, 1); seq <= all.size() && out.size() < count;
         ++seq) {
      out.push_back(all[seq - 1]);
    }
    return out;
  }

  Outcome<void> each_event(const SchoolId& school, std::uint64_t from, std::size_t count,
                           const EventVisit& visit) override {
    const std::vector<StoredEvent>& all = of(school).events;
    for (std::uint64_t seq = std::max<std::uint64_t>(from, 1); seq <= all.size() && count > 0; ++seq, --count)
      visit(seq, all[seq - 1].bytes);
    return {};
  }

  Outcome<std::vector<StoredEvent>> document_events(const SchoolId& school, const DocumentId& document,
                                                    std::uint64_t from, std::size_t count) override {
    if (document.empty()) return std::vector<StoredEvent>();
    return about(school, document, from, count);
  }

  Outcome<std::vector<StoredEvent>> school_events(const SchoolId& school, std::uint64_t from,
                                                  std::size_t count) override {
    return about(school, {}, from, count);
  }

  Outcome<std::optional<StoredDocument>> document(const SchoolId& school, const DocumentId& id) override {
    return find(of(school).documents, id);
  }

  Outcome<std::vector<StoredDocument>> documents(const SchoolId& school, const DocumentId& after,
                                                 std::size_t count) override {
    std::vector<StoredDocument> out;
    const auto& all = of(school).documents;
    for (auto at = all.upper_bound(after); at != all.end() && out.size() < count; ++at)
      out.push_back(at->second);
    return out;
  }

  Outcome<std::uint64_t> document_count(const SchoolId& school) override {
    return of(school).documents.size();
  }

  Outcome<std::vector<StoredDocument>> open_documents(const SchoolId& school) override {
    return those(school, [](const StoredDocument& document) { return document.open; });
  }

  Outcome<std::vector<StoredDocument>> late_documents(const SchoolId& school) override {
    return those(school, [](const StoredDocument& document) { return document.late; });
  }

  Outcome<std::vector<StoredDocument>> timed_documents(const SchoolId& school) override {
    return those(school, [](const StoredDocument& document) { return !document.timers.empty(); });
  }

  Outcome<std::vector<StoredDocument>> documents_of(const SchoolId& school, const DocumentTypeId& type,
                                                    int school_year,
                                                    const std::optional<std::string>& period) override {
    return those(school, [&](const StoredDocument& document) {
      return document.type == type && document.school_year == school_year &&
             (!period || document.period == *period);
    });
  }

  Outcome<std::optional<StoredSnapshot>> snapshot(const SchoolId& school) override {
    return of(school).snapshot;
  }

  Outcome<std::vector<StoredNode>> nodes(const SchoolId& school, int level, std::uint64_t from,
                                         std::size_t count) override {
    std::vector<StoredNode> out;
    const auto& all = of(school).nodes;
    for (auto at = all.lower_bound({level, from});
         at != all.end() && at->first.first == level && out.size() < count; ++at)
      out.push_back({level, at->first.second, at->second});
    return out;
  }

  Outcome<std::optional<StoredCheckpoint>> checkpoint(const SchoolId& school, std::uint64_t size) override {
    const auto& all = of(school).checkpoints;
    const auto after = all.upper_bound(size);
    if (after == all.begin()) return std::nullopt;
    const auto& [covered, note] = *std::prev(after);
    return StoredCheckpoint{covered, note};
  }

  Outcome<std::vector<StoredPolicy>> policies() override {
    std::vector<StoredPolicy> out;
    for (const auto& [id, canonical] : data_->policies) out.push_back({id, canonical});
    return out;
  }

  Outcome<std::optional<StoredAnswer>> answer(const SchoolId& school, const CommandKey& key) override {
    return find(of(school).answers, key);
  }

  Outcome<std::optional<VaultEntry>> vault(const SchoolId& school, const Digest& commitment) override {
    return find(of(school).vault, commitment);
  }

  Outcome<std::vector<VaultEntry>> vault_of(const SchoolId& school, const PersonId& person) override {
    std::vector<VaultEntry> out;
    for (const auto& [commitment, entry] : of(school).vault)
      if (entry.person == person) out.push_back(entry);
    return out;
  }

  Outcome<std::vector<VaultEntry>> vault_entries(const SchoolId& school, const std::optional<Digest>& after,
                                                 std::size_t count) override {
    const auto& all = of(school).vault;
    std::vector<VaultEntry> out;
    for (auto at = after ? all.upper_bound(*after) : all.begin(); at != all.end() && out.size() < count; ++at)
      out.push_back(at->second);
    return out;
  }

  // Nothing here can be out of step with itself.
  Outcome<std::vector<std::string>> structure_problems(std::size_t) override {
    return std::vector<std::string>();
  }

 private:
  const SchoolData& of(const SchoolId& school) const {
    static const SchoolData nothing;
    const auto found = data_->schools.find(school);
    return found == data_->schools.end() ? nothing : found->second;
  }

  // Empty: about no document.
  std::vector<StoredEvent> about(const SchoolId& school, const DocumentId& document, std::uint64_t from,
                                 std::size_t count) const {
    const SchoolData& data = of(school);
    std::vector<StoredEvent> out;
    const auto found = data.of_document.find(document);
    if (found == data.of_document.end()) return out;
    for (const std::size_t place : found->second) {
      if (out.size() == count) break;
      if (data.events[place].seq >= from) out.push_back(data.events[place]);
    }
    return out;
  }

  template <class Wanted>
  std::vector<StoredDocument> those(const SchoolId& school, Wanted wanted) const {
    std::vector<StoredDocument> out;
    for (const auto& [id, document] : of(school).documents)
      if (wanted(document)) out.push_back(document);
    return out;
  }

  template <class Map>
  static std::optional<typename Map::mapped_type> find(const Map& map, const typename Map::key_type& key) {
    const auto found = map.find(key);
    if (found == map.end()) return std::nullopt;
    return found->second;
  }

  std::shared_ptr<const Data> data_;
};

}  // namespace

MemoryStore::MemoryStore() : data_(std::make_shared<Data>()) {}

Outcome<void> MemoryStore::write(const Batch& batch) {
  if (stopped_) return fail("Q513", *stopped_);
  if (!names_a_school(batch) && batch.policies.empty()) return {};
  if (auto good = check(batch, ahead_); !good) {
    (void)rollback();
    return good;
  }
  apply(batch, ahead_);
  written_.push_back(batch);
  return {};
}

Outcome<void> MemoryStore::commit() {
  if (stopped_) return fail("Q513", *stopped_);
  if (written_.empty()) return {};
  if (failure_to_come_) {
    stopped_ = std::exchange(failure_to_come_, std::nullopt);
    return fail("Q512", *stopped_);
  }
  for (const Batch& batch : written_) apply(batch, *data_);
  written_.clear();
  return {};
}

Outcome<void> MemoryStore::rollback() {
  if (stopped_) return fail("Q513", *stopped_);
  if (!written_.empty()) ahead_ = *data_;
  written_.clear();
  return {};
}

Outcome<std::unique_ptr<StoreReader>> MemoryStore::reader() {
  if (stopped_) return fail("Q513", *stopped_);
  return std::make_unique<MemoryReader>(data_);
}

}  // namespace quyche::memory
