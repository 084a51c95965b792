// Every sentence of engine/ports/store.h, for every store.
#include "tests/contract/store_contract.h"

#include <algorithm>
#include <limits>

#include "adapters/memory/memory_store.h"

namespace quyche::contract {
namespace {

constexpr std::size_t all = std::numeric_limits<std::size_t>::max();

TEST_P(StoreContract, new_store_is_empty) {
  StoreReader& r = reader();
  EXPECT_TRUE(r.schools().value().empty());
  EXPECT_EQ(r.last_seq(school_a).value(), 0U);
  EXPECT_TRUE(r.events(school_a, 0, all).value().empty());
  EXPECT_TRUE(r.document_events(school_a, DocumentId{"d"}, 0, all).value().empty());
  EXPECT_FALSE(r.document(school_a, DocumentId{"d"}).value().has_value());
  EXPECT_TRUE(r.documents(school_a, {}, 1000).value().empty());
  EXPECT_TRUE(r.policies().value().empty());
  EXPECT_FALSE(r.answer(school_a, CommandKey{"k"}).value().has_value());
  EXPECT_FALSE(r.vault(school_a, digest("v")).value().has_value());
}

TEST_P(StoreContract, events_come_back_in_order) {
  append(batch_of("truong-a", 1, 3));
  append(batch_of("truong-a", 4, 4));
  reopen();
  append(batch_of("truong-a", 5, 6));
  StoreReader& r = reader();
  EXPECT_EQ(r.last_seq(school_a).value(), 6U);
  EXPECT_EQ(r.events(school_a, 1, all).value(), batch_of("truong-a", 1, 6).events);
}

TEST_P(StoreContract, events_are_paged) {
  append(batch_of("truong-a", 1, 25));
  StoreReader& r = reader();
  std::vector<StoredEvent> seen;
  for (std::uint64_t from = 1;;) {
    const auto page = r.events(school_a, from, 10).value();
    if (page.empty()) break;
    EXPECT_LE(page.size(), 10U);
    seen.insert(seen.end(), page.begin(), page.end());
    from = page.back().seq + 1;
  }
  EXPECT_EQ(seen, batch_of("truong-a", 1, 25).events);
  EXPECT_EQ(r.events(school_a, 0, 2).value(), batch_of("truong-a", 1, 2).events);
  EXPECT_EQ(r.events(school_a, 25, 2).value(), batch_of("truong-a", 25, 25).events);
  EXPECT_TRUE(r.events(school_a, 26, 2).value().empty());
  EXPECT_TRUE(r.events(school_a, 1, 0).value().empty());
  EXPECT_TRUE(r.events(school_a, std::numeric_limits<std::uint64_t>::max(), all).value().empty());
  EXPECT_TRUE(r.events(school_a, std::uint64_t{1} << 40, all).value().empty());
}

TEST_P(StoreContract, events_that_do_not_follow_are_refused) {
  expect_refused(batch_of("truong-a", 2, 2));
  expect_refused(batch_of("truong-a", 0, 1));
  append(batch_of("truong-a", 1, 2));
  expect_refused(batch_of("truong-a", 2, 3));
  expect_refused(batch_of("truong-a", 1, 1));
  expect_refused(batch_of("truong-a", 4, 4));
  Batch gap = batch_of("truong-a", 3, 3);
  gap.events.push_back(event(5));
  expect_refused(gap);
  Batch twice = batch_of("truong-a", 3, 3);
  twice.events.push_back(event(3));
  expect_refused(twice);
  EXPECT_EQ(reader().events(school_a, 1, all).value(), batch_of("truong-a", 1, 2).events);
  append(batch_of("truong-a", 3, 3));
}

TEST_P(StoreContract, refused_batch_leaves_nothing) {
  Batch first = batch_of("truong-a", 1, 1);
  first.vault = {vault_entry("An")};
  append(first);

  Batch bad = batch_of("truong-a", 2, 3);
  bad.events.push_back(event(4, "moi"));
  bad.documents = {document("moi")};
  bad.policies = {policy("p")};
  bad.answers = {answer("k")};
  bad.vault = {vault_entry("Bình"), vault_entry("An")};  // the very last part is there already
  expect_refused(bad);
  Batch bad_in_new_school = bad;
  bad_in_new_school.school = school_b;  // events 2.. do not follow nothing
  expect_refused(bad_in_new_school);

  for (int round = 0; round < 2; ++round) {
    StoreReader& r = reader();
    EXPECT_EQ(r.last_seq(school_a).value(), 1U);
    EXPECT_TRUE(r.document_events(school_a, DocumentId{"moi"}, 0, all).value().empty());
    EXPECT_TRUE(r.documents(school_a, {}, 1000).value().empty());
    EXPECT_TRUE(r.policies().value().empty());
    EXPECT_FALSE(r.answer(school_a, CommandKey{"k"}).value().has_value());
    EXPECT_FALSE(r.vault(school_a, digest("commitment Bình")).value().has_value());
    EXPECT_EQ(r.schools().value(), std::vector<SchoolId>{school_a});
    reopen();
  }
  bad.vault.pop_back();
  append(bad);
}

TEST_P(StoreContract, document_is_replaced) {
  Batch batch = batch_of("truong-a", 1, 1);
  batch.documents = {document("d2"), document("d1"), document("d2", 2)};
  append(batch);
  EXPECT_EQ(reader().document(school_a, DocumentId{"d2"}).value(), document("d2", 2));
  StoredDocument last = document("d1", std::uint64_t{1} << 53);
  last.type = DocumentTypeId{"t"};
  last.state = StateId{"s"};
  last.owner = PersonId{"o"};
  last.timers = "[]";
  batch = {};
  batch.school = school_a;
  batch.documents = {last};
  append(batch);
  reopen();
  StoreReader& r = reader();
  EXPECT_EQ(r.document(school_a, DocumentId{"d1"}).value(), last);
  EXPECT_EQ(r.documents(school_a, {}, 1000).value(), (std::vector{last, document("d2", 2)}));
  EXPECT_FALSE(r.document(school_a, DocumentId{"d3"}).value().has_value());
}

TEST_P(StoreContract, documents_sort_by_bytes) {
  Batch batch;
  batch.school = school_a;
  for (const char* id : {"b", "a-1", "a", "a.1", "a10", "a_1", "0", "a9"})
    batch.documents.push_back(document(id));
  append(batch);
  std::vector<std::string> ids;
  const auto documents = reader().documents(school_a, {}, 1000);
  for (const auto& each : documents.value()) ids.push_back(each.id.text());
  EXPECT_EQ(ids, (std::vector<std::string>{"0", "a", "a-1", "a.1", "a10", "a9", "a_1", "b"}));
}

TEST_P(StoreContract, document_without_id_is_refused) {
  Batch batch = batch_of("truong-a", 1, 1);
  batch.documents = {document("d"), document("")};
  expect_refused(batch);
  EXPECT_TRUE(reader().schools().value().empty());
}

TEST_P(StoreContract, history_of_interleaved_documents) {
  std::vector<StoredEvent> of_x;
  std::uint64_t seq = 1;
  for (int round = 0; round < 5; ++round) {
    Batch batch;
    batch.school = school_a;
    for (const char* id : {"x", "y", "", "x"}) batch.events.push_back(event(seq++, id));
    of_x.push_back(batch.events[0]);
    of_x.push_back(batch.events[3]);
    append(batch);
    Batch other;
    other.school = school_b;
    other.events = {event(static_cast<std::uint64_t>(round) + 1, "x", "b")};
    append(other);
  }
  StoreReader& r = reader();
  const DocumentId x{"x"};
  EXPECT_EQ(r.document_events(school_a, x, 0, all).value(), of_x);
  EXPECT_EQ(r.document_events(school_a, x, 5, 3).value(), (std::vector(of_x.begin() + 2, of_x.begin() + 5)));
  EXPECT_EQ(r.document_events(school_a, x, 6, 1).value(), (std::vector(of_x.begin() + 3, of_x.begin() + 4)));
  EXPECT_TRUE(r.document_events(school_a, x, 21, all).value().empty());
  EXPECT_TRUE(r.document_events(school_a, x, 0, 0).value().empty());
  EXPECT_TRUE(r.document_events(school_a, x, std::numeric_limits<std::uint64_t>::max(), all).value().empty());
  EXPECT_EQ(r.document_events(school_a, DocumentId{"y"}, 0, all).value().size(), 5U);
  EXPECT_EQ(r.document_events(school_b, x, 0, all).value().size(), 5U);
  EXPECT_TRUE(r.document_events(school_a, DocumentId{""}, 0, all).value().empty());
  // A document has a history without having a state.
  EXPECT_FALSE(r.document(school_a, x).value().has_value());
}

TEST_P(StoreContract, answers) {
  Batch batch;
  batch.school = school_a;
  batch.answers = {answer("k1"), answer("k2")};
  append(batch);
  expect_refused(batch);
  batch.answers = {answer("k3"), answer("k3")};
  expect_refused(batch);
  StoredAnswer same_key = answer("k1");
  same_key.answer = "{}";
  batch.answers = {same_key};
  expect_refused(batch);
  batch.school = school_b;  // keys are a school's own
  append(batch);
  reopen();
  StoreReader& r = reader();
  EXPECT_EQ(r.answer(school_a, CommandKey{"k1"}).value(), answer("k1"));
  EXPECT_EQ(r.answer(school_a, CommandKey{"k2"}).value(), answer("k2"));
  EXPECT_FALSE(r.answer(school_a, CommandKey{"k3"}).value().has_value());
  EXPECT_EQ(r.answer(school_b, CommandKey{"k1"}).value(), same_key);
}

TEST_P(StoreContract, vault_in_pages) {
  Batch batch;
  batch.school = school_a;
  for (const char* name : {"An", "Bình", "Chi", "Dung", "Em"}) batch.vault.push_back(vault_entry(name));
  batch.vault.back().document = DocumentId{"d1"};
  batch.vault.push_back(vault_entry("không"));
  batch.vault.back().commitment = {};  // all zero is a commitment like another
  append(batch);
  StoreReader& r = reader();
  std::sort(batch.vault.begin(), batch.vault.end(),
            [](const VaultEntry& a, const VaultEntry& b) { return a.commitment < b.commitment; });
  EXPECT_EQ(r.vault_entries(school_a, std::nullopt, all).value(), batch.vault);
  EXPECT_TRUE(r.vault_entries(school_b, std::nullopt, all).value().empty());
  EXPECT_TRUE(r.vault_entries(school_a, std::nullopt, 0).value().empty());
  std::vector<VaultEntry> seen;
  std::optional<Digest> after;
  while (true) {
    const auto page = r.vault_entries(school_a, after, 2).value();
    if (page.empty()) break;
    EXPECT_LE(page.size(), 2U);
    seen.insert(seen.end(), page.begin(), page.end());
    after = page.back().commitment;
  }
  EXPECT_EQ(seen, batch.vault);
}

TEST_P(StoreContract, texts_are_erased_whoever_they_are_of) {
  Batch batch;
  batch.school = school_a;
  for (const char* name : {"An", "Bình", "Chi"}) batch.vault.push_back(vault_entry(name));
  append(batch);
  batch.school = school_b;
  append(batch);
  Batch erasing;
  erasing.school = school_a;
  erasing.erased_texts = {digest("commitment Bình"), digest("commitment nobody")};
  erasing.vault = {vault_entry("Bình")};  // it may come anew
  erasing.vault[0].text = "mới";
  append(erasing);
  EXPECT_EQ(reader().vault(school_a, digest("commitment Bình")).value()->text, "mới");
  erasing.vault.clear();
  append(erasing);
  reopen();
  EXPECT_EQ(reader().vault_entries(school_a, std::nullopt, all).value().size(), 2U);
  EXPECT_FALSE(reader().vault(school_a, digest("commitment Bình")).value().has_value());
  EXPECT_EQ(reader().vault_entries(school_b, std::nullopt, all).value().size(), 3U);
}

TEST_P(StoreContract, a_sound_structure_has_no_problems) {
  EXPECT_TRUE(reader().structure_problems(10).value().empty());
  Batch batch = batch_of("truong-a", 1, 30);
  batch.documents = {document("d1"), document("d2")};
  batch.vault = {vault_entry("An")};
  batch.answers = {answer("k")};
  batch.nodes = {{0, 0, digest("n")}, {56, 0, digest("n")}};
  batch.checkpoints = {{30, "note"}};
  append(batch);
  append(batch_of("truong-b", 1, 3));
  batch = {};
  batch.school = school_a;
  batch.erased = {PersonId{"p-An"}};
  append(batch);  // writes tables anew
  reopen();
  EXPECT_EQ(reader().structure_problems(10).value(), std::vector<std::string>());
}

TEST_P(StoreContract, vault) {
  Batch batch;
  batch.school = school_a;
  VaultEntry about = vault_entry("Bình");
  about.document = DocumentId{"d1"};
  about.salt = std::string("\0\xff\x01\0", 4);
  about.text = std::string("a\0b\xff", 4);
  batch.vault = {vault_entry("An"), about};
  append(batch);
  expect_refused(batch);
  batch.vault = {vault_entry("Chi"), vault_entry("Chi")};
  expect_refused(batch);
  batch.vault = {about};
  batch.school = school_b;
  append(batch);
  reopen();
  StoreReader& r = reader();
  EXPECT_EQ(r.vault(school_a, about.commitment).value(), about);
  EXPECT_EQ(r.vault(school_b, about.commitment).value(), about);
  EXPECT_EQ(r.vault(school_a, digest("commitment An")).value(), vault_entry("An"));
  EXPECT_FALSE(r.vault(school_b, digest("commitment An")).value().has_value());
  EXPECT_FALSE(r.vault(school_a, digest("commitment Chi")).value().has_value());
}

TEST_P(StoreContract, policies) {
  Batch batch;  // of no school
  batch.policies = {policy("p"), policy("q"), policy("p")};
  append(batch);
  append(batch);
  Batch differs = batch_of("truong-a", 1, 1);
  differs.policies = {policy("r"), policy("p")};
  differs.policies.back().canonical += " ";
  expect_refused(differs);
  Batch differs_within;
  differs_within.policies = {policy("r"), policy("r")};
  differs_within.policies.back().canonical = "";
  expect_refused(differs_within);
  reopen();
  std::vector<StoredPolicy> wanted = {policy("p"), policy("q")};
  if (wanted[1].id < wanted[0].id) std::swap(wanted[0], wanted[1]);
  EXPECT_EQ(reader().policies().value(), wanted);
  EXPECT_TRUE(reader().schools().value().empty());
}

TEST_P(StoreContract, schools_are_separate_and_sorted) {
  append(batch_of("truong-b", 1, 2));
  append(batch_of("truong-a", 1, 3));
  append(batch_of("truong-a-2", 1, 1));
  append(batch_of("truong-b", 3, 4));
  reopen();
  StoreReader& r = reader();
  EXPECT_EQ(r.schools().value(), (std::vector<SchoolId>{school_a, SchoolId{"truong-a-2"}, school_b}));
  EXPECT_EQ(r.last_seq(school_a).value(), 3U);
  EXPECT_EQ(r.last_seq(school_b).value(), 4U);
  EXPECT_EQ(r.events(school_b, 1, all).value(), batch_of("truong-b", 1, 4).events);
  EXPECT_EQ(r.events(school_a, 2, all).value(), batch_of("truong-a", 2, 3).events);
  EXPECT_EQ(r.last_seq(SchoolId{"truong"}).value(), 0U);
}

TEST_P(StoreContract, school_is_there_from_the_first_thing_written) {
  Batch batch;
  for (const char* id : {"s1", "s2", "s3"}) {
    batch = {};
    batch.school = SchoolId{id};
    if (batch.school.text() == "s1") batch.documents = {document("d")};
    if (batch.school.text() == "s2") batch.answers = {answer("k")};
    if (batch.school.text() == "s3") batch.vault = {vault_entry("An")};
    append(batch);
  }
  batch = {};
  batch.school = SchoolId{"s4"};
  append(batch);
  batch.policies = {policy("p")};
  append(batch);
  EXPECT_EQ(reader().schools().value(), (std::vector<SchoolId>{{"s1"}, {"s2"}, {"s3"}}));
}

TEST_P(StoreContract, empty_batch_does_nothing) {
  append({});
  append(batch_of("truong-a", 1, 0));
  EXPECT_TRUE(reader().schools().value().empty());
}

TEST_P(StoreContract, batch_without_school_is_refused) {
  expect_refused(batch_of("", 1, 1));
  Batch batch;
  batch.documents = {document("d")};
  expect_refused(batch);
  batch = {};
  batch.answers = {answer("k")};
  expect_refused(batch);
  batch = {};
  batch.vault = {vault_entry("An")};
  expect_refused(batch);
  EXPECT_TRUE(reader().schools().value().empty());
}

TEST_P(StoreContract, bytes_come_back_as_given) {
  Batch batch;
  batch.school = school_a;
  batch.events = {event(1), event(2), event(3)};
  batch.events[0].bytes = "";
  batch.events[1].bytes = std::string("Trường \0 học\xff\xfe", 17);
  batch.events[2].bytes = std::string(1'048'576, 'x') + "ỗ";
  batch.documents = {document("d")};
  batch.documents[0].timers = batch.events[1].bytes;
  batch.answers = {answer("k")};
  batch.answers[0].answer = batch.events[1].bytes;
  batch.policies = {policy("p")};
  batch.policies[0].canonical = batch.events[2].bytes;
  append(batch);
  reopen();
  StoreReader& r = reader();
  EXPECT_EQ(r.events(school_a, 1, all).value(), batch.events);
  EXPECT_EQ(r.documents(school_a, {}, 1000).value(), batch.documents);
  EXPECT_EQ(r.answer(school_a, CommandKey{"k"}).value(), batch.answers[0]);
  EXPECT_EQ(r.policies().value(), batch.policies);
}

// Batches of two schools, and two of one, in one transaction.
TEST_P(StoreContract, what_is_written_is_there_when_it_is_committed) {
  append(batch_of("truong-a", 1, 2));
  ASSERT_TRUE(store_->write(batch_of("truong-a", 3, 4)));
  Batch other = batch_of("truong-b", 1, 1);
  other.answers.push_back(answer("k"));
  other.vault.push_back(vault_entry("tên"));
  other.policies.push_back(policy("p"));
  ASSERT_TRUE(store_->write(other));
  ASSERT_TRUE(store_->write(batch_of("truong-a", 5, 5)));
  {
    const auto beside = store_->reader();
    ASSERT_TRUE(beside);
    EXPECT_EQ((*beside)->last_seq(school_a), 2u) << "nothing is seen before";
    EXPECT_EQ((*beside)->schools()->size(), 1u);
  }
  ASSERT_TRUE(store_->commit());
  EXPECT_EQ(reader().last_seq(school_a), 5u);
  EXPECT_EQ(reader().last_seq(school_b), 1u);
  ASSERT_TRUE(store_->commit()) << "nothing was written: nothing happens";
  ASSERT_TRUE(store_->write(batch_of("truong-a", 6, 9)));
  ASSERT_TRUE(store_->write(batch_of("truong-c", 1, 9)));
  ASSERT_TRUE(store_->rollback());
  ASSERT_TRUE(store_->commit());
  reopen();
  EXPECT_EQ(reader().last_seq(school_a), 5u);
  EXPECT_EQ(reader().last_seq(school_b), 1u);
  EXPECT_TRUE(reader().answer(school_b, CommandKey{"k"})->has_value());
  append(batch_of("truong-a", 6, 6));
}

TEST_P(StoreContract, a_refused_batch_takes_back_what_was_written_before_it) {
  append(batch_of("truong-a", 1, 2));
  ASSERT_TRUE(store_->write(batch_of("truong-a", 3, 4)));
  ASSERT_TRUE(store_->write(batch_of("truong-b", 1, 1)));
  const auto refused = store_->write(batch_of("truong-a", 3, 3));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "Q511");
  ASSERT_TRUE(store_->commit());
  EXPECT_EQ(reader().last_seq(school_a), 2u);
  EXPECT_EQ(reader().schools()->size(), 1u);
  append(batch_of("truong-a", 3, 3));
  append(batch_of("truong-b", 1, 2));
}

TEST_P(StoreContract, reader_sees_what_was_durable_and_what_follows) {
  StoreReader& before = reader();
  append(batch_of("truong-a", 1, 2));
  EXPECT_EQ(before.last_seq(school_a).value(), 2U);
  auto other = store_->reader();
  ASSERT_TRUE(other);
  for (std::uint64_t seq = 3; seq <= 60; ++seq) {
    append(batch_of("truong-a", seq, seq));
    EXPECT_EQ(before.last_seq(school_a).value(), seq);
    EXPECT_EQ((*other)->events(school_a, seq, 5).value(), batch_of("truong-a", seq, seq).events);
  }
  expect_refused(batch_of("truong-a", 99, 99));
  EXPECT_EQ(before.events(school_a, 1, all).value(), batch_of("truong-a", 1, 60).events);
}

TEST(MemoryStore, fails_on_order_as_a_disk_would) {
  memory::MemoryStore store;
  ASSERT_TRUE(store.append(batch_of("truong-a", 1, 1)));
  const auto before = store.reader().value();
  store.fail_next_write("ổ đĩa đầy");
  EXPECT_EQ(store.append(batch_of("truong-a", 3, 3)).error().code, "Q511") << "nothing was to be written";
  EXPECT_EQ(store.append(batch_of("truong-a", 2, 2)).error(), (Error{"Q512", "ổ đĩa đầy"}));
  EXPECT_EQ(store.append(batch_of("truong-a", 2, 2)).error(), (Error{"Q513", "ổ đĩa đầy"}));
  EXPECT_EQ(store.append({}).error().code, "Q513");
  EXPECT_EQ(store.reader().error().code, "Q513");
  EXPECT_EQ(before->last_seq(school_a).value(), 1U);
}

INSTANTIATE_TEST_SUITE_P(stores, StoreContract, testing::ValuesIn(store_kinds()),
                         [](const auto& kind) { return std::string(kind.param.name); });

}  // namespace
}  // namespace quyche::contract
