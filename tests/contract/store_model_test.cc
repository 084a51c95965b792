// Random batches, good and bad, against the plainest thing that could be a store: maps, copied before each
// batch.
#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>

#include "tests/contract/store_contract.h"

namespace quyche::contract {
namespace {

struct ModelSchool {
  std::map<std::uint64_t, StoredEvent> events;
  std::map<DocumentId, StoredDocument> documents;
  std::map<CommandKey, StoredAnswer> answers;
  std::map<Digest, VaultEntry> vault;
  std::optional<StoredSnapshot> snapshot;
  std::map<std::pair<int, std::uint64_t>, StoredNode> nodes;
  std::map<std::uint64_t, StoredCheckpoint> checkpoints;
};

struct Model {
  std::map<SchoolId, ModelSchool> schools;
  std::map<Digest, StoredPolicy> policies;

  // False: refused, and the model is to be thrown away.
  bool append(const Batch& batch) {
    for (const auto& each : batch.policies) {
      if (policies.emplace(each.id, each).first->second != each) return false;
    }
    if (batch.events.empty() && batch.documents.empty() && batch.answers.empty() && batch.vault.empty() &&
        !batch.snapshot && batch.nodes.empty() && batch.checkpoints.empty() && batch.erased.empty())
      return true;
    if (batch.school.empty()) return false;
    ModelSchool& school = schools[batch.school];
    for (const auto& each : batch.events) {
      const std::uint64_t next = school.events.empty() ? 1 : school.events.rbegin()->first + 1;
      if (each.seq != next) return false;
      school.events[each.seq] = each;
    }
    for (const auto& each : batch.documents) school.documents[each.id] = each;
    for (const auto& person : batch.erased) {
      std::erase_if(school.vault, [&](const auto& entry) { return entry.second.person == person; });
      for (auto& [key, each] : school.answers) {
        if (each.person != person) continue;
        each.fingerprint = {};
        each.answer = "";
      }
    }
    for (const auto& each : batch.answers) {
      if (!school.answers.emplace(each.key, each).second) return false;
    }
    for (const auto& each : batch.vault) {
      if (!school.vault.emplace(each.commitment, each).second) return false;
    }
    if (batch.snapshot) school.snapshot = batch.snapshot;
    for (const auto& each : batch.nodes) {
      if (school.nodes.emplace(std::pair{each.level, each.index}, each).first->second != each) return false;
    }
    for (const auto& each : batch.checkpoints) school.checkpoints[each.size] = each;
    return true;
  }
};

class StoreModel : public StoreContract {
 protected:
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }
  bool one_in(std::uint32_t n) { return below(n) == 0; }
  std::string some_document() { return "d" + std::to_string(below(12)); }
  PersonId some_person() { return PersonId{"p" + std::to_string(below(8))}; }
  SchoolId some_school() { return SchoolId{"s" + std::to_string(below(3))}; }

  Batch some_batch() {
    Batch batch;
    batch.school = one_in(40) ? SchoolId{} : some_school();
    const auto known = model_.schools.find(batch.school);
    std::uint64_t seq = known == model_.schools.end() ? 1 : known->second.events.size() + 1;
    if (one_in(15)) seq += below(3) - 1U;
    for (std::uint32_t i = below(6); i > 0; --i) {
      batch.events.push_back(event(seq, one_in(4) ? "" : some_document(), std::to_string(random_())));
      seq += one_in(60) ? below(3) : 1;
    }
    for (std::uint32_t i = below(4); i > 0; --i) batch.documents.push_back(some_row());
    for (std::uint32_t i = below(3); i > 0; --i) {
      batch.answers.push_back(answer("k" + std::to_string(below(3000))));
      batch.answers.back().person = some_person();
      if (one_in(2)) batch.answers.back().answer = "";
      batch.answers.back().first_seq = below(100);
      batch.answers.back().last_seq = below(100);
    }
    for (std::uint32_t i = below(3); i > 0; --i) {
      batch.vault.push_back(vault_entry(std::to_string(below(3000))));
      batch.vault.back().person = some_person();
      if (one_in(2)) batch.vault.back().document = DocumentId{some_document()};
    }
    if (one_in(10)) batch.erased.push_back(some_person());
    if (one_in(6)) batch.snapshot = StoredSnapshot{random_(), std::to_string(random_())};
    for (std::uint32_t i = below(4); i > 0; --i) {
      const StoredNode node{static_cast<int>(below(4)), below(40), {}};
      const std::string name = std::to_string(node.level) + "/" + std::to_string(node.index);
      batch.nodes.push_back({node.level, node.index, digest(one_in(100) ? "other" : name)});
    }
    if (one_in(3)) batch.checkpoints.push_back({below(50), std::to_string(random_())});
    if (one_in(4)) batch.policies.push_back(policy(std::to_string(below(20))));
    if (one_in(30)) batch.policies.push_back({digest("policy " + std::to_string(below(20))), "other"});
    return batch;
  }

  // Of few kinds, so that a row changes kind, opens, closes and comes late often.
  StoredDocument some_row() {
    StoredDocument row = document(some_document(), random_());
    row.type = DocumentTypeId{one_in(2) ? "ke-hoach" : "bao-cao"};
    row.school_year = one_in(5) ? 2023 : 2024;
    row.period = one_in(3) ? "" : "2024-W4" + std::to_string(below(2));
    row.owner = some_person();
    row.unit = UnitId{one_in(2) ? "" : "to-1"};
    return row;
  }

  static std::vector<StoredDocument> those(const ModelSchool& school,
                                           const std::function<bool(const StoredDocument&)>& wanted) {
    std::vector<StoredDocument> out;
    for (const auto& [id, each] : school.documents)
      if (wanted(each)) out.push_back(each);
    return out;
  }

  void expect_same_documents(StoreReader& r, const SchoolId& id, const ModelSchool& school) {
    using Row = const StoredDocument&;
    ASSERT_EQ(r.document_count(id).value(), school.documents.size());
    ASSERT_EQ(r.open_documents(id).value(), those(school, [](Row row) { return row.open; }));
    ASSERT_EQ(r.late_documents(id).value(), those(school, [](Row row) { return row.late; }));
    ASSERT_EQ(r.timed_documents(id).value(), those(school, [](Row row) { return !row.timers.empty(); }));
    const StoredDocument like = some_row();
    const auto same_year = [&](Row row) {
      return row.type == like.type && row.school_year == like.school_year;
    };
    ASSERT_EQ(r.documents_of(id, like.type, like.school_year, std::nullopt).value(),
              those(school, same_year));
    ASSERT_EQ(r.documents_of(id, like.type, like.school_year, like.period).value(),
              those(school, [&](Row row) { return same_year(row) && row.period == like.period; }));
    const DocumentId after{some_document()};
    std::vector<StoredDocument> page = those(school, [&](Row row) { return row.id > after; });
    if (page.size() > 3) page.resize(3);
    ASSERT_EQ(r.documents(id, after, 3).value(), page);
  }

  void expect_same_ledger(StoreReader& r, const SchoolId& id, const ModelSchool& school) {
    ASSERT_EQ(r.snapshot(id).value(), school.snapshot);
    const int level = static_cast<int>(below(5));
    const std::uint64_t from = below(45);
    const std::size_t count = below(6);
    std::vector<StoredNode> nodes;
    for (const auto& [key, each] : school.nodes)
      if (each.level == level && each.index >= from && nodes.size() < count) nodes.push_back(each);
    ASSERT_EQ(r.nodes(id, level, from, count).value(), nodes);
    const std::uint64_t size = below(55);
    std::optional<StoredCheckpoint> newest;
    for (const auto& [covers, each] : school.checkpoints)
      if (covers <= size) newest = each;
    ASSERT_EQ(r.checkpoint(id, size).value(), newest);
    const PersonId person = some_person();
    std::vector<VaultEntry> of_person;
    for (const auto& [commitment, each] : school.vault)
      if (each.person == person) of_person.push_back(each);
    ASSERT_EQ(r.vault_of(id, person).value(), of_person);
  }

  void expect_same_school(StoreReader& r, const SchoolId& id) {
    const bool is_known = model_.schools.contains(id);
    const ModelSchool& school = model_.schools[id];
    const std::uint64_t last = school.events.empty() ? 0 : school.events.rbegin()->first;
    ASSERT_EQ(r.last_seq(id).value(), last);
    const std::uint64_t from = last == 0 ? 0 : random_() % (last + 2);
    const std::size_t count = below(20);
    const DocumentId about{some_document()};
    std::vector<StoredEvent> events;
    std::vector<StoredEvent> history;
    std::vector<StoredEvent> of_none;
    for (const auto& [seq, each] : school.events) {
      if (seq >= from && events.size() < count) events.push_back(each);
      if (seq >= from && each.document == about && history.size() < count) history.push_back(each);
      if (seq >= from && each.document.empty() && of_none.size() < count) of_none.push_back(each);
    }
    ASSERT_EQ(r.events(id, from, count).value(), events);
    ASSERT_EQ(r.document_events(id, about, from, count).value(), history);
    ASSERT_EQ(r.school_events(id, from, count).value(), of_none);
    std::size_t visited = 0;
    ASSERT_TRUE(r.each_event(id, from, count, [&](std::uint64_t seq, std::string_view bytes) {
      ASSERT_LT(visited, events.size());
      EXPECT_EQ(seq, events[visited].seq);
      EXPECT_EQ(bytes, events[visited].bytes);
      ++visited;
    }));
    ASSERT_EQ(visited, events.size());
    std::vector<StoredDocument> documents;
    for (const auto& [key, each] : school.documents) documents.push_back(each);
    ASSERT_EQ(r.documents(id, {}, 1000).value(), documents);
    const auto document = school.documents.find(about);
    ASSERT_EQ(r.document(id, about).value().has_value(), document != school.documents.end());
    for (const auto& [key, each] : school.answers) ASSERT_EQ(r.answer(id, key).value(), each);
    for (const auto& [key, each] : school.vault) ASSERT_EQ(r.vault(id, key).value(), each);
    ASSERT_NO_FATAL_FAILURE(expect_same_documents(r, id, school));
    ASSERT_NO_FATAL_FAILURE(expect_same_ledger(r, id, school));
    if (!is_known) model_.schools.erase(id);
  }

  void expect_same(StoreReader& r) {
    std::vector<SchoolId> ids;
    for (const auto& [id, school] : model_.schools) ids.push_back(id);
    ASSERT_EQ(r.schools().value(), ids);
    std::vector<StoredPolicy> policies;
    for (const auto& [id, each] : model_.policies) policies.push_back(each);
    ASSERT_EQ(r.policies().value(), policies);
    for (const char* id : {"s0", "s1", "s2"}) ASSERT_NO_FATAL_FAILURE(expect_same_school(r, SchoolId{id}));
  }

  Model model_;
  std::mt19937 random_;
};

TEST_P(StoreModel, random_batches) {
  constexpr std::uint32_t seed = 20'260'901;
  constexpr int batches = 600;
  SCOPED_TRACE("seed " + std::to_string(seed));
  random_.seed(seed);
  int taken = 0;
  int refused = 0;
  for (int i = 0; i < batches; ++i) {
    SCOPED_TRACE("batch " + std::to_string(i));
    const Batch batch = some_batch();
    Model next = model_;
    const bool is_good = next.append(batch);
    if (is_good) {
      model_ = std::move(next);
      ASSERT_NO_FATAL_FAILURE(append(batch));
      ++taken;
    } else {
      ASSERT_NO_FATAL_FAILURE(expect_refused(batch));
      ++refused;
    }
    if (one_in(60)) {
      ASSERT_NO_FATAL_FAILURE(reopen());
    }
    if (i % 10 == 0) {
      ASSERT_NO_FATAL_FAILURE(expect_same(reader()));
    }
  }
  ASSERT_NO_FATAL_FAILURE(expect_same(reader()));
  // The mix must go on trying both.
  EXPECT_GT(taken, batches / 4);
  EXPECT_GT(refused, batches / 20);
}

INSTANTIATE_TEST_SUITE_P(stores, StoreModel, testing::ValuesIn(store_kinds()),
                         [](const auto& kind) { return std::string(kind.param.name); });

}  // namespace
}  // namespace quyche::contract
