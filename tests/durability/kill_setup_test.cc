// kill -9 of `init` and `backup` at any moment: what they make is there whole or not at all, and the next run
// leaves nothing of what was cut short.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <set>
#include <thread>

#include "adapters/runtime/backup.h"
#include "adapters/signing/key_file.h"
#include "adapters/sqlite/sqlite_store.h"
#include "tests/contract/temp_dir.h"
#include "tests/durability/scale.h"
#include "tests/durability/small_school.h"

namespace quyche::durability {
namespace {

namespace fs = std::filesystem;
using Microseconds = std::chrono::microseconds;

class KillSetup : public testing::Test {
 protected:
  void SetUp() override {
    std::ofstream(temp_.in("people.csv")) << "account,name,roles\ngv01,Đỗ Thị Mẫu,teacher@to-1\n"
                                             "tt1,Hồ Thị Ví,team_lead@to-1\nht,Mai Văn Dụ,principal\n";
    fs::create_directory(at_);
  }

  static pid_t start(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "quyche");
    const pid_t pid = ::fork();
    if (pid != 0) return pid;
    std::vector<char*> plain;
    for (std::string& one : arguments) plain.push_back(one.data());
    plain.push_back(nullptr);
    if (std::freopen("/dev/null", "w", stdout) == nullptr ||
        std::freopen("/dev/null", "w", stderr) == nullptr)
      ::_exit(126);
    ::execv(QUYCHE_BINARY_DIR "/quyche", plain.data());
    ::_exit(127);
  }
  static int wait(pid_t pid) {
    int status = 0;
    ::waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
  }
  // How long it takes when nobody kills it.
  static Microseconds time_of(const std::vector<std::string>& arguments) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(wait(start(arguments)), 0);
    return std::chrono::duration_cast<Microseconds>(std::chrono::steady_clock::now() - begin);
  }
  // Whether it was killed: it may have been faster.
  bool killed_within(const std::vector<std::string>& arguments, Microseconds most) {
    const pid_t pid = start(arguments);
    std::this_thread::sleep_for(Microseconds(random_() % static_cast<std::uint64_t>(most.count())));
    ::kill(pid, SIGKILL);
    return wait(pid) == 1000 + SIGKILL;
  }
  [[nodiscard]] std::set<std::string> names() const {
    std::set<std::string> out;
    for (const auto& entry : fs::directory_iterator(at_)) out.insert(entry.path().filename().string());
    return out;
  }
  [[nodiscard]] std::vector<std::string> init(const std::string& dir) const {
    return {"init",     dir,
            "--policy", QUYCHE_SOURCE_DIR "/tests/golden/cli/regulation.yaml",
            "--clock",  "commands",
            "--at",     "2024-09-01T08:00:00+07:00",
            "--people", temp_.in("people.csv")};
  }
  static void expect_whole(const std::string& dir) {
    const auto reader = sqlite::open_sqlite_reader(dir);
    ASSERT_TRUE(reader) << reader.error().code;
    const auto checked = runtime::check_copy(**reader);
    ASSERT_TRUE(checked) << checked.error().detail;
    ASSERT_EQ(checked->size(), 1U);
    EXPECT_EQ(checked->front().covered, checked->front().events) << "with its checkpoint";
    EXPECT_GT(checked->front().events, 5U);
  }

  contract::TempDir temp_;
  std::string at_ = temp_.in("at");
  const std::uint64_t seed_ = seed_or(4'712);
  std::mt19937_64 random_{seed_};
};

TEST_F(KillSetup, init_makes_a_school_or_nothing) {
  SCOPED_TRACE("QUYCHE_SEED=" + std::to_string(seed_));
  const std::string dir = at_ + "/truong";
  const auto most = time_of(init(temp_.in("measured")));
  int killed = 0;
  int left_something = 0;
  for (int round = 0; round < scaled(30) && !HasFailure(); ++round) {
    const bool in_place = round % 3 == 2;
    if (in_place) fs::create_directory(dir);
    if (killed_within(init(dir), most)) ++killed;
    const bool made = fs::exists(dir + "/quyche.db");
    if (made) expect_whole(dir);
    if (!made && names().size() > (in_place ? 1U : 0U)) ++left_something;
    // Nothing that was left is in the way, and nothing of it stays.
    if (!made) {
      EXPECT_EQ(wait(start(init(dir))), 0);
    }
    expect_whole(dir);
    EXPECT_EQ(wait(start({"checkpoint", dir})), 0) << "its key is there";
    EXPECT_EQ(names(), (std::set<std::string>{"truong", "truong.keys", "truong.keys.signed"}));
    for (const auto& entry : fs::directory_iterator(dir)) {
      const std::string name = entry.path().filename().string();
      // Killed behind the moving of the data file, the folder that it came from stays, with no data in it.
      const bool emptied = name.starts_with("quyche.partial-") && !fs::exists(entry.path() / "quyche.db");
      EXPECT_TRUE(name == "lock" || name.starts_with("quyche.db") || emptied) << name;
    }
    fs::remove_all(dir);
    fs::remove(dir + ".keys");
    fs::remove(dir + ".keys.signed");
  }
  std::cout << "init: killed " << killed << " times, left something " << left_something << " times\n";
  EXPECT_GT(killed, 0);
}

TEST_F(KillSetup, backup_makes_a_copy_or_nothing) {
  SCOPED_TRACE("QUYCHE_SEED=" + std::to_string(seed_));
  const std::string dir = temp_.in("truong");
  ASSERT_EQ(wait(start(init(dir))), 0);
  const std::string copy = at_ + "/sao-luu";
  const auto most = time_of({"backup", dir, "--to", temp_.in("measured")});
  int killed = 0;
  for (int round = 0; round < scaled(20) && !HasFailure(); ++round) {
    if (killed_within({"backup", dir, "--to", copy}, most)) ++killed;
    if (!fs::exists(copy)) {
      EXPECT_EQ(wait(start({"backup", dir, "--to", copy})), 0);
    }
    expect_whole(copy);
    EXPECT_EQ(names(), std::set<std::string>{"sao-luu"});
    fs::remove_all(copy);
  }
  expect_whole(dir);
  EXPECT_GT(killed, 0);
}

}  // namespace
}  // namespace quyche::durability
