// Random batches, good and bad, against the plainest thing that could be a store: maps, copied before each
// batch.
#include <algorithm>
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
};

struct Model {
  std::map<SchoolId, ModelSchool> schools;
  std::map<Digest, StoredPolicy> policies;

  // False: refused, and the model is to be thrown away.
  bool append(const Batch& batch) {
    for (const auto& each : batch.policies) {
      if (policies.emplace(each.id, each).first->second != each) return false;
    }
    if (batch.events.empty() && batch.documents.empty() && batch.answers.empty() && batch.vault.empty())
      return true;
    if (batch.school.empty()) return false;
    ModelSchool& school = schools[batch.school];
    for (const auto& each : batch.events) {
      const std::uint64_t next = school.events.empty() ? 1 : school.events.rbegin()->first + 1;
      if (each.seq != next) return false;
      school.events[each.seq] = each;
    }
    for (const auto& each : batch.documents) school.documents[each.id] = each;
    for (const auto& each : batch.answers) {
      if (!school.answers.emplace(each.key, each).second) return false;
    }
    for (const auto& each : batch.vault) {
      if (!school.vault.emplace(each.commitment, each).second) return false;
    }
    return true;
  }
};

class StoreModel : public StoreContract {
 protected:
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }
  bool one_in(std::uint32_t n) { return below(n) == 0; }
  std::string some_document() { return "d" + std::to_string(below(12)); }
  SchoolId some_school() { return SchoolId{"s" + std::to_string(below(3))}; }

  Batch some_batch() {
    Batch batch;
    batch.school = one_in(40) ? SchoolId{} : some_school();
    std::uint64_t seq = model_.schools[batch.school].events.size() + 1;
    if (model_.schools[batch.school].events.empty()) model_.schools.erase(batch.school);
    if (one_in(15)) seq += below(3) - 1U;
    for (std::uint32_t i = below(6); i > 0; --i) {
      batch.events.push_back(event(seq, one_in(4) ? "" : some_document(), std::to_string(random_())));
      seq += one_in(60) ? below(3) : 1;
    }
    for (std::uint32_t i = below(4); i > 0; --i)
      batch.documents.push_back(document(some_document(), random_()));
    for (std::uint32_t i = below(3); i > 0; --i)
      batch.answers.push_back(answer("k" + std::to_string(below(3000))));
    for (std::uint32_t i = below(3); i > 0; --i) {
      batch.vault.push_back(vault_entry(std::to_string(below(3000))));
      if (one_in(2)) batch.vault.back().document = DocumentId{some_document()};
    }
    if (one_in(4)) batch.policies.push_back(policy(std::to_string(below(20))));
    if (one_in(30)) batch.policies.push_back({digest("policy " + std::to_string(below(20))), "other"});
    return batch;
  }

  void expect_same_school(StoreReader& r, const SchoolId& id) {
    const ModelSchool& school = model_.schools[id];
    const std::uint64_t last = school.events.empty() ? 0 : school.events.rbegin()->first;
    ASSERT_EQ(r.last_seq(id).value(), last);
    const std::uint64_t from = last == 0 ? 0 : random_() % (last + 2);
    const std::size_t count = below(20);
    const DocumentId about{some_document()};
    std::vector<StoredEvent> events;
    std::vector<StoredEvent> history;
    for (const auto& [seq, each] : school.events) {
      if (seq >= from && events.size() < count) events.push_back(each);
      if (seq >= from && each.document == about && history.size() < count) history.push_back(each);
    }
    ASSERT_EQ(r.events(id, from, count).value(), events);
    ASSERT_EQ(r.document_events(id, about, from, count).value(), history);
    std::vector<StoredDocument> documents;
    for (const auto& [key, each] : school.documents) documents.push_back(each);
    ASSERT_EQ(r.documents(id, {}, 1000).value(), documents);
    const auto document = school.documents.find(about);
    ASSERT_EQ(r.document(id, about).value().has_value(), document != school.documents.end());
    for (const auto& [key, each] : school.answers) ASSERT_EQ(r.answer(id, key).value(), each);
    for (const auto& [key, each] : school.vault) ASSERT_EQ(r.vault(id, key).value(), each);
    if (school.events.empty() && school.documents.empty() && school.answers.empty() && school.vault.empty()) {
      model_.schools.erase(id);
    }
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
