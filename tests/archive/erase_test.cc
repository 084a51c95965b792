// quyche erase: what is held of somebody who has left is nowhere any more, and everything else still works.
#include <sqlite3.h>

#include "adapters/sqlite/sqlite_store.h"
#include "engine/command/read_command.h"
#include "engine/event/codec.h"
#include "engine/json/canonical.h"
#include "engine/office/office.h"
#include "tests/archive/support.h"
#include "tests/engine/decide/fixture.h"

namespace quyche::test {
namespace {

using cli::Names;
using cli::Ran;

const std::string name = "Đỗ Thị Mẫu";                 // of gv01, p0001
const std::string written = "Em đã sửa phần mở đầu";   // by gv01
const std::string about = "Cô Mẫu nộp thiếu phụ lục";  // by tt1
const std::string newcomer = "Giáp Văn Mới";
const std::string at = "2024-09-20T08:00:00+07:00";

std::string line(const std::string& what, const std::string& as, const std::string& rest) {
  static int key = 0;
  return R"({"do":")" + what + R"(","as":")" + as + R"(","at":")" + at + R"(","key":"e)" +
         std::to_string(++key) + "\"," + rest + "}\n";
}

// gv01 writes, is written about, is refused, and leaves; so does a newcomer who was admitted by the clerk of
// the school.
class Erasing : public testing::Test {
 protected:
  Erasing() {
    const std::string plan = R"("document":"kh-1")";
    refused_ = line("edit", "gv01", plan + R"(,"fields":{"subject":"KHÔNG PHẢI MÃ )" + name + "\"}");
    admitted_ = line("admit_person", "qt", R"("account":"moi","name":")" + newcomer + "\"");
    const Ran ran = school_.give(
        line("create", "gv01",
             plan + R"(,"type":"lesson_plan","fields":{"lesson_date":"2024-10-07","outcomes":")" + written +
                 "\"}") +
        line("attach", "gv01", plan + R"(,"slot":"plan","content":")" + std::string(64, 'a') + "\"") +
        refused_ + line("act", "gv01", plan + R"(,"action":"submit")") +
        line("act", "tt1", plan + R"(,"action":"return","reason":")" + about + "\"") + admitted_ +
        line("remove_person", "qt", R"("person":"moi")") + line("remove_person", "qt", R"("person":"gv01")"));
    EXPECT_EQ(ran.exit, 1) << ran.err;
    EXPECT_NE(ran.out.find("Q423"), std::string::npos) << ran.out;  // the refusal shows what was typed
    EXPECT_EQ(ran.out.find("Q406"), std::string::npos) << ran.out;
  }
  Ran erase(const Names& more, const std::string& person = "p0001") const {
    Names arguments = {"erase", school_.dir, "--person", person, "--at", at};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return cli::run_cli(arguments);
  }
  std::string everything() const {
    return bytes_of(school_.dir + "/quyche.db") + bytes_of(school_.dir + "/quyche.db-wal");
  }
  std::uint64_t last_seq() const {
    return *(*sqlite::open_sqlite_reader(school_.dir))->last_seq(SchoolId{"school"});
  }
  // The fingerprint of a command as it is stored: with ids for accounts.
  static std::string fingerprint_of(const std::string& command) {
    const CommandContext context{[](std::string_view text) { return sha256(text); },
                                 [](std::string_view account) -> std::optional<PersonId> {
                                   return account == "gv01" ? PersonId{"p0001"}
                                          : account == "qt" ? PersonId{"p0006"}
                                                            : PersonId{std::string(account)};
                                 }};
    const Digest digest = read_command(command.substr(0, command.size() - 1), context)->fingerprint;
    return {digest.bytes.begin(), digest.bytes.end()};
  }

  cli::School school_;
  std::string refused_;
  std::string admitted_;
};

TEST_F(Erasing, RemovesEveryTraceOfWhatThePersonWasAndWrote) {
  const std::string before = everything();
  for (const std::string& there :
       {name, written, about, newcomer, fingerprint_of(refused_), fingerprint_of(admitted_)})
    ASSERT_NE(before.find(there), std::string::npos) << there;
  const Ran ran = erase({"--yes", "--as", "qt", "--format", "json"});
  ASSERT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(*ran.json().find("entries")->integer(), 2);  // the name and one text
  const std::string after = everything();
  for (const std::string& gone : {name, written, fingerprint_of(refused_)})
    EXPECT_EQ(after.find(gone), std::string::npos) << gone;
  // What others wrote of them, and everybody else, stays.
  EXPECT_NE(after.find(about), std::string::npos);
  EXPECT_NE(after.find("Hồ Thị Ví"), std::string::npos);
  EXPECT_NE(after.find(newcomer), std::string::npos);
}

// A name is the newcomer's, not the clerk's who typed it: neither it nor the hash of the command stays.
TEST_F(Erasing, RemovesTheNameThatSomebodyElseTyped) {
  ASSERT_EQ(erase({"--yes"}, "moi").exit, 0);  // by the account they had
  const std::string after = everything();
  EXPECT_EQ(after.find(newcomer), std::string::npos);
  EXPECT_EQ(after.find(fingerprint_of(admitted_)), std::string::npos);
  EXPECT_NE(after.find(name), std::string::npos);
}

TEST_F(Erasing, LeavesEveryProofAndViewWorking) {
  const std::string dir = school_.dir;
  const Ran proof = cli::run_cli({"prove", dir, "5", "--out", school_.in("proof")});
  ASSERT_EQ(proof.exit, 0) << proof.err << proof.out;
  const std::string proof_before = bytes_of(school_.in("proof"));
  ASSERT_EQ(erase({"--yes", "--as", "qt"}).exit, 0);
  const Ran verified = cli::run_cli({"verify", dir});
  EXPECT_EQ(verified.exit, 0) << verified.out << verified.err;
  const Ran history = cli::run_cli({"history", dir, "kh-1"});
  EXPECT_EQ(history.exit, 0);
  EXPECT_EQ(history.out.find(name), std::string::npos);
  EXPECT_NE(history.out.find("p0001"), std::string::npos) << history.out;
  for (const Names& view : {Names{"late", dir},
                            {"status", dir},
                            {"inbox", dir, "--everyone", "--at", at},
                            {"replay", dir, "kh-1"}}) {
    const Ran ran = cli::run_cli(view);
    EXPECT_EQ(ran.exit, 0) << view.front() << ran.err;
    EXPECT_EQ(ran.out.find(name), std::string::npos) << view.front();
    EXPECT_EQ(ran.out.find(written), std::string::npos) << view.front();
  }
  const std::string key =
      json::canonical(*cli::run_cli({"key", dir, "--format", "json"}).json().find("keys"));
  EXPECT_NE(key.find("quyche/school+"), std::string::npos);
  EXPECT_EQ(proof_before, bytes_of(school_.in("proof")));
  // The erasure itself is in the log, signed with the rest, and says nothing but the id.
  ASSERT_EQ(cli::run_cli({"export", dir, "--out", school_.in("archive")}).exit, 0);
  const auto lines = cli::lines_of(bytes_of(school_.in("archive/events.jsonl")));
  EXPECT_NE(lines.back().find(R"("data":{"person":"p0001"},"kind":"person_erased")"), std::string::npos);
  EXPECT_NE(lines.back().find(R"("by":"p0006")"), std::string::npos);
  const Ran report = cli::run_cli({"verify", school_.in("archive"), "--format", "json"});
  EXPECT_EQ(*report.json().find("checkpoint_size")->integer(), static_cast<std::int64_t>(lines.size()));
}

TEST_F(Erasing, ShowsTheWordsThatWereErasedAsErased) {
  const std::string reason =
      line("act", "ht", R"("document":"kh-2","action":"return","reason":"Lời của hiệu trưởng")");
  ASSERT_EQ(
      school_
          .give(line("create", "tt1",
                     R"("document":"kh-2","type":"lesson_plan","fields":{"lesson_date":"2024-10-07"})") +
                line("attach", "tt1",
                     R"("document":"kh-2","slot":"plan","content":")" + std::string(64, 'b') + "\"") +
                line("act", "tt1", R"("document":"kh-2","action":"submit")") + reason)
          .exit,
      0);
  const auto shown = [&] { return cli::run_cli({"history", school_.dir, "kh-2"}).out; };
  EXPECT_NE(shown().find("Lời của hiệu trưởng"), std::string::npos) << shown();
  ASSERT_EQ(school_
                .give(line("assign_role", "qt", R"("person":"hp","role":"principal")") +
                      line("remove_person", "qt", R"("person":"ht")"))
                .exit,
            0);
  ASSERT_EQ(erase({"--yes"}, "ht").exit, 0);
  EXPECT_EQ(shown().find("Lời của hiệu trưởng"), std::string::npos);
  EXPECT_NE(shown().find("(đã xóa)"), std::string::npos) << shown();
}

TEST_F(Erasing, ASecondTimeDoesNothing) {
  ASSERT_EQ(erase({"--yes"}).exit, 0);
  const std::uint64_t last = last_seq();
  const Ran again = erase({"--yes", "--format", "json"});
  EXPECT_EQ(again.exit, 0) << again.err;
  EXPECT_TRUE(*again.json().find("already")->boolean());
  EXPECT_EQ(last_seq(), last);
  // Their account names nobody any more.
  const Ran by_account = erase({"--yes"}, "gv01");
  EXPECT_EQ(by_account.exit, 1);
  EXPECT_NE(by_account.err.find("`gv01`"), std::string::npos) << by_account.err;
}

// A reader in the middle of a transaction keeps the older pages in the log.
TEST_F(Erasing, SaysWhenAReaderHoldsOnToWhatWasErased) {
  sqlite3* reader = nullptr;
  ASSERT_EQ(sqlite3_open_v2((school_.dir + "/quyche.db").c_str(), &reader, SQLITE_OPEN_READONLY, nullptr),
            SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM events", nullptr, nullptr, nullptr), SQLITE_OK);
  const Ran held = erase({"--yes", "--format", "json"});
  EXPECT_EQ(held.exit, 3) << held.out;
  EXPECT_NE(held.err.find("Q547"), std::string::npos) << held.err;
  EXPECT_FALSE(*held.json().find("cleaned")->boolean());
  ASSERT_NE(everything().find(name), std::string::npos) << "the test holds nothing";
  sqlite3_close(reader);
  // What a making of the file that was cut short left goes too; what lies beside is named.
  write_bytes(school_.dir + "/quyche.db.new-wal", name);
  std::filesystem::create_directory(school_.dir + ".partial-1");
  const Ran again = erase({"--yes", "--lang", "en"});
  EXPECT_EQ(again.exit, 0) << again.err;
  EXPECT_NE(again.out.find("was erased before"), std::string::npos) << again.out;
  EXPECT_NE(again.err.find("school.partial-1"), std::string::npos) << again.err;
  EXPECT_EQ(everything().find(name), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(school_.dir + "/quyche.db.new-wal"));
  EXPECT_EQ(cli::run_cli({"verify", school_.dir}).exit, 0);
}

TEST_F(Erasing, IsAskedForFirst) {
  const std::uint64_t last = last_seq();
  const Ran ran = erase({});  // a test has no terminal
  EXPECT_EQ(ran.exit, 2);
  for (const std::string& said :
       {name, written, std::string("--yes"), std::string("người khác viết"), std::string("sao lưu")})
    EXPECT_NE(ran.err.find(said), std::string::npos) << said << '\n' << ran.err;
  EXPECT_EQ(ran.err.find(about), std::string::npos) << ran.err;
  EXPECT_EQ(last_seq(), last);
  EXPECT_NE(everything().find(name), std::string::npos);
}

TEST_F(Erasing, IsRefusedForThoseWhoAreThereAndByThoseWhoMayNot) {
  const Ran there = erase({"--yes"}, "gv02");
  EXPECT_EQ(there.exit, 1);
  EXPECT_NE(there.err.find("Q463"), std::string::npos) << there.err;
  const Ran clerk = erase({"--yes", "--as", "kt", "--format", "json"});
  EXPECT_EQ(clerk.exit, 1);
  EXPECT_NE(clerk.out.find("Q406"), std::string::npos) << clerk.out;
  EXPECT_EQ(erase({"--yes"}, "ai-do").exit, 1);
  const Ran nobody = erase({"--yes", "--as", "ai-do"});
  EXPECT_EQ(nobody.exit, 2);
  EXPECT_NE(nobody.err.find("ai-do"), std::string::npos) << nobody.err;
  EXPECT_EQ(cli::run_cli({"erase", school_.dir, "--person", "p0001", "--yes"}).exit, 2) << "no --at";
  EXPECT_NE(everything().find(name), std::string::npos);
}

// Programs erase with a command like any other; what stood in the same batch never gets to the disk.
TEST_F(Erasing, IsACommandToo) {
  const std::string secret = "Câu nói chỉ có ở đây";
  const std::string last = "Bản in cuối của " + secret;
  const Ran ran = school_.give(
      line("create", "gv02",
           R"("document":"kh-9","type":"lesson_plan","fields":{"lesson_date":"2024-10-07","outcomes":")" +
               secret + "\"}") +
      line("edit", "gv02", R"("document":"kh-9","fields":{"outcomes":")" + last + "\"}") +
      line("remove_person", "qt", R"("person":"gv02")") + line("erase_person", "qt", R"("person":"p0002")") +
      line("history", "gv02", R"("person":"p0002")"));
  EXPECT_EQ(cli::lines_of(ran.out).size(), 5U);
  EXPECT_EQ(ran.out.find("Lý Văn Thử"), std::string::npos);
  const std::string after = everything();
  for (const std::string& gone : {secret, std::string("Lý Văn Thử")})
    EXPECT_EQ(after.find(gone), std::string::npos) << gone;
  EXPECT_EQ(cli::run_cli({"verify", school_.dir}).exit, 0);
}

// Commands of many callers come in one batch.
TEST(ErasingInTheOffice, NothingOfTheSameBatchIsKept) {
  memory::MemoryStore store;
  StubHooks hooks;
  const SchoolId school{"s"};
  auto office = *Office::open(store, hooks, school);
  office->add_policy(fixture_policy());
  int key = 0;
  const auto request = [&](const std::string& who, CommandBody body) {
    Request one{{CommandKey{"k" + std::to_string(++key)}, PersonId{who}, {}, std::move(body)},
                sha256(std::to_string(key)),
                quyche::test::at("2024-10-01"),
                {}};
    if (who.empty()) one.command.key = {};
    for (const TextInput* input : texts_of(one.command))
      one.sealed.push_back({input->commitment, "salt", input->text, PersonId{who}, {}});
    return one;
  };
  const std::vector<Request> opening = {
      request("", OpenSchool{school, policy_id(*fixture_policy()), ClockSource::given}),
      request("", AddUnit{UnitId{"u1"}}),
      request("", AdmitPerson{PersonId{"em"}, text("em")}),
      request("", AssignRole{PersonId{"em"}, RoleId{"principal"}, {}}),
      request("em", AdmitPerson{PersonId{"an"}, text("Tên của An")}),
      request("", AssignRole{PersonId{"an"}, RoleId{"teacher"}, UnitId{"u1"}}),
      request("an", Create{DocumentTypeId{"plan"},
                           {},
                           {},
                           fields({{"lesson_date", "2024-10-21"}, {"subject", "math"}}),
                           {}}),
      request("an", Create{DocumentTypeId{"novel"}, {}, {}, {}, {}}),  // refused
      request("em", RemovePerson{PersonId{"an"}}),
      request("em", ErasePerson{PersonId{"an"}}),
      request("em", AdmitPerson{PersonId{"an"}, text("An trở lại")})};
  const auto replies = office->submit(opening);
  ASSERT_TRUE(replies);
  EXPECT_TRUE(std::holds_alternative<Accepted>(replies->at(9).outcome)) << replies->at(9).answer;
  const auto reader = *store.reader();
  const auto kept = *reader->vault_of(school, PersonId{"an"});
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].text, "An trở lại");
  for (const char* of_an : {"k5", "k7", "k8"}) {
    const auto answer = *reader->answer(school, CommandKey{of_an});
    ASSERT_TRUE(answer) << of_an;
    EXPECT_TRUE(answer->fingerprint.empty()) << of_an;
    EXPECT_EQ(answer->answer, "") << of_an;
  }
  EXPECT_FALSE((*reader->answer(school, CommandKey{"k9"}))->fingerprint.empty());
}

// Who was refused admission is nobody whom anyone could erase: nothing of the name is kept.
TEST_F(Erasing, ARefusedAdmissionLeavesNothing) {
  const std::string refused = line("admit_person", "gv02", R"("account":"la","name":"Người Không Vào")");
  const Ran ran = school_.give(refused);
  EXPECT_NE(ran.out.find("Q406"), std::string::npos) << ran.out;
  EXPECT_EQ(everything().find("Người Không Vào"), std::string::npos);
  EXPECT_EQ(everything().find(fingerprint_of(refused)), std::string::npos);
}

}  // namespace
}  // namespace quyche::test
