// quyche test: what it prints, and when it is content.
#include <gtest/gtest.h>

#include "tests/adapters/cli/cli.h"

namespace quyche::cli {
namespace {

std::string policies() { return (repository() / "policies").string(); }
std::string golden(const std::string& name) {
  return (repository() / "tests/golden/policy" / (name + ".yaml")).string();
}

TEST(CliTest, WhatShipsPasses) {
  for (const std::string lang : {"vi", "en"}) {
    const Ran ran = run_cli({"test", policies(), "--lang", lang});
    EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
    EXPECT_EQ(lines_of(ran.err).size(), 1U) << ran.err;
    expect_narrow(ran.out, lang);
  }
}

TEST(CliTest, AFailureIsExitOneWithItsTrace) {
  const std::string path = golden("q254_other_clause.bad");
  const Ran ran = run_cli({"test", path, "--lang", "en"});
  EXPECT_EQ(ran.exit, 1);
  const std::string out = ran.out;
  EXPECT_NE(out.find("FAILED  duyet: "), std::string::npos) << out;
  EXPECT_NE(out.find(path + ":16:53: error Q254: "), std::string::npos) << out;
  // The trace: file and line of each step, what was done, what followed under which clause.
  EXPECT_NE(out.find(path + ":11  02/10/2024 08:00\n        an: creates Kế hoạch `ke-hoach`\n"),
            std::string::npos)
      << out;
  EXPECT_NE(out.find("✗ refused: Q414 a reason must be given (Điều 4)\n"), std::string::npos) << out;
  EXPECT_NE(out.find("→ ke-hoach: Duyệt: Soạn thảo → Đã duyệt; reason: Đạt (Điều 4)\n"), std::string::npos)
      << out;
  EXPECT_EQ(ran.err, "1 cases: 0 passed, 1 failed; 0 errors while reading\n");
}

TEST(CliTest, WhatCannotBeReadIsExitOne) {
  const Ran ran = run_cli({"test", golden("q202_test_keys.bad")});
  EXPECT_EQ(ran.exit, 1);
  EXPECT_NE(ran.out.find("lỗi Q202"), std::string::npos);
  EXPECT_EQ(run_cli({"test", "/khong/co.test.yaml"}).exit, 1);
  EXPECT_NE(run_cli({"test", "/khong/co.test.yaml"}).out.find("Q501"), std::string::npos);
  EXPECT_EQ(run_cli({"check", golden("q202_test_keys.bad")}).exit, 1);     // check reads tests, too
  EXPECT_EQ(run_cli({"check", golden("q254_other_clause.bad")}).exit, 0);  // and does not run them
}

TEST(CliTest, NoTestIsNoSuccess) {
  const TempDir temp;
  const Ran empty = run_cli({"test", temp.root()});
  EXPECT_EQ(empty.exit, 1);
  EXPECT_NE(empty.err, "");
  EXPECT_EQ(run_cli({"test", golden("q242_no_cases.bad")}).exit, 1);
  EXPECT_EQ(run_cli({"test", policies(), "--only", "khong-co"}).exit, 1);
  EXPECT_EQ(run_cli({"test", duong_kinh()}).exit, 1);  // a regulation is no test
  EXPECT_EQ(run_cli({"test"}).exit, 2);
}

TEST(CliTest, OnlyRunsTheCasesNamed) {
  const Ran ran = run_cli({"test", policies(), "--only", "uy-quyen", "--only", "so-dang-bo", "--lang", "en"});
  EXPECT_EQ(ran.exit, 0);
  EXPECT_EQ(ran.err, "2 cases: 2 passed, 0 failed; 0 errors while reading\n");
  EXPECT_EQ(ran.out.find("Coverage"), std::string::npos) << "of two cases the coverage says nothing";
}

TEST(CliTest, TheSameFileTwiceIsRunOnce) {
  const std::string path = golden("q254_other_clause.good");
  EXPECT_EQ(*run_cli({"test", path, path, "--format", "json"}).json().find("cases")->integer(), 1);
}

TEST(CliTest, CoverageSaysWhatWasNeverTried) {
  const Ran ran = run_cli({"test", golden("q254_other_clause.good"), "--lang", "en"});
  EXPECT_EQ(ran.exit, 0) << ran.out;
  EXPECT_NE(ran.out.find("  actions taken: 1/1\n"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("  requirements that refused: 1/1\n"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("  deadlines missed: 0/1\n      never tried: plan.ahead\n"), std::string::npos)
      << ran.out;
  EXPECT_NE(ran.out.find("  clauses that decided: 3/4\n      never tried: Điều 2\n"), std::string::npos)
      << ran.out;
}

TEST(CliTest, JsonHoldsCasesTraceAndCoverage) {
  const Ran ran =
      run_cli({"test", golden("q254_other_clause.bad"), golden("q202_test_keys.bad"), "--format", "json"});
  EXPECT_EQ(ran.exit, 1);
  EXPECT_EQ(ran.err, "");
  const json::Value value = ran.json();
  EXPECT_EQ(keys_of(value), (Names{"cases", "errors", "failed", "findings", "suites"}));
  EXPECT_EQ(*value.find("failed")->integer(), 1);
  EXPECT_EQ(*value.find("errors")->integer(), 4);
  const json::Value& suite = (*value.find("suites")->array())[0];
  EXPECT_EQ(keys_of(suite), (Names{"cases", "coverage", "file", "regulation"}));
  const json::Value& one = (*suite.find("cases")->array())[0];
  EXPECT_EQ(keys_of(one), (Names{"covers", "failures", "name", "passed", "title", "trace"}));
  EXPECT_FALSE(*one.find("passed")->boolean());
  const json::Value& first = (*one.find("trace")->array())[0];
  EXPECT_EQ(keys_of(first), (Names{"at", "by", "command", "events", "file", "line"}));
  EXPECT_EQ(*first.find("line")->integer(), 11);
  EXPECT_EQ(keys_of(*suite.find("coverage")), (Names{"requirements", "versions"}));
}

// Where the regulation lists no requirements, those that cases name are counted.
TEST(CliTest, CoversIsCounted) {
  const TempDir temp;
  const std::string reg = bytes_of(golden("kiem-thu"));
  std::filesystem::create_directories(temp.in("calendars"));
  std::filesystem::copy(repository() / "tests/golden/policy/calendars/vi-du.yaml",
                        temp.in("calendars/vi-du.yaml"));
  write_file(temp.in("kiem-thu.yaml"), reg);
  const std::string test = write_file(temp.in("a.test.yaml"),
                                      "tests: kiem-thu\ngiven: {as_of: 2024-10-01T07:00}\ncases: {ca: "
                                      "{covers: [X-01, X-02], then: [{no_event: "
                                      "created}]}}\n");
  const Ran ran = run_cli({"test", test, "--lang", "en"});
  EXPECT_EQ(ran.exit, 0) << ran.out;
  EXPECT_NE(ran.out.find("requirements named: 2/2"), std::string::npos) << ran.out;
}

}  // namespace
}  // namespace quyche::cli
