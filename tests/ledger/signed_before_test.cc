// What a key signed last is remembered beside it: no other history is signed without its holder's word.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "adapters/memory/memory_store.h"
#include "adapters/runtime/sent_events.h"
#include "adapters/signing/signed_file.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/ledger/checkpoint.h"
#include "engine/ledger/stored_tree.h"
#include "tests/adapters/cli/cli.h"

namespace quyche::cli {
namespace {

namespace fs = std::filesystem;
using signing::KeyFile;
using signing::SignedFile;

const SchoolId only_school{"school"};

std::string plan(const std::string& id) {
  return R"({"key":"k-)" + id +
         R"(","do":"create","as":"gv01","at":"2024-10-01T08:00:00+07:00","type":"lesson_plan","document":")" +
         id + R"(","fields":{"lesson_date":"2024-10-07"}})" + "\n";
}

class SignedBefore : public testing::Test {
 protected:
  [[nodiscard]] Ran run(Names arguments, const Names& more = {}) const {
    arguments.insert(arguments.begin() + 1, school.dir);
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_cli(arguments);
  }
  [[nodiscard]] std::string signed_file() const { return school.dir + ".keys.signed"; }
  [[nodiscard]] ledger::VerifierKey key() const { return KeyFile(school.dir, "").read()->back().key; }
  [[nodiscard]] std::optional<signing::LastSigned> last() const {
    const auto found = SignedFile(KeyFile(school.dir, "")).last(key());
    EXPECT_TRUE(found) << found.error().detail;
    return found ? *found : std::nullopt;
  }
  [[nodiscard]] std::optional<StoredCheckpoint> newest() const {
    const auto reader = *sqlite::open_sqlite_reader(school.dir);
    return *ledger::newest_checkpoint(*reader, only_school);
  }
  void sql(const std::string& statements) const {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open((school.dir + "/quyche.db").c_str(), &db), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(db, statements.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << statements;
    sqlite3_close(db);
  }
  // The directory as it was when keep() was called.
  void keep() const { fs::copy(school.dir, school.in("old"), fs::copy_options::recursive); }
  void put_back() const {
    fs::remove_all(school.dir);
    fs::copy(school.in("old"), school.dir, fs::copy_options::recursive);
  }
  void expect_not_signed(const Ran& ran, const std::string& words) const {
    EXPECT_EQ(ran.exit, 3);
    EXPECT_NE(ran.err.find("Q537"), std::string::npos) << ran.err;
    EXPECT_NE(ran.err.find(words), std::string::npos) << ran.err;
  }

  School school;
};

TEST_F(SignedBefore, EachSignatureIsNoted) {
  EXPECT_FALSE(last());
  for (const char* id : {"a", "b"}) {
    EXPECT_EQ(school.give(plan(id)).exit, 0);
    const auto checkpoint = ledger::read_checkpoint(ledger::parse_note(newest()->note)->text);
    ASSERT_TRUE(last());
    EXPECT_EQ(*last(), (signing::LastSigned{checkpoint->size, checkpoint->root}));
  }
  struct stat status {};
  ASSERT_EQ(::stat(signed_file().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  EXPECT_EQ(lines_of(bytes_of(signed_file())).size(), 1U);
  // Of an older quyche, or of keys that were moved: what is stored is taken as it is, and noted.
  fs::remove(signed_file());
  EXPECT_EQ(run({"checkpoint"}).exit, 0);
  EXPECT_EQ(last()->size, newest()->size);
}

TEST_F(SignedBefore, AFileThatCannotBeUsed) {
  EXPECT_EQ(school.give(plan("a")).exit, 0);
  const std::string good = bytes_of(signed_file());
  EXPECT_EQ(signing::signed_text(*signing::parse_signed(good)), good);
  for (const std::string& bad :
       {good + "x", good.substr(0, good.size() - 1), " " + good, good + good, std::string("x\n")}) {
    write_file(signed_file(), bad);
    const Ran ran = school.give(plan("b"));
    EXPECT_EQ(ran.exit, 3) << bad;
    EXPECT_NE(ran.err.find("Q538"), std::string::npos) << ran.err;
    EXPECT_NE(ran.err.find(".signed"), std::string::npos) << ran.err;
  }
  write_file(signed_file(), good);
  fs::permissions(signed_file(), fs::perms(0620));
  EXPECT_NE(run({"checkpoint"}).err.find("Q536"), std::string::npos);
  fs::permissions(signed_file(), fs::perms(0600));
  // What a program that was killed left beside it is in nobody's way.
  write_file(signed_file() + ".new", "half");
  EXPECT_EQ(run({"checkpoint"}).exit, 0);
}

// Whoever can write the data, but has no key, has the key's holder sign what he made of it.
TEST_F(SignedBefore, ARewrittenHistoryIsNotSigned) {
  EXPECT_EQ(school.give(plan("a")).exit, 0);
  const auto before = last();
  sql("DELETE FROM checkpoints; DELETE FROM nodes; DELETE FROM snapshots;"
      "UPDATE events SET bytes = replace(bytes, '\"by\":\"p0001\"', '\"by\":\"p0002\"') WHERE bytes LIKE "
      "'%\"kind\":\"created\"%'");
  EXPECT_EQ(run({"verify"}, {"--key", key().text()}).exit, 1);
  expect_not_signed(school.give(plan("b")), std::to_string(before->size));
  EXPECT_FALSE(newest());
  EXPECT_EQ(last(), before);
}

TEST_F(SignedBefore, ADirectoryThatWasPutBackIsNotSignedUntilItsHolderSaysSo) {
  EXPECT_EQ(school.give(plan("a")).exit, 0);
  keep();
  EXPECT_EQ(school.give(plan("b") + plan("c")).exit, 0);
  const auto given_up = last();
  const std::string note = write_file(school.in("note"), newest()->note);
  put_back();
  const std::string stored = newest()->note;
  expect_not_signed(run({"checkpoint"}), std::to_string(given_up->size));
  // One event less than were signed, and as many, and more.
  for (const char* id : {"d", "e", "f"}) {
    expect_not_signed(school.give(plan(id)), std::to_string(given_up->size));
    EXPECT_EQ(newest()->note, stored) << id;
  }
  EXPECT_EQ(run({"verify"}).exit, 0);
  EXPECT_EQ(run({"verify"}, {"--checkpoint", note}).exit, 1);

  const Ran accepted = run({"key", "--accept-restore"}, {"--format", "json"});
  ASSERT_EQ(accepted.exit, 0) << accepted.err;
  EXPECT_EQ(static_cast<std::uint64_t>(*accepted.json().find("abandoned")->find("size")->integer()),
            given_up->size);
  const std::int64_t event = *accepted.json().find("event")->integer();
  EXPECT_EQ(newest()->size, static_cast<std::uint64_t>(event));
  EXPECT_EQ(school.give(plan("g")).exit, 0);
  // Whoever holds the checkpoint that was given up is told why the log does not lead there.
  const Ran verified = run({"verify"}, {"--checkpoint", note, "--key", key().text(), "--format", "json"});
  EXPECT_EQ(verified.exit, 1);
  const json::Value report = verified.json();
  ASSERT_EQ(report.find("findings")->array()->size(), 1U) << verified.out;
  EXPECT_EQ(*report.find("findings")->array()->front().find("label")->string(), "verify.abandoned");
  EXPECT_EQ(*report.find("restored")->array()->front().find("event")->integer(), event);
  EXPECT_EQ(run({"verify"}, {"--key", key().text()}).exit, 0);
  EXPECT_EQ(lines_of(run({"key"}).out).size(), 2U);
  const Ran again = run({"key", "--accept-restore"});
  EXPECT_EQ(again.exit, 1) << "there is nothing to accept";
  EXPECT_EQ(run({"audit"}).exit, 0);
}

TEST_F(SignedBefore, AnotherDirectoryWithTheSameKeyIsASecondHistory) {
  EXPECT_EQ(school.give(plan("a")).exit, 0);
  fs::copy(school.dir, school.in("second"), fs::copy_options::recursive);
  EXPECT_EQ(school.give(plan("b")).exit, 0);
  const Ran ran = run_cli({"do", school.in("second"), write_file(school.in("c"), plan("c") + plan("d")),
                           "--keys", school.dir + ".keys"});
  expect_not_signed(ran, std::to_string(last()->size));
  // A school that is made anew has a key of its own.
  fs::remove_all(school.dir);
  write_file(school.in("people.csv"), people_csv);
  EXPECT_EQ(run_cli({"init", school.dir, "--policy", example(), "--people", school.in("people.csv"),
                     "--clock", "commands", "--at", "2024-09-01T08:00:00+07:00"})
                .exit,
            0);
  const Ran fresh = school.give(plan("a"));
  EXPECT_EQ(fresh.exit, 0) << fresh.err;
}

// Noted and not stored: the next attempt signs the same again.
TEST_F(SignedBefore, ASignatureThatWasCutShort) {
  EXPECT_EQ(school.give(plan("a")).exit, 0);
  EXPECT_EQ(school.give(plan("b")).exit, 0);
  const std::string note = newest()->note;
  sql("DELETE FROM nodes WHERE level = 0 AND place >= (SELECT max(size) FROM checkpoints WHERE size < "
      "(SELECT max(size) FROM checkpoints));"
      "DELETE FROM checkpoints WHERE size = (SELECT max(size) FROM checkpoints)");
  EXPECT_EQ(run({"checkpoint"}).out, note);
  EXPECT_EQ(run({"verify"}).exit, 0);
}

TEST_F(SignedBefore, ATriggerIsNotObeyed) {
  EXPECT_EQ(school.give(plan("a")).exit, 0);
  sql("CREATE TRIGGER sua AFTER INSERT ON events BEGIN UPDATE events SET bytes = replace(new.bytes, 'p0001', "
      "'p0002') WHERE place = new.place; END");
  for (const Ran& ran : {school.give(plan("b")), run({"verify"}), run({"checkpoint"}),
                         run({"backup"}, {"--to", school.in("backup")})}) {
    EXPECT_EQ(ran.exit, 3);
    EXPECT_NE(ran.err.find("Q570"), std::string::npos) << ran.err;
    EXPECT_NE(ran.err.find("trigger `sua`"), std::string::npos) << ran.err;
  }
  sql("DROP TRIGGER sua; CREATE TABLE khac (a)");
  EXPECT_NE(run({"verify"}).err.find("table `khac`"), std::string::npos);
  sql("DROP TABLE khac; ALTER TABLE events ADD COLUMN a TEXT");
  EXPECT_NE(run({"verify"}).err.find("table `events`"), std::string::npos);
}

// Events of a school, about nothing.
Batch events_from_to(std::uint64_t first, std::uint64_t last) {
  Batch batch;
  batch.school = SchoolId{"truong-a"};
  for (std::uint64_t seq = first; seq <= last; ++seq) batch.events.push_back({seq, {}, std::to_string(seq)});
  return batch;
}

TEST(SentEvents, WhatIsReadBackIsWhatWasSent) {
  auto memory = std::make_unique<memory::MemoryStore>();
  Store& behind = *memory;
  runtime::RememberingStore store(std::move(memory));
  EXPECT_EQ(store.sent(SchoolId{"truong-a"}), nullptr);
  ASSERT_TRUE(behind.append(events_from_to(1, 2)));  // by somebody else
  ASSERT_TRUE(store.append(events_from_to(3, 1'500)));
  ASSERT_TRUE(store.append(events_from_to(1'501, 3'000)));
  EXPECT_FALSE(store.append(events_from_to(9'000, 9'001)));
  const runtime::SentEvents* sent = store.sent(SchoolId{"truong-a"});
  ASSERT_NE(sent, nullptr);
  EXPECT_EQ(sent->first, 3U);
  EXPECT_EQ(sent->last, 3'000U);
  const auto reader = *store.reader();
  EXPECT_TRUE(runtime::check_sent(*reader, SchoolId{"truong-a"}, *sent));
  runtime::SentEvents other = *sent;
  other.digest.bytes[0] ^= 1;
  EXPECT_EQ(runtime::check_sent(*reader, SchoolId{"truong-a"}, other).error().code, "Q537");
  other = *sent;
  other.last = 3'001;
  EXPECT_EQ(runtime::check_sent(*reader, SchoolId{"truong-a"}, other).error().code, "Q537");
}

}  // namespace
}  // namespace quyche::cli
