// quyche check, explain, graph and help: what looks at files only.
#include <gtest/gtest.h>

#include <set>

#include "engine/json/canonical.h"
#include "tests/adapters/cli/cli.h"

namespace quyche::cli {
namespace {

const std::string bad_policy =
    "regulation: vi-du\ntitle: Quy chế\neffective: {from: 2024-08-01}\nroles: {teacher: Giáo viên}\n"
    "administration: {people: {by: techer, cite: Điều 2}}\ndocuments: {}\n";

// No error, and no warning but that the regulations, which are older, ask for what the charter advises
// against from 10/5/2026 (Q371): that is how the texts stand. Notes: what is left to the school (Q317), days
// off that nobody has verified yet (Q330), a yearly plan that no clause gives a day (Q397).
TEST(CliCheck, WhatShipsIsClean) {
  const Ran human = run_cli({"check", (repository() / "policies").string()});
  EXPECT_EQ(human.exit, 1) << human.out << human.err;
  EXPECT_EQ(lines_of(human.err).size(), 1U) << human.err;
  const Ran ran = run_cli({"check", (repository() / "policies").string(), "--format", "json"});
  EXPECT_EQ(ran.exit, 1);
  EXPECT_EQ(ran.err, "");
  const json::Value value = ran.json();
  EXPECT_EQ(keys_of(value), (Names{"errors", "files", "findings", "warnings"}));
  EXPECT_EQ(*value.find("errors")->integer(), 0);
  EXPECT_GE(*value.find("files")->integer(), 2);
  std::set<std::string> kinds;
  for (const json::Value& one : *value.find("findings")->array()) {
    const std::string& code = *one.find("code")->string();
    kinds.insert(*one.find("severity")->string() + ' ' + code);
    const bool of_a_calendar = one.find("file")->string()->find("/calendars/") != std::string::npos;
    EXPECT_EQ(code == "Q330", of_a_calendar) << *one.find("file")->string();
    if (code != "Q371") continue;
    EXPECT_NE(one.find("message")->find("en")->string()->find("2026-05-10"), std::string::npos);
  }
  EXPECT_EQ(kinds, (std::set<std::string>{"warning Q371", "note Q317", "note Q330", "note Q397"}));
}

TEST(CliCheck, FindingsAreExitOne) {
  const TempDir temp;
  const std::string path = write_file(temp.in("x.yaml"), bad_policy);
  const Ran human = run_cli({"check", path});
  EXPECT_EQ(human.exit, 1);
  EXPECT_TRUE(human.out.starts_with(path + ":5:31: lỗi Q301: ")) << human.out;
  EXPECT_EQ(human.err, "đã kiểm tra 1 tệp: 1 lỗi, 0 cảnh báo\n");
  EXPECT_EQ(run_cli({"check", path, "--lang", "en"}).err, "checked 1 files: 1 errors, 0 warnings\n");
  const Ran ran = run_cli({"check", path, "--format", "json"});
  EXPECT_EQ(ran.exit, 1);
  const json::Value value = ran.json();
  const json::Array& found = *value.find("findings")->array();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(keys_of(found[0]), (Names{"clause", "code", "column", "file", "length", "line", "message", "path",
                                      "severity", "suggestion"}));
  EXPECT_EQ(*found[0].find("suggestion")->string(), "teacher");
  EXPECT_EQ(keys_of(*found[0].find("message")), (Names{"en", "vi"}));
}

// A warning is worth an exit code; a note is not.
TEST(CliCheck, WarningsAreExitOneAndNotesAreNot) {
  const auto golden = [](const std::string& name) {
    return run_cli({"check", (repository() / "tests/golden/policy" / name).string()}).exit;
  };
  EXPECT_EQ(golden("q314_counting.bad.yaml"), 1);
  EXPECT_EQ(golden("q317_left_to_school.bad.yaml"), 0);
  EXPECT_EQ(golden("q330_not_verified.bad.yaml"), 0);
}

TEST(CliCheck, FilesAndFolders) {
  const TempDir temp;
  EXPECT_EQ(run_cli({"check", temp.root()}).exit, 2);  // nothing to check
  EXPECT_EQ(run_cli({"check", temp.in("khong-co.yaml")}).exit, 1);
  std::filesystem::create_directories(temp.in("a/b"));
  write_file(temp.in("a/b/x.yml"), bad_policy);
  write_file(temp.in("a/y.yaml"), bad_policy);
  write_file(temp.in("a/z.txt"), bad_policy);
  const Ran ran = run_cli({"check", temp.in("a"), temp.in("a/y.yaml"), "--format", "json"});
  EXPECT_EQ(ran.exit, 1);
  EXPECT_EQ(*ran.json().find("files")->integer(), 3);
  EXPECT_EQ(*ran.json().find("errors")->integer(), 2);  // the same file twice is said once
}

TEST(CliExplain, JsonIsThePolicysOwn) {
  const Ran ran = run_cli({"explain", duong_kinh(), "lesson_plan", "--format", "json"});
  EXPECT_EQ(ran.exit, 0);
  EXPECT_EQ(ran.err, "");
  const json::Value value = ran.json();
  EXPECT_EQ(keys_of(value), (Names{"dates", "document", "policy", "regulation"}));
  EXPECT_EQ(*value.find("document")->find("id")->string(), "lesson_plan");
}

TEST(CliExplain, CountsTheDeadlinesForTheDatesGiven) {
  const struct {
    const char* type;
    Names options;
    const char* dates;
  } cases[] = {
      {"lesson_plan",
       {},
       R"({"deadlines":{"three_days_ahead":{"closes":"2024-10-05T00:00:00+07:00",)"
       R"("last_day":"2024-10-04"}},"example":true,"fields":{"lesson_date":"2024-10-07"},)"
       R"("school_year":"2024-2025"})"},
      {"lesson_plan",
       {"--set", "lesson_date=2025-09-10"},
       R"({"deadlines":{"three_days_ahead":{"closes":"2025-09-08T00:00:00+07:00","last_day":"2025-09-07"}},)"
       R"("example":false,"fields":{"lesson_date":"2025-09-10"},"school_year":"2025-2026"})"},
      {"team_plan",
       {"--school-year", "2026-2027"},
       R"({"deadlines":{"before_school_year":{"closes":"2026-09-05T00:00:00+07:00","last_day":"2026-09-04"}},)"
       R"("example":false,"fields":{},"school_year":"2026-2027"})"},
  };
  for (const auto& one : cases) {
    Names arguments = {"explain", duong_kinh(), one.type, "--format", "json"};
    arguments.insert(arguments.end(), one.options.begin(), one.options.end());
    EXPECT_EQ(json::canonical(*run_cli(arguments).json().find("dates")), one.dates);
  }
}

TEST(CliExplain, DatesThatCannotBeReadAreWrongUse) {
  const struct {
    Names options;
    const char* said;
  } cases[] = {
      {{"--set", "lesson_date"},
       "quyche: `--set lesson_date` must be NAME=DATE, for example lesson_date=2024-10-07\n"},
      {{"--set", "lesson=2024-10-07"}, "quyche: there is no field `lesson`; declared: lesson_date\n"},
      {{"--set", "subject=toan"}, "quyche: field `subject` must be of type `date`, `date_time` or `week`\n"},
      {{"--set", "lesson_date=07/10/2024"},
       "quyche: `07/10/2024` is not in the expected form, for example `2024-10-07`\n"},
      {{"--school-year", "2024"}, "quyche: `2024` is not in the expected form, for example `2024-2025`\n"},
  };
  for (const auto& one : cases) {
    Names arguments = {"explain", duong_kinh(), "lesson_plan", "--lang", "en"};
    arguments.insert(arguments.end(), one.options.begin(), one.options.end());
    const Ran ran = run_cli(arguments);
    EXPECT_EQ(ran.exit, 2);
    EXPECT_EQ(ran.err, one.said);
    EXPECT_EQ(ran.out, "");
  }
}

TEST(CliGraph, BothFormsInJson) {
  const Ran ran = run_cli({"graph", duong_kinh(), "lesson_plan", "--format", "json"});
  EXPECT_EQ(ran.exit, 0);
  EXPECT_EQ(keys_of(ran.json()), (Names{"dot", "mermaid"}));
  EXPECT_EQ(*ran.json().find("dot")->string(), run_cli({"graph", duong_kinh(), "lesson_plan"}).out);
  EXPECT_EQ(*ran.json().find("mermaid")->string(),
            run_cli({"graph", duong_kinh(), "lesson_plan", "--as", "mermaid"}).out);
}

TEST(CliExplain, EveryTypeThatShipsFitsAHundredColumns) {
  for (const std::string type :
       {"lesson_plan", "team_plan", "school_plan", "report_card", "class_summary", "pupil_register",
        "weekly_schedule", "lock_order", "correction_record", "violation_record"}) {
    for (const std::string lang : {"vi", "en"}) {
      const Ran ran = run_cli({"explain", duong_kinh(), type, "--lang", lang});
      EXPECT_EQ(ran.exit, 0) << type;
      expect_narrow(ran.out, type);
    }
  }
}

TEST(CliExplain, APolicyWithErrorsIsExitOne) {
  const TempDir temp;
  const std::string path = write_file(temp.in("x.yaml"), bad_policy);
  for (const std::string command : {"explain", "graph"}) {
    const Ran human = run_cli({command, path, "plan"});
    EXPECT_EQ(human.exit, 1);
    EXPECT_NE(human.out.find("Q301"), std::string::npos);
    const Ran ran = run_cli({command, path, "plan", "--format", "json"});
    EXPECT_EQ(ran.exit, 1);
    EXPECT_EQ(keys_of(ran.json()), Names{"findings"});
  }
}

TEST(CliHelp, EveryCodeIsExplainedInBothLanguages) {
  for (const Message& message : all_messages()) {
    const std::string code(message.code);
    if (code[0] != 'Q') continue;
    const Ran vietnamese = run_cli({"help", code});
    const Ran english = run_cli({"help", "--lang", "en", code});
    EXPECT_EQ(vietnamese.exit, 0) << code << vietnamese.err;
    EXPECT_TRUE(vietnamese.out.starts_with(code + ": " + std::string(message.vi) + "\n\n")) << code;
    EXPECT_TRUE(english.out.starts_with(code + ": " + std::string(message.en) + "\n\n")) << code;
    EXPECT_EQ(vietnamese.out.find("## "), std::string::npos) << code;
    EXPECT_EQ(english.out.find("## "), std::string::npos) << code;
  }
  EXPECT_EQ(run_cli({"help", "q202"}).out, run_cli({"help", "Q202"}).out);
  const Ran ran = run_cli({"help", "Q202", "--format", "json"});
  EXPECT_EQ(keys_of(*ran.json().find("page")), (Names{"en", "vi"}));
}

}  // namespace
}  // namespace quyche::cli
