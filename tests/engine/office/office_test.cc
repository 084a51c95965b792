// The office over a store in memory: one answer a key, nothing acknowledged that is not kept.
#include "engine/office/office.h"

#include <gtest/gtest.h>

#include "adapters/memory/memory_store.h"
#include "engine/event/codec.h"
#include "engine/json/read.h"
#include "engine/office/document_row.h"
#include "engine/office/load.h"
#include "tests/engine/decide/fixture.h"

namespace quyche::test {
namespace {

using Codes = std::vector<std::string>;
const SchoolId school{"s"};

class OfficeTest : public testing::Test {
 protected:
  OfficeTest() {
    reopen();
    office->add_policy(fixture_policy());
    does("", OpenSchool{school, policy_id(*fixture_policy()), ClockSource::given});
    does("", AddUnit{UnitId{"u1"}});
    struct Assigned {
      const char* person;
      const char* role;
      const char* unit;
    };
    for (const Assigned a : {Assigned{"an", "teacher", "u1"}, Assigned{"chi", "team_lead", "u1"},
                             Assigned{"em", "principal", ""}}) {
      does("", AdmitPerson{PersonId{a.person}, text(a.person)});
      does("", AssignRole{PersonId{a.person}, RoleId{a.role}, UnitId{a.unit}});
    }
  }

  void reopen() {
    auto opened = Office::open(store, hooks, school);
    ASSERT_TRUE(opened) << opened.error().detail;
    office = std::move(*opened);
  }
  Request request(const std::string& who, CommandBody body, std::string key = {}) {
    if (key.empty()) key = "auto-" + std::to_string(++keys);
    Request out{{CommandKey{key}, PersonId{who}, {}, std::move(body)}, digest(key), now, {}};
    for (const TextInput* input : texts_of(out.command))
      out.sealed.push_back({input->commitment, "salt", input->text, PersonId{who}, {}});
    return out;
  }
  Outcome<std::vector<Reply>> submit(const std::vector<Request>& requests) {
    return office->submit(requests);
  }
  Reply send(const Request& one) {
    auto replies = submit({one});
    EXPECT_TRUE(replies) << (replies ? "" : replies.error().detail);
    return replies ? replies->at(0) : Reply{};
  }
  Accepted does(const std::string& who, CommandBody body) {
    const Reply reply = send(request(who, std::move(body)));
    EXPECT_TRUE(std::holds_alternative<Accepted>(reply.outcome)) << reply.answer;
    return std::holds_alternative<Accepted>(reply.outcome) ? std::get<Accepted>(reply.outcome) : Accepted{};
  }
  static Create plan(const char* date = "2024-10-21") {
    return {DocumentTypeId{"plan"}, {}, {}, fields({{"lesson_date", date}, {"subject", "math"}}), {}};
  }
  std::unique_ptr<StoreReader> reader() { return std::move(*store.reader()); }
  std::vector<StoredEvent> events() { return *reader()->events(school, 1, 100'000); }

  memory::MemoryStore store;
  StubHooks hooks;
  std::unique_ptr<Office> office;
  Instant now = at("2024-10-01");
  int keys = 0;
};

TEST_F(OfficeTest, AnswerSaysWhichEventsAndWhereTheDocumentStands) {
  const Reply reply = send(request("an", plan(), "k1"));
  const Accepted done = std::get<Accepted>(reply.outcome);
  EXPECT_EQ(done.first_seq, events().size());
  EXPECT_EQ(done.document.value, "plan-1");
  EXPECT_EQ(done.state.value, "draft");
  EXPECT_EQ(done.version, 1u);
  EXPECT_FALSE(reply.repeated);
  EXPECT_EQ(reply.answer, R"({"document":"plan-1","events":[9,9],"key":"k1","ok":true,)"
                          R"("state":"draft","version":1})");
}

TEST_F(OfficeTest, SameKeyAndBodyGivesTheSameBytesWithoutASecondEvent) {
  const Request one = request("an", plan(), "k1");
  const Reply first = send(one);
  const std::size_t before = events().size();
  const Reply second = send(one);
  EXPECT_TRUE(second.repeated);
  EXPECT_EQ(second.answer, first.answer);
  EXPECT_TRUE(std::holds_alternative<Accepted>(second.outcome));
  EXPECT_EQ(events().size(), before);
  reopen();
  const Reply third = send(one);
  EXPECT_TRUE(third.repeated) << "also after the office was opened again";
  EXPECT_EQ(third.answer, first.answer);
  EXPECT_EQ(events().size(), before);
}

TEST_F(OfficeTest, SameKeyTwiceInOneBatchIsOneCommand) {
  const Request one = request("an", plan(), "k1");
  const std::size_t before = events().size();
  const auto replies = submit({one, one});
  ASSERT_TRUE(replies);
  EXPECT_FALSE(replies->at(0).repeated);
  EXPECT_TRUE(replies->at(1).repeated);
  EXPECT_EQ(replies->at(0).answer, replies->at(1).answer);
  EXPECT_EQ(events().size(), before + 1);
}

TEST_F(OfficeTest, SameKeyWithAnotherBodyIsRefusedAndTheFirstAnswerStays) {
  const Request one = request("an", plan(), "k1");
  const Reply first = send(one);
  Request other = request("an", plan("2024-10-22"), "k1");
  other.fingerprint = digest("another body");
  const Reply refused = send(other);
  EXPECT_EQ(codes(std::get<Refusal>(refused.outcome)), Codes{"Q439"});
  EXPECT_EQ(send(one).answer, first.answer);
}

TEST_F(OfficeTest, RefusalIsRememberedToo) {
  const Request one = request("chi", plan(), "k1");
  const Reply first = send(one);
  ASSERT_TRUE(std::holds_alternative<Refusal>(first.outcome));
  does("em", AssignRole{PersonId{"chi"}, RoleId{"teacher"}, UnitId{"u1"}});
  const Reply second = send(one);
  EXPECT_TRUE(second.repeated);
  EXPECT_EQ(second.answer, first.answer) << "what would be allowed by now was answered then";
  EXPECT_TRUE(std::holds_alternative<Refusal>(second.outcome));
}

// Answers are stored as JSON: what a refusal quotes must not be cut inside a letter.
TEST_F(OfficeTest, RefusalThatQuotesLongTextCanBeReadBack) {
  for (const std::string_view letter : {"a", "é", "ế", "\U0001F600"}) {
    std::string value;
    for (int shift = 0; shift < 4; ++shift) {
      value = std::string(static_cast<std::size_t>(shift), 'x');
      while (value.size() < 200) value += letter;
      const Request one = request("an", plan(value.c_str()));
      const Reply first = send(one);
      EXPECT_TRUE(json::read(first.answer)) << first.answer;
      EXPECT_EQ(send(one).answer, first.answer);
    }
  }
}

TEST_F(OfficeTest, BatchIsDecidedInOrderAndEachSeesTheOneBefore) {
  const auto replies =
      submit({request("an", plan()), request("an", Attach{DocumentId{"plan-1"}, SlotId{"plan"}, digest("x")}),
              request("chi", action(DocumentId{"plan-1"}, "check")),
              request("an", action(DocumentId{"plan-1"}, "submit")),
              request("chi", action(DocumentId{"plan-1"}, "check"))});
  ASSERT_TRUE(replies);
  Codes outcomes;
  for (const Reply& reply : *replies)
    outcomes.push_back(std::holds_alternative<Accepted>(reply.outcome) ? "ok" : "refused");
  EXPECT_EQ(outcomes, (Codes{"ok", "ok", "refused", "ok", "ok"}));
  EXPECT_EQ(std::get<Accepted>(replies->at(3).outcome).state.value, "submitted") << "as it stood then";
  EXPECT_EQ(reader()->document(school, DocumentId{"plan-1"})->value().state.value, "checked");
}

TEST_F(OfficeTest, FailedWriteAcknowledgesNothingAndStopsTheOffice) {
  const std::vector<StoredEvent> before = events();
  const auto kept = reader();
  store.fail_next_write("disk full");
  const auto replies = submit({request("an", plan(), "k1"), request("an", plan(), "k2")});
  ASSERT_FALSE(replies);
  EXPECT_EQ(replies.error().code, "Q512");
  EXPECT_EQ(*kept->events(school, 1, 100'000), before);
  EXPECT_FALSE(kept->answer(school, CommandKey{"k1"})->has_value());
  const auto later = submit({request("an", plan(), "k3")});
  ASSERT_FALSE(later);
  EXPECT_EQ(later.error(), replies.error()) << "every later call gives the same error";
  const auto time = office->pass_time(at("2025-01-01"));
  ASSERT_FALSE(time);
  EXPECT_EQ(time.error(), replies.error());
}

TEST_F(OfficeTest, TimeThatCanNotBeKeptStopsTheOfficeToo) {
  store.fail_next_write("disk full");
  ASSERT_FALSE(office->pass_time(at("2024-12-01")));
  EXPECT_FALSE(submit({request("an", plan())}));
}

TEST_F(OfficeTest, ReopeningFoldsToTheSameState) {
  does("an", plan());
  does("an", Attach{DocumentId{"plan-1"}, SlotId{"plan"}, digest("x")});
  does("an", action(DocumentId{"plan-1"}, "submit"));
  now = at("2024-11-20");
  ASSERT_TRUE(office->pass_time(now));
  const SchoolState before = office->school();
  reopen();
  EXPECT_TRUE(office->school() == before);
  EXPECT_EQ(next_due(office->world()), next_due(World{office->world().policies, before}));
}

TEST_F(OfficeTest, StoredDocumentsAreTheFold) {
  does("an", plan());
  does("an", plan("2024-10-28"));
  does("an", Attach{DocumentId{"plan-2"}, SlotId{"plan"}, digest("x")});
  now = at("2024-11-20");
  ASSERT_TRUE(office->pass_time(now));
  const std::vector<StoredDocument> rows = *reader()->documents(school, {}, 1'000'000);
  ASSERT_EQ(rows.size(), 2u);
  for (const StoredDocument& row : rows) {
    const Document& document = *office->school().document(row.id);
    EXPECT_EQ(row, document_row(office->world(), document));
    EXPECT_EQ(row.version, document.version);
    EXPECT_EQ(row.state, document.state);
    EXPECT_TRUE(row.open);
  }
}

TEST_F(OfficeTest, TextsOfAcceptedCommandsAreKeptAndOthersAreNot) {
  Create with_notes = plan();
  with_notes.fields.emplace(FieldId{"notes"}, text("ghi chú"));
  does("an", with_notes);
  const auto kept = *reader()->vault(school, text("ghi chú").commitment);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->text, "ghi chú");
  EXPECT_EQ(kept->document.value, "plan-1");
  EXPECT_EQ(kept->person.value, "an");
  EXPECT_FALSE(*reader()->vault(school, text("math").commitment)) << "a code is in the log, not in the vault";
  with_notes.fields[FieldId{"notes"}] = text("bị từ chối");
  (void)send(request("chi", with_notes));
  EXPECT_FALSE(*reader()->vault(school, text("bị từ chối").commitment));
}

TEST_F(OfficeTest, NameInTheVaultBelongsToWhomItNames) {
  const auto kept = *reader()->vault(school, text("an").commitment);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->person.value, "an");
}

TEST_F(OfficeTest, WhatFellDueComesBeforeTheCommand) {
  does("an", plan());
  now = at("2024-10-19");
  const Accepted done = does("an", Attach{DocumentId{"plan-1"}, SlotId{"plan"}, digest("x")});
  Codes about;
  const std::vector<StoredEvent> of_plan = *reader()->document_events(school, done.document, 1, 100);
  for (const StoredEvent& stored : of_plan) about.emplace_back(kind_of(decode_event(stored.bytes)->body));
  EXPECT_EQ(about,
            (Codes{"created", "reminded", "reminded", "deadline_missed", "flagged", "notified", "attached"}));
  EXPECT_EQ(done.last_seq, events().back().seq);
  EXPECT_EQ(done.version, about.size());
}

TEST_F(OfficeTest, DocumentCreatedTooLateIsMissedInTheSameBatch) {
  const Accepted done = does("an", plan("2024-10-02"));
  EXPECT_EQ(done.version, 1u);
  EXPECT_TRUE(office->school().document(done.document)->flags.contains(FlagId{"late"}));
}

TEST_F(OfficeTest, ClockThatGoesBackwardsIsRefusedAndNothingElseHappens) {
  const std::size_t before = events().size();
  now = now.plus_ms(-1);
  const Reply reply = send(request("an", plan()));
  EXPECT_EQ(codes(std::get<Refusal>(reply.outcome)), Codes{"Q403"});
  EXPECT_EQ(events().size(), before);
  EXPECT_TRUE(office->pass_time(now)) << "no time has passed";
  EXPECT_EQ(events().size(), before);
}

TEST_F(OfficeTest, PolicyIsStoredOnceWithItsFirstBatch) {
  ASSERT_EQ(reader()->policies()->size(), 1u);
  office->add_policy(fixture_policy());
  does("an", plan());
  EXPECT_EQ(reader()->policies()->size(), 1u);
  EXPECT_EQ(reader()->policies()->at(0).canonical, canonical_policy(*fixture_policy()));
}

TEST_F(OfficeTest, SchoolAsItWasUntilATime) {
  does("an", plan());
  now = at("2024-10-20");
  does("an", plan("2024-11-11"));
  const auto then = load_school(*reader(), school, at("2024-10-19").plus_ms(-1));
  ASSERT_TRUE(then);
  EXPECT_EQ(then->state.documents.size(), 1u);
}

// Whatever a teacher types as a date: the school can be opened again afterwards.
TEST_F(OfficeTest, SchoolOpensAgainAfterAnyDate) {
  for (const char* date : {"1900-01-01", "1900-12-31", "1901-03-04", "1902-01-01", "1969-12-31", "2100-02-28",
                           "2197-12-31", "2198-08-01", "2199-12-31"}) {
    SCOPED_TRACE(date);
    (void)send(request("an", plan(date)));
    Create week = plan();
    week.fields.emplace(FieldId{"week"}, text(date));
    (void)send(request("an", week));
    const SchoolState before = office->school();
    reopen();
    EXPECT_TRUE(office->school() == before);
  }
}

TEST_F(OfficeTest, DamagedLogIsNotOpened) {
  struct Row {
    const char* what;
    std::function<void(Batch&)> damage;
    const char* code;
  };
  const std::vector<StoredEvent> good = events();
  const Row rows[] = {
      {"bytes", [](Batch& batch) { batch.events[3].bytes.pop_back(); }, "Q505"},
      {"order", [](Batch& batch) { std::swap(batch.events[2].bytes, batch.events[3].bytes); }, "Q505"},
      {"no policy", [](Batch& batch) { batch.policies.clear(); }, "Q506"},
      {"changed policy", [](Batch& batch) { batch.policies[0].canonical += " "; }, "Q506"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    Batch batch;
    batch.school = school;
    batch.events = good;
    batch.policies = *reader()->policies();
    row.damage(batch);
    memory::MemoryStore damaged;
    ASSERT_TRUE(damaged.append(batch));
    const auto opened = Office::open(damaged, hooks, school);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, row.code);
  }
}

// The index of documents and the snapshot are made from the events when they are not there: a store of
// version 1, a school brought in from outside.
TEST_F(OfficeTest, SchoolWithoutAnIndexGetsOne) {
  does("an", plan());
  does("an", Attach{DocumentId{"plan-1"}, SlotId{"plan"}, digest("x")});
  const SchoolState before = office->school();
  Batch batch;
  batch.school = school;
  batch.events = events();
  batch.policies = *reader()->policies();
  memory::MemoryStore bare;
  ASSERT_TRUE(bare.append(batch));
  const auto opened = Office::open(bare, hooks, school);
  ASSERT_TRUE(opened) << opened.error().code;
  EXPECT_TRUE((*opened)->school() == before);
  const auto read = std::move(*bare.reader());
  EXPECT_EQ(*read->documents(school, {}, 100), *reader()->documents(school, {}, 100));
  ASSERT_TRUE(*read->snapshot(school));
  EXPECT_EQ((*read->snapshot(school))->seq, batch.events.size());
}

TEST_F(OfficeTest, OpeningReadsFromTheSnapshotOn) {
  ASSERT_TRUE(*reader()->snapshot(school)) << "with the first batch";
  does("", AddUnit{UnitId{"u2"}});
  ASSERT_TRUE(office->close());
  const StoredSnapshot snapshot = **reader()->snapshot(school);
  EXPECT_EQ(snapshot.seq, events().size());
  ASSERT_TRUE(office->close());
  EXPECT_EQ(**reader()->snapshot(school), snapshot) << "nothing has changed";
  does("", AddUnit{UnitId{"u3"}});
  const auto opened = open_school(*reader(), school);
  ASSERT_TRUE(opened && *opened);
  EXPECT_EQ((*opened)->events_since_snapshot, 1u);
}

TEST_F(OfficeTest, SnapshotComesAgainAfterSoManySchoolEvents) {
  OfficeOptions options;
  options.school_events_per_snapshot = 3;
  office = std::move(*Office::open(store, hooks, school, options));
  ASSERT_TRUE(office->close());
  const std::uint64_t first = (*reader()->snapshot(school))->seq;
  does("", AddUnit{UnitId{"u2"}});
  does("an", plan());  // about a document: does not count
  does("", AddUnit{UnitId{"u3"}});
  EXPECT_EQ((*reader()->snapshot(school))->seq, first);
  does("", AddUnit{UnitId{"u4"}});
  EXPECT_EQ((*reader()->snapshot(school))->seq, events().size());
}

TEST_F(OfficeTest, DamagedSnapshotIsNotOpened) {
  const std::string good = (*reader()->snapshot(school))->json;
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string out = good;
    const auto at = out.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return out.replace(at, from.size(), to);
  };
  const std::uint64_t seq = (*reader()->snapshot(school))->seq;
  struct Row {
    const char* what;
    StoredSnapshot snapshot;
  };
  const Row rows[] = {
      {"cut short", {seq, good.substr(0, good.size() - 1)}},
      {"no JSON", {seq, "people"}},
      {"no version", {seq, changed("\"v\":1", "\"w\":1")}},
      {"unknown key", {seq, changed("\"v\":1", "\"v\":1,\"w\":1")}},
      {"another school", {seq, changed("\"school\":\"s\"", "\"school\":\"t\"")}},
      {"not canonical", {seq, changed("\"v\":1", "\"v\": 1")}},
      {"wrong type", {seq, changed("\"units\":[\"u1\"]", "\"units\":[1]")}},
      {"from the future", {seq + 1'000, good}},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    Batch batch;
    batch.school = school;
    batch.snapshot = row.snapshot;
    ASSERT_TRUE(store.append(batch));
    const auto opened = Office::open(store, hooks, school);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, "Q522");
  }
}

TEST_F(OfficeTest, SnapshotOfAnotherVersionIsMadeAnew) {
  const StoredSnapshot good = **reader()->snapshot(school);
  Batch batch;
  batch.school = school;
  batch.snapshot = {good.seq, "{\"v\":2}"};
  ASSERT_TRUE(store.append(batch));
  const SchoolState before = office->school();
  reopen();
  EXPECT_TRUE(office->school() == before);
  EXPECT_NE((*reader()->snapshot(school))->json, batch.snapshot->json);
}

TEST_F(OfficeTest, AcceptedAnswersAreToldByTheirEvents) {
  const Request create = request("an", plan(), "k1");
  const Request unit = request("em", AddUnit{UnitId{"u7"}}, "k2");
  const Reply created = send(create);
  const Reply added = send(unit);
  does("an", Attach{DocumentId{"plan-1"}, SlotId{"plan"}, digest("x")});
  does("an", action(DocumentId{"plan-1"}, "submit"));
  const auto stored = *reader()->answer(school, CommandKey{"k1"});
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->answer, "");
  EXPECT_EQ(stored->first_seq, std::get<Accepted>(created.outcome).first_seq);
  EXPECT_EQ(send(create).answer, created.answer) << "as it stood then";
  EXPECT_EQ(send(unit).answer, added.answer);
  EXPECT_EQ(std::get<Accepted>(send(create).outcome).state.value, "draft");
}

TEST_F(OfficeTest, KeyOfAnErasedPersonIsRefused) {
  const Request done = request("an", plan(), "k1");
  const Request refused = request("an", action(DocumentId{"plan-9"}, "submit"), "k2");
  (void)send(done);
  (void)send(refused);
  does("em", RemovePerson{PersonId{"an"}});
  const Request erase = request("em", ErasePerson{PersonId{"an"}}, "k3");
  const Request late = request("an", plan(), "k4");
  const auto replies = submit({late, erase, done, late});
  ASSERT_TRUE(replies);
  EXPECT_EQ(codes(std::get<Refusal>(replies->at(0).outcome)), Codes{"Q440"});
  EXPECT_EQ(codes(std::get<Refusal>(replies->at(3).outcome)), Codes{"Q521"}) << "in the same batch";
  for (const Request& one : {done, refused, late}) {
    const Reply reply = send(one);
    EXPECT_EQ(codes(std::get<Refusal>(reply.outcome)), Codes{"Q521"}) << one.command.key.value;
    EXPECT_TRUE(reply.repeated);
  }
  EXPECT_EQ(send(erase).answer, replies->at(1).answer);
  EXPECT_FALSE(*reader()->vault(school, text("an").commitment));
}

// Who comes, goes and is erased in one batch leaves nothing in the vault.
TEST_F(OfficeTest, ErasureInTheBatchOfTheNameLeavesNoName) {
  const auto replies =
      submit({request("em", AdmitPerson{PersonId{"binh"}, text("Bình")}),
              request("em", RemovePerson{PersonId{"binh"}}), request("em", ErasePerson{PersonId{"binh"}})});
  ASSERT_TRUE(replies);
  for (const Reply& reply : *replies)
    EXPECT_TRUE(std::holds_alternative<Accepted>(reply.outcome)) << reply.answer;
  EXPECT_FALSE(*reader()->vault(school, text("Bình").commitment));
}

}  // namespace
}  // namespace quyche::test
