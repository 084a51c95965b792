// The contract's second half: what is found without folding, the ledger's rows, and erasure. For every store.
#include <algorithm>
#include <limits>

#include "tests/contract/store_contract.h"

namespace quyche::contract {
namespace {

constexpr std::size_t all = std::numeric_limits<std::size_t>::max();
constexpr std::uint64_t huge = std::numeric_limits<std::uint64_t>::max();

Batch of_school_a() {
  Batch batch;
  batch.school = school_a;
  return batch;
}

Batch with_documents(const std::vector<StoredDocument>& documents) {
  Batch batch = of_school_a();
  batch.documents = documents;
  return batch;
}

// A document that no query finds but those for all of them.
StoredDocument plain(const std::string& id) {
  StoredDocument row = document(id);
  row.open = false;
  row.late = false;
  row.timers = "";
  return row;
}

std::vector<std::string> ids_of(const Outcome<std::vector<StoredDocument>>& documents) {
  std::vector<std::string> ids;
  for (const StoredDocument& each : documents.value()) ids.push_back(each.id.text());
  return ids;
}
using Ids = std::vector<std::string>;

TEST_P(StoreContract, new_store_has_nothing_to_find) {
  append(batch_of("truong-b", 1, 1));
  for (const SchoolId& school : {school_a, school_b}) {
    StoreReader& r = reader();
    EXPECT_EQ(r.document_count(school).value(), 0U);
    EXPECT_TRUE(r.open_documents(school).value().empty());
    EXPECT_TRUE(r.late_documents(school).value().empty());
    EXPECT_TRUE(r.timed_documents(school).value().empty());
    EXPECT_TRUE(r.documents_of(school, DocumentTypeId{"t"}, 2024, std::nullopt).value().empty());
    EXPECT_TRUE(r.documents_of(school, DocumentTypeId{"t"}, 2024, "").value().empty());
    EXPECT_FALSE(r.snapshot(school).value().has_value());
    EXPECT_TRUE(r.nodes(school, 0, 0, all).value().empty());
    EXPECT_FALSE(r.checkpoint(school, huge).value().has_value());
    EXPECT_TRUE(r.vault_of(school, PersonId{"p"}).value().empty());
    EXPECT_TRUE(r.school_events(SchoolId{"truong"}, 0, all).value().empty());
    EXPECT_TRUE(r.each_event(SchoolId{"truong"}, 0, all, [](auto, auto) { ADD_FAILURE(); }));
  }
}

TEST_P(StoreContract, each_event_gives_what_events_gives) {
  Batch batch = batch_of("truong-a", 1, 25);
  batch.events[3] = event(4, "d");
  batch.events[7].bytes = "";
  batch.events[8].bytes = std::string("a\0b\xff", 4) + std::string(70'000, 'x');
  append(batch);
  append(batch_of("truong-b", 1, 30));
  reopen();
  struct Case {
    std::uint64_t from;
    std::size_t count;
  };
  for (const auto& [from, count] : {Case{0, all}, {1, 10}, {4, 1}, {25, 9}, {26, 9}, {3, 0}, {huge, all}}) {
    std::vector<StoredEvent> seen;
    StoreReader& r = reader();
    ASSERT_TRUE(r.each_event(school_a, from, count, [&](std::uint64_t seq, std::string_view bytes) {
      seen.push_back({seq, {}, std::string(bytes)});
    }));
    std::vector<StoredEvent> wanted = r.events(school_a, from, count).value();
    for (StoredEvent& each : wanted) each.document = {};
    EXPECT_EQ(seen, wanted) << from << " " << count;
  }
}

TEST_P(StoreContract, events_about_no_document) {
  std::vector<StoredEvent> wanted;
  for (std::uint64_t seq = 1; seq <= 12; ++seq) {
    Batch batch = of_school_a();
    batch.events = {event(seq, seq % 3 == 0 ? "d" : "")};
    if (seq % 3 != 0) wanted.push_back(batch.events[0]);
    append(batch);
  }
  append(batch_of("truong-b", 1, 5));
  reopen();
  StoreReader& r = reader();
  EXPECT_EQ(r.school_events(school_a, 0, all).value(), wanted);
  EXPECT_EQ(r.school_events(school_a, 4, 3).value(), (std::vector(wanted.begin() + 2, wanted.begin() + 5)));
  EXPECT_EQ(r.school_events(school_a, 12, all).value(), std::vector<StoredEvent>());
  EXPECT_EQ(r.school_events(school_a, 1, 0).value(), std::vector<StoredEvent>());
  EXPECT_EQ(r.school_events(school_a, huge, all).value(), std::vector<StoredEvent>());
  EXPECT_EQ(r.school_events(school_b, 1, all).value(), batch_of("truong-b", 1, 5).events);
}

TEST_P(StoreContract, documents_are_paged_and_counted) {
  append(with_documents({plain("c"), plain("a"), plain("e"), plain("b"), plain("a")}));
  // An event, a vault entry: about a document without making a row.
  Batch about = batch_of("truong-a", 1, 0);
  about.events = {event(1, "bb"), event(2, "c")};
  about.vault = {vault_entry("An")};
  about.vault[0].document = DocumentId{"d"};
  append(about);
  append(with_documents({plain("b"), plain("e")}));
  EXPECT_EQ(reader().document_count(school_a).value(), 4U);
  EXPECT_EQ(ids_of(reader().documents(school_a, {}, all)), (Ids{"a", "b", "c", "e"}));
  EXPECT_FALSE(reader().document(school_a, DocumentId{"bb"}).value().has_value());
  append(with_documents({plain("bb")}));
  reopen();
  append(with_documents({plain("d"), plain("b")}));
  StoreReader& r = reader();
  EXPECT_EQ(r.document_count(school_a).value(), 6U);
  EXPECT_EQ(ids_of(r.documents(school_a, {}, 2)), (Ids{"a", "b"}));
  EXPECT_EQ(ids_of(r.documents(school_a, DocumentId{"b"}, 3)), (Ids{"bb", "c", "d"}));
  EXPECT_EQ(ids_of(r.documents(school_a, DocumentId{"ba"}, 1)), (Ids{"bb"}));
  EXPECT_EQ(ids_of(r.documents(school_a, DocumentId{"e"}, 9)), Ids());
  EXPECT_EQ(ids_of(r.documents(school_a, {}, 0)), Ids());
  EXPECT_EQ(r.document_count(school_b).value(), 0U);
}

TEST_P(StoreContract, refused_batch_counts_no_document) {
  Batch bad = with_documents({plain("a")});
  bad.events = {event(7)};
  expect_refused(bad);
  EXPECT_EQ(reader().document_count(school_a).value(), 0U);
  append(with_documents({plain("a")}));
  expect_refused(bad);
  EXPECT_EQ(reader().document_count(school_a).value(), 1U);
}

// Every column is changed back and forth, alone and with others; each query follows.
TEST_P(StoreContract, queries_follow_every_change_of_a_row) {
  for (const char* id : {"x3", "x1", "x2"}) append(with_documents({plain(id)}));
  Batch other = with_documents({document("y")});
  other.school = school_b;
  other.documents[0].open = true;
  append(other);
  StoredDocument row = plain("x2");
  for (unsigned step = 0; step < 64; ++step) {
    SCOPED_TRACE(step);
    const unsigned gray = step ^ (step >> 1U);
    row.open = (gray & 1U) != 0;
    row.late = (gray & 2U) != 0;
    row.timers = (gray & 4U) != 0 ? "[" + std::to_string(step) + "]" : "";
    row.type = DocumentTypeId{(gray & 8U) != 0 ? "bao-cao" : "ke-hoach"};
    row.school_year = (gray & 16U) != 0 ? 2025 : 2024;
    row.period = (gray & 32U) != 0 ? "" : "2024-W41";
    row.version = step + 1;
    row.state = StateId{"s" + std::to_string(step % 5)};
    row.owner = PersonId{"p" + std::to_string(step % 3)};
    row.unit = UnitId{step % 2 == 0 ? "" : "to-2"};
    append(with_documents({row}));
    if (step % 16 == 7) reopen();
    StoreReader& r = reader();
    const std::vector<StoredDocument> one = {row};
    EXPECT_EQ(r.document(school_a, row.id).value(), row);
    EXPECT_EQ(r.documents(school_a, {}, all).value(), (std::vector{plain("x1"), row, plain("x3")}));
    EXPECT_EQ(r.open_documents(school_a).value(), row.open ? one : std::vector<StoredDocument>());
    EXPECT_EQ(r.late_documents(school_a).value(), row.late ? one : std::vector<StoredDocument>());
    EXPECT_EQ(r.timed_documents(school_a).value(), row.timers.empty() ? std::vector<StoredDocument>() : one);
    const bool with_others = row.type.text() == "ke-hoach" && row.school_year == 2024;
    EXPECT_EQ(ids_of(r.documents_of(school_a, row.type, row.school_year, std::nullopt)),
              with_others ? (Ids{"x1", "x2", "x3"}) : Ids{"x2"});
    EXPECT_EQ(ids_of(r.documents_of(school_a, row.type, row.school_year, row.period)),
              with_others && row.period == "2024-W41" ? (Ids{"x1", "x2", "x3"}) : Ids{"x2"});
    EXPECT_EQ(ids_of(r.documents_of(school_a, row.type, row.school_year, "2024-W4")), Ids());
    EXPECT_EQ(ids_of(r.documents_of(school_a, row.type, 2023, std::nullopt)), Ids());
    EXPECT_EQ(ids_of(r.documents_of(school_a, DocumentTypeId{"ke"}, row.school_year, std::nullopt)), Ids());
  }
  EXPECT_EQ(ids_of(reader().open_documents(school_b)), Ids{"y"});
}

TEST_P(StoreContract, queries_give_documents_by_id) {
  std::vector<StoredDocument> documents;
  for (const char* id : {"b", "a-1", "a", "a.1", "a10", "a_1", "0", "a9"}) {
    documents.push_back(document(id));
    documents.back().open = true;
    documents.back().late = true;
    documents.back().timers = "[1]";
  }
  append(with_documents(documents));
  const Ids sorted = {"0", "a", "a-1", "a.1", "a10", "a9", "a_1", "b"};
  StoreReader& r = reader();
  EXPECT_EQ(ids_of(r.open_documents(school_a)), sorted);
  EXPECT_EQ(ids_of(r.late_documents(school_a)), sorted);
  EXPECT_EQ(ids_of(r.timed_documents(school_a)), sorted);
  const StoredDocument& one = documents[0];
  EXPECT_EQ(ids_of(r.documents_of(school_a, one.type, one.school_year, std::nullopt)), sorted);
  EXPECT_EQ(ids_of(r.documents_of(school_a, one.type, one.school_year, one.period)), sorted);
}

TEST_P(StoreContract, open_documents_one_by_one) {
  Batch batch = batch_of("truong-a", 1, 1);
  for (const char* id : {"b", "a", "c"}) batch.documents.push_back(document(id));
  for (StoredDocument& row : batch.documents) row.open = row.id.value != "c";
  append(batch);
  std::vector<StoredDocument> seen;
  ASSERT_TRUE(reader().each_open_document(school_a, [&](const StoredDocument& row) { seen.push_back(row); }));
  std::sort(seen.begin(), seen.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  EXPECT_EQ(seen, reader().open_documents(school_a).value());
  EXPECT_EQ(seen.size(), 2U);
  EXPECT_TRUE(
      reader().each_open_document(school_b, [](const StoredDocument&) { ADD_FAILURE() << "of nobody"; }));
}

TEST_P(StoreContract, last_row_of_a_document_in_a_batch_stays) {
  StoredDocument first = plain("d");
  first.open = true;
  StoredDocument second = plain("d");
  second.late = true;
  append(with_documents({first, second}));
  StoreReader& r = reader();
  EXPECT_EQ(r.documents(school_a, {}, all).value(), std::vector{second});
  EXPECT_EQ(ids_of(r.open_documents(school_a)), Ids());
  EXPECT_EQ(ids_of(r.late_documents(school_a)), Ids{"d"});
  EXPECT_EQ(r.document_count(school_a).value(), 1U);
}

TEST_P(StoreContract, snapshot_is_replaced) {
  Batch batch = of_school_a();
  batch.snapshot = StoredSnapshot{3, "{}"};
  append(batch);
  EXPECT_EQ(reader().schools().value(), std::vector{school_a}) << "the school is there from then on";
  EXPECT_EQ(reader().snapshot(school_a).value(), batch.snapshot);
  batch.snapshot = StoredSnapshot{2, std::string("{\0}", 3) + std::string(300'000, 'x')};
  append(batch);
  append(batch_of("truong-a", 1, 1));
  Batch bad = batch_of("truong-a", 1, 1);
  bad.snapshot = StoredSnapshot{9, ""};
  expect_refused(bad);
  reopen();
  EXPECT_EQ(reader().snapshot(school_a).value(), batch.snapshot);
  EXPECT_FALSE(reader().snapshot(school_b).value().has_value());
}

TEST_P(StoreContract, nodes) {
  Batch batch = of_school_a();
  for (const std::uint64_t index : {5, 0, 7, 1})
    batch.nodes.push_back({2, index, digest(std::to_string(index))});
  batch.nodes.push_back({3, 0, digest("up")});
  batch.nodes.push_back({0, (std::uint64_t{1} << 40) - 1, digest("last")});
  batch.nodes.push_back({2, 0, digest("0")});
  append(batch);
  append(batch);  // the same with the same hashes is fine
  Batch other = of_school_a();
  other.school = school_b;
  other.nodes = {{2, 0, digest("other")}};
  append(other);
  reopen();
  StoreReader& r = reader();
  const auto node = [](std::uint64_t index) { return StoredNode{2, index, digest(std::to_string(index))}; };
  EXPECT_EQ(r.nodes(school_a, 2, 0, all).value(), (std::vector{node(0), node(1), node(5), node(7)}));
  EXPECT_EQ(r.nodes(school_a, 2, 1, 2).value(), (std::vector{node(1), node(5)}));
  EXPECT_EQ(r.nodes(school_a, 2, 2, 1).value(), (std::vector{node(5)}));
  EXPECT_TRUE(r.nodes(school_a, 2, 8, all).value().empty());
  EXPECT_TRUE(r.nodes(school_a, 2, 0, 0).value().empty());
  EXPECT_TRUE(r.nodes(school_a, 2, huge, all).value().empty());
  EXPECT_TRUE(r.nodes(school_a, 1, 0, all).value().empty());
  EXPECT_EQ(r.nodes(school_a, 3, 0, all).value(), (std::vector{StoredNode{3, 0, digest("up")}}));
  EXPECT_EQ(r.nodes(school_a, 0, 1, all).value(), (std::vector{batch.nodes[5]}));
  EXPECT_EQ(r.nodes(school_b, 2, 0, all).value(), other.nodes);
}

TEST_P(StoreContract, node_with_another_hash_is_refused) {
  Batch batch = of_school_a();
  batch.nodes = {{1, 4, digest("a")}};
  append(batch);
  Batch bad = batch_of("truong-a", 1, 1);
  bad.nodes = {{1, 5, digest("b")}, {1, 4, digest("b")}};
  expect_refused(bad);
  bad.nodes = {{1, 6, digest("c")}, {1, 6, digest("d")}};
  expect_refused(bad);
  EXPECT_EQ(reader().nodes(school_a, 1, 0, all).value(), batch.nodes);
  EXPECT_EQ(reader().last_seq(school_a).value(), 0U);
}

TEST_P(StoreContract, checkpoints) {
  Batch batch = of_school_a();
  batch.checkpoints = {{8, "acht"}, {3, "drei"}, {1, "eins"}, {3, "ba"}};
  append(batch);
  batch.checkpoints = {{8, std::string("tám\n\0x", 8)}};
  append(batch);
  reopen();
  StoreReader& r = reader();
  const auto at = [&](std::uint64_t size) { return r.checkpoint(school_a, size).value(); };
  EXPECT_EQ(at(0), std::nullopt);
  EXPECT_EQ(at(1), (StoredCheckpoint{1, "eins"}));
  EXPECT_EQ(at(2), (StoredCheckpoint{1, "eins"}));
  EXPECT_EQ(at(3), (StoredCheckpoint{3, "ba"}));
  EXPECT_EQ(at(7), (StoredCheckpoint{3, "ba"}));
  EXPECT_EQ(at(8), batch.checkpoints[0]);
  EXPECT_EQ(at(huge), batch.checkpoints[0]);
  EXPECT_EQ(r.checkpoint(school_b, 8).value(), std::nullopt);
}

TEST_P(StoreContract, answers_of_what_was_accepted_name_its_events) {
  Batch batch = of_school_a();
  StoredAnswer accepted = answer("k1");
  accepted.answer = "";
  accepted.first_seq = 7;
  accepted.last_seq = std::uint64_t{1} << 39;
  accepted.person = PersonId{"p-An"};
  batch.answers = {accepted};
  append(batch);
  reopen();
  EXPECT_EQ(reader().answer(school_a, accepted.key).value(), accepted);
}

TEST_P(StoreContract, erased_person) {
  Batch batch = batch_of("truong-a", 1, 3);
  StoredAnswer accepted = answer("k1");
  accepted.answer = "";
  accepted.first_seq = 1;
  accepted.last_seq = 2;
  accepted.person = PersonId{"p-An"};
  StoredAnswer refused = answer("k2");
  refused.person = PersonId{"p-An"};
  batch.answers = {accepted, refused, answer("k3")};
  VaultEntry second = vault_entry("Ba");
  second.person = PersonId{"p-An"};
  second.document = DocumentId{"d"};
  batch.vault = {vault_entry("An"), vault_entry("An-Nhien"), second};
  append(batch);
  Batch elsewhere = batch;
  elsewhere.school = school_b;
  append(elsewhere);
  std::vector<VaultEntry> of_an = {vault_entry("An"), second};
  if (of_an[1].commitment < of_an[0].commitment) std::swap(of_an[0], of_an[1]);
  EXPECT_EQ(reader().vault_of(school_a, PersonId{"p-An"}).value(), of_an);

  Batch bad = batch_of("truong-a", 9, 9);
  bad.erased = {PersonId{"p-An"}};
  expect_refused(bad);
  EXPECT_EQ(reader().vault_of(school_a, PersonId{"p-An"}).value(), of_an);

  // The batch's own answers and vault entries come after the erasing.
  Batch erasing = batch_of("truong-a", 4, 4);
  erasing.erased = {PersonId{"nobody"}, PersonId{"p-An"}};
  StoredAnswer now = answer("k4");
  now.person = PersonId{"p-An"};
  erasing.answers = {now};
  erasing.vault = {vault_entry("An")};
  append(erasing);
  reopen();
  StoreReader& r = reader();
  EXPECT_EQ(r.vault_of(school_a, PersonId{"p-An"}).value(), std::vector{vault_entry("An")});
  EXPECT_FALSE(r.vault(school_a, second.commitment).value().has_value());
  EXPECT_EQ(r.vault(school_a, digest("commitment An-Nhien")).value(), vault_entry("An-Nhien"));
  StoredAnswer blank = accepted;
  blank.fingerprint = {};
  EXPECT_EQ(r.answer(school_a, CommandKey{"k1"}).value(), blank);
  blank = refused;
  blank.fingerprint = {};
  blank.answer = "";
  EXPECT_EQ(r.answer(school_a, CommandKey{"k2"}).value(), blank);
  EXPECT_EQ(r.answer(school_a, CommandKey{"k3"}).value(), answer("k3"));
  EXPECT_EQ(r.answer(school_a, CommandKey{"k4"}).value(), now);
  EXPECT_EQ(r.last_seq(school_a).value(), 4U) << "events stay";
  EXPECT_EQ(r.vault_of(school_b, PersonId{"p-An"}).value(), of_an) << "another school's person";
  EXPECT_EQ(r.answer(school_b, CommandKey{"k2"}).value(), refused);
  // Nothing is left to erase: fine.
  erasing = of_school_a();
  erasing.erased = {PersonId{"nobody"}};
  append(erasing);
}

TEST_P(StoreContract, every_part_of_a_batch_belongs_to_a_school) {
  std::vector<Batch> batches(4);
  batches[0].snapshot = StoredSnapshot{1, "{}"};
  batches[1].nodes = {{0, 0, digest("n")}};
  batches[2].checkpoints = {{1, "note"}};
  batches[3].erased = {PersonId{"p"}};
  std::vector<SchoolId> schools;
  for (Batch& batch : batches) {
    expect_refused(batch);
    schools.push_back(SchoolId{"s" + std::to_string(schools.size())});
    batch.school = schools.back();
    append(batch);
  }
  EXPECT_EQ(reader().schools().value(), schools);
}

}  // namespace
}  // namespace quyche::contract
