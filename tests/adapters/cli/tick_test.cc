// quyche tick: time passes though nobody sends a command; and what views say of how far it was recorded.
#include <gtest/gtest.h>

#include "adapters/runtime/clock.h"
#include "adapters/runtime/new_school.h"
#include "rules/policy/load.h"
#include "tests/adapters/cli/cli.h"

namespace quyche::cli {
namespace {

// A school that follows the machine's clock and was opened long ago, or just now.
std::string school_by_clock(const TempDir& temp, const std::string& name, Instant opened) {
  rules::Findings findings;
  runtime::NewSchool school;
  school.school = SchoolId{"s1"};
  school.policy = rules::load_policy(example(), findings);
  school.clock = ClockSource::system;
  school.now = opened;
  const UnitId unit{"to-1"};
  school.people = {{"gv01", "Đỗ Thị Mẫu", {{RoleId{"teacher"}, unit}}},
                   {"tt1", "Hồ Thị Ví", {{RoleId{"team_lead"}, unit}}},
                   {"ht", "Mai Văn Dụ", {{RoleId{"principal"}, {}}}}};
  EXPECT_TRUE(runtime::create_data_directory(temp.in(name), school));
  return temp.in(name);
}

const std::string lesson =
    R"({"key":"k1","do":"create","as":"gv01","at":"2024-10-01T08:00:00+07:00","type":"lesson_plan",)"
    R"("document":"p1","fields":{"lesson_date":"2024-10-07"}})"
    "\n";

TEST(CliTick, RecordsWhatFellDueAndSignsIt) {
  const School school;
  ASSERT_EQ(school.give(lesson).exit, 0);
  EXPECT_EQ(run_cli({"late", school.dir, "--lang", "en"}).out.find("p1"), std::string::npos);
  const Ran ran = run_cli({"tick", school.dir, "--at", "2024-11-01T08:00:00+07:00", "--format", "json"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(ran.err, "");
  const json::Value told = ran.json();
  const json::Value& one = told.find("schools")->array()->front();
  EXPECT_EQ(keys_of(one), (Names{"events", "needs_time", "recorded_until", "school"}));
  EXPECT_GT(*one.find("events")->integer(), 0);
  EXPECT_NE(run_cli({"history", school.dir, "p1", "--format", "json"}).out.find("deadline_missed"),
            std::string::npos);
  EXPECT_EQ(run_cli({"verify", school.dir}).exit, 0);
  // Once is enough.
  const Ran again = run_cli({"tick", school.dir, "--at", "2024-11-01T08:00:00+07:00", "--format", "json"});
  EXPECT_EQ(*again.json().find("schools")->array()->front().find("events")->integer(), 0);
}

TEST(CliTick, WhereTimesComeWithCommandsItNeedsOne) {
  const School school;
  const Ran none = run_cli({"tick", school.dir, "--lang", "en"});
  EXPECT_EQ(none.exit, 0);
  EXPECT_NE(none.out.find("give --at"), std::string::npos) << none.out;
  EXPECT_EQ(run_cli({"tick", school.dir, "--at", "hôm qua"}).exit, 2);
  const Ran back = run_cli({"tick", school.dir, "--at", "2024-01-01T08:00:00+07:00"});
  EXPECT_EQ(back.exit, 3);
  EXPECT_NE(back.err.find("Q527"), std::string::npos) << back.err;
}

TEST(CliTick, ASchoolWithAClockNeedsNoCommandAndNoTime) {
  const TempDir temp;
  const std::string dir = school_by_clock(temp, "old", *Instant::parse("2024-09-01T08:00:00+07:00"));
  const Names report = {"report", dir, "--by", "team", "--lang", "en"};
  for (const Names& view : {Names{"late", dir, "--lang", "en"}, report})
    EXPECT_NE(run_cli(view).err.find("run `quyche tick`"), std::string::npos) << view.front();
  EXPECT_EQ(run_cli({"tick", dir, "--at", "2024-11-01T08:00:00+07:00"}).exit, 2);
  const Ran ran = run_cli({"tick", dir, "--format", "json"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_GT(*ran.json().find("schools")->array()->front().find("events")->integer(), 0);
  EXPECT_NE(ran.err.find("Q535"), std::string::npos) << "there is no key to sign with, which is said";
  for (const Names& view : {Names{"late", dir, "--lang", "en"}, report}) {
    const Ran after = run_cli(view);
    EXPECT_EQ(after.err.find("quyche tick"), std::string::npos) << after.err;
    EXPECT_NE(after.err.find("recorded until"), std::string::npos) << after.err;
  }
}

TEST(CliTick, AllSchoolsOfADirectory) {
  const School school;
  const std::string people = write_file(school.in("people.csv"), people_csv);
  ASSERT_EQ(run_cli({"init", school.dir, "--school", "s2", "--policy", example(), "--people", people, "--at",
                     "2024-09-01T08:00:00+07:00", "--clock", "commands"})
                .exit,
            0);
  const Ran all = run_cli({"tick", school.dir, "--at", "2024-10-01T08:00:00+07:00", "--format", "json"});
  EXPECT_EQ(all.exit, 0) << all.err;
  EXPECT_EQ(all.json().find("schools")->array()->size(), 2U);
  const Ran one = run_cli({"tick", school.dir, "--school", "s2", "--format", "json"});
  EXPECT_EQ(one.json().find("schools")->array()->size(), 1U);
  EXPECT_EQ(run_cli({"tick", school.dir, "--school", "s9"}).exit, 3);
}

}  // namespace
}  // namespace quyche::cli
