// quyche backup: beside a writer, checked before it gets its name, and restored by using it. What was merely
// copied beside a writer is refused.
#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "adapters/cli/run.h"
#include "adapters/runtime/backup.h"
#include "adapters/runtime/checkpoint.h"
#include "adapters/signing/ed25519.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/json/read.h"
#include "tests/contract/temp_dir.h"
#include "tests/durability/scale.h"
#include "tests/durability/small_school.h"

namespace quyche::durability {
namespace {

namespace fs = std::filesystem;
using runtime::DataDirectory;

template <class T>
std::string code_of(const Outcome<T>& outcome) {
  return outcome ? "" : outcome.error().code;
}

// Runs SQL on a file outside of our code.
void run_sql(const std::string& path, const std::string& sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  ASSERT_EQ(sqlite3_close(db), SQLITE_OK);
}

std::vector<StoredEvent> stored_events(const std::string& dir) {
  const auto reader = sqlite::open_sqlite_reader(dir);
  if (!reader) {
    ADD_FAILURE() << reader.error().code << " " << reader.error().detail;
    return {};
  }
  return (*reader)->events(small_school_id, 1, 1'000'000).value();
}

std::string a_plan(const std::string& key) {
  return command(
      key, "gv01", "2024-10-31T08:00:00+07:00",
      R"("do":"create","type":"lesson_plan","fields":{"lesson_date":"2024-12-02","outcomes":"Bài )" + key +
          "\"}");
}

// Writes until it is killed; reports how many batches were acknowledged.
class Writer {
 public:
  Writer(const std::string& dir, const std::string& keys) {
    int ends[2];
    if (::pipe(ends) != 0) std::abort();
    pid_ = ::fork();
    if (pid_ == 0) {
      ::close(ends[0]);
      auto data = DataDirectory::open(dir);
      if (!data) ::_exit(1);
      for (std::uint64_t n = 0;; ++n) {
        std::vector<std::string> lines;
        for (int i = 0; i < 8; ++i)
          lines.push_back(a_plan(keys + std::to_string(n) + "-" + std::to_string(i)));
        if (!(*data)->handle(lines)) ::_exit(2);
        if (::write(ends[1], &n, sizeof n) != sizeof n) ::_exit(3);
      }
    }
    ::close(ends[1]);
    from_ = ends[0];
  }
  ~Writer() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    ::close(from_);
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  // Waits for one more acknowledgement.
  void wait_for_one() const {
    std::uint64_t n = 0;
    ASSERT_EQ(::read(from_, &n, sizeof n), static_cast<ssize_t>(sizeof n));
  }

 private:
  pid_t pid_ = -1;
  int from_ = -1;
};

class BackupTest : public testing::Test {
 protected:
  void SetUp() override {
    runtime::NewSchool school = small_school();
    school.key = key_.key.text();
    ASSERT_TRUE(runtime::create_data_directory(dir_, school));
    auto data = DataDirectory::open(dir_);
    ASSERT_TRUE(data);
    for (const auto& batch : some_days()) ASSERT_TRUE((*data)->handle(batch));
  }
  contract::TempDir temp_;
  std::string dir_ = temp_.in("truong");
  signing::SigningKey key_ = signing::key_of_seed("quyche/vi-du", ledger::VerifierKey::ed25519, {7});
};

TEST_F(BackupTest, beside_a_writer_it_is_a_state_that_was_and_lacks_nothing_acknowledged_before) {
  const Writer writer(dir_, "w");
  for (int round = 0; round < scaled(10); ++round) {
    SCOPED_TRACE(round);
    writer.wait_for_one();
    const auto acknowledged = stored_events(dir_);
    const std::string copy = temp_.in("sao-luu-" + std::to_string(round));
    const auto done = runtime::back_up(dir_, copy);
    ASSERT_TRUE(done) << done.error().code << " " << done.error().detail;
    const auto copied = stored_events(copy);
    ASSERT_EQ(done->schools.size(), 1U);
    EXPECT_EQ(done->schools[0].events, copied.size());
    EXPECT_GE(copied.size(), acknowledged.size());
    const auto now = stored_events(dir_);
    ASSERT_LE(copied.size(), now.size());
    EXPECT_TRUE(std::equal(copied.begin(), copied.end(), now.begin()));
    // Restoring is using it.
    auto restored = DataDirectory::open(copy);
    ASSERT_TRUE(restored) << restored.error().code << " " << restored.error().detail;
    const auto answers = (*restored)->handle({a_plan("restored"), some_days()[0][0]});
    ASSERT_TRUE(answers);
    EXPECT_TRUE((*answers)[0].ok && (*answers)[1].ok) << (*answers)[0].json;
    EXPECT_EQ(stored_events(copy).size(), copied.size() + 1);
  }
}

TEST_F(BackupTest, the_copy_is_closed_and_holds_nothing_else) {
  auto data = DataDirectory::open(dir_);
  ASSERT_TRUE(data);
  ASSERT_TRUE((*data)->handle({a_plan("last")}));
  const std::string copy = temp_.in("sao-luu");
  ASSERT_EQ(code_of(runtime::back_up(dir_, copy)), "");
  for (const auto& entry : fs::directory_iterator(copy)) {
    const std::string name = entry.path().filename().string();
    EXPECT_TRUE(name == "quyche.db" || name == "quyche.db-wal" || name == "quyche.db-shm" || name == "lock")
        << name;
    EXPECT_TRUE(name != "quyche.db-wal" || entry.file_size() == 0);
  }
  EXPECT_EQ(fs::status(copy).permissions() & fs::perms::others_all, fs::perms::none);
  // The data file alone is the whole backup.
  fs::create_directory(temp_.in("mang-di"));
  fs::copy_file(copy + "/quyche.db", temp_.in("mang-di/quyche.db"));
  EXPECT_EQ(stored_events(temp_.in("mang-di")), stored_events(dir_));
  // The writer goes on, and a backup of the backup is one too.
  EXPECT_TRUE((*data)->handle({a_plan("after")}));
  EXPECT_EQ(code_of(runtime::back_up(copy, temp_.in("sao-luu-2"))), "");
  EXPECT_EQ(stored_events(temp_.in("sao-luu-2")), stored_events(copy));
}

TEST_F(BackupTest, a_plain_copy_of_a_live_file_is_refused) {
  const Writer writer(dir_, "w");
  writer.wait_for_one();
  fs::create_directory(temp_.in("chep"));
  fs::copy_file(dir_ + "/quyche.db", temp_.in("chep/quyche.db"));
  EXPECT_EQ(code_of(sqlite::open_sqlite_reader(temp_.in("chep"))), "Q520");
  EXPECT_EQ(code_of(DataDirectory::open(temp_.in("chep"))), "Q520");
  EXPECT_EQ(code_of(runtime::back_up(temp_.in("chep"), temp_.in("sao-luu"))), "Q520");
  EXPECT_FALSE(fs::exists(temp_.in("sao-luu")));
}

TEST_F(BackupTest, refuses_what_is_there_and_what_is_no_data) {
  fs::create_directory(temp_.in("trong"));
  std::ofstream(temp_.in("tep")) << "của tôi";
  fs::create_symlink(temp_.in("khong-co"), temp_.in("lien-ket"));
  for (const char* name : {"trong", "tep", "lien-ket", "truong"})
    EXPECT_EQ(code_of(runtime::back_up(dir_, temp_.in(name))), "Q560") << name;
  EXPECT_EQ(code_of(runtime::back_up(temp_.in("khong-co"), temp_.in("moi"))), "Q503");
  EXPECT_EQ(code_of(runtime::back_up(temp_.in("trong"), temp_.in("moi"))), "Q503");
  EXPECT_EQ(code_of(runtime::back_up(dir_, temp_.in("tep/moi"))), "Q508");
  EXPECT_FALSE(fs::exists(temp_.in("moi")));
  EXPECT_EQ(std::distance(fs::directory_iterator(temp_.root()), {}), 4) << "nothing is left behind";
}

// What was changed behind our back does not become a backup.
TEST_F(BackupTest, a_copy_that_is_not_sound_is_dropped) {
  struct Case {
    const char* name;
    const char* sql;
    const char* place;
  };
  for (const Case one : {
           Case{"a gap", "DELETE FROM events WHERE place & 1023 = 20", "event 20"},
           Case{"broken bytes", "UPDATE events SET bytes = '{}' WHERE place & 1023 = 21", "event 21"},
           Case{"two swapped",
                "UPDATE events SET place = -1 WHERE place & 1023 = 20; UPDATE events SET place = place - 1 "
                "WHERE "
                "place & 1023 = 21; UPDATE events SET place = (SELECT min(place) FROM events WHERE place > "
                "0) + 20 "
                "WHERE place = -1",
                "event 20"},
           Case{"a policy", "UPDATE policies SET canonical = replace(canonical, 'Điều 12', 'Điều 13')",
                "policy"},
           Case{"a row", "UPDATE documents SET version = version + 1 WHERE id = 'a'", "document a"},
           Case{"a row less", "UPDATE documents SET type = NULL WHERE id = 'm3'", "document"},
       }) {
    SCOPED_TRACE(one.name);
    const std::string dir = temp_.in("sua");
    fs::copy(dir_, dir, fs::copy_options::recursive);
    run_sql(dir + "/quyche.db", one.sql);
    const auto done = runtime::back_up(dir, temp_.in("sao-luu"));
    EXPECT_EQ(code_of(done), "Q561");
    EXPECT_TRUE(!done && done.error().detail.find(one.place) != std::string::npos)
        << (done ? "" : done.error().detail);
    EXPECT_FALSE(fs::exists(temp_.in("sao-luu")));
    fs::remove_all(dir);
  }
}

// With a checkpoint, signed by the key that the log names, any other event before it is found as well.
TEST_F(BackupTest, it_is_checked_against_the_newest_checkpoint) {
  std::uint64_t size = 0;
  {
    auto store = sqlite::open_sqlite_store(dir_, sqlite::OpenMode::write);
    ASSERT_TRUE(store);
    const auto made = runtime::make_checkpoint(**store, small_school_id, {&key_, 1});
    ASSERT_TRUE(made) << made.error().code << made.error().detail;
    size = made->checkpoint.size;
  }
  const auto done = runtime::back_up(dir_, temp_.in("sao-luu"));
  ASSERT_TRUE(done) << done.error().detail;
  EXPECT_EQ(done->schools[0].covered, size);
  const std::string changes[] = {
      "UPDATE events SET bytes = replace(bytes, 'p0001', 'p0002') WHERE bytes LIKE '%\"kind\":\"acted\"%'",
      "UPDATE checkpoints SET note = replace(note, 'quyche/vi-du', 'quyche/khac')",
      "UPDATE checkpoints SET size = size - 1"};
  for (const std::string& sql : changes) {
    SCOPED_TRACE(sql);
    const std::string dir = temp_.in("sua");
    fs::copy(dir_, dir, fs::copy_options::recursive);
    const auto before = stored_events(dir);
    run_sql(dir + "/quyche.db", sql);
    EXPECT_TRUE(sql.find("bytes") == std::string::npos || stored_events(dir) != before);
    const auto failed = runtime::back_up(dir, temp_.in("sao-luu-2"));
    ASSERT_EQ(code_of(failed), "Q561");
    EXPECT_NE(failed.error().detail.find("checkpoint"), std::string::npos) << failed.error().detail;
    fs::remove_all(dir);
  }
}

TEST_F(BackupTest, the_command_says_what_it_did_and_what_it_left_out) {
  const auto run = [&](std::vector<std::string> arguments) {
    std::ostringstream out;
    std::ostringstream err;
    const int exit = cli::run(arguments, cli::Context{out, err});
    return std::make_tuple(exit, out.str(), err.str());
  };
  const auto [exit, out, err] = run({"backup", dir_, "--to", temp_.in("a")});
  EXPECT_EQ(exit, 0) << err;
  EXPECT_NE(out.find("khóa"), std::string::npos) << out;
  EXPECT_NE(out.find("vi-du"), std::string::npos) << out;
  const auto [again, nothing, why] = run({"backup", dir_, "--to", temp_.in("a"), "--lang", "en"});
  EXPECT_EQ(again, 3);
  EXPECT_EQ(nothing, "");
  EXPECT_NE(why.find("Q560"), std::string::npos) << why;
  const auto [ok, json, no_error] = run({"backup", dir_, "--to", temp_.in("b"), "--format", "json"});
  EXPECT_EQ(ok, 0) << no_error;
  const auto value = json::read(json);
  ASSERT_TRUE(value) << json;
  EXPECT_EQ(*value->find("keys_copied")->boolean(), false);
  EXPECT_EQ(value->find("schools")->array()->size(), 1U);
  EXPECT_EQ(*value->find("copy")->string(), temp_.in("b"));
  EXPECT_EQ(std::get<0>(run({"backup", dir_})), 2);
}

}  // namespace
}  // namespace quyche::durability
