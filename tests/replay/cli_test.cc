// audit, what-if and adopt on the command line: tests/golden/replay/NAME.txt holds what they print, in
// Vietnamese and in English. QUYCHE_REFRESH_GOLDEN=1 writes them anew.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdlib>

#include "adapters/sqlite/sqlite_store.h"
#include "engine/event/codec.h"
#include "tests/adapters/cli/cli.h"

namespace quyche::cli {
namespace {

const std::filesystem::path golden = repository() / "tests/golden/replay";

std::unique_ptr<School> played() {
  auto school = std::make_unique<School>();
  (void)school->give(bytes_of(repository() / "tests/golden/cli/school.jsonl"));
  return school;
}

// The example regulation with some places of its text changed.
std::string other_policy(const School& school,
                         const std::vector<std::pair<std::string, std::string>>& changes) {
  std::string text = bytes_of(example());
  for (const auto& [from, to] : changes) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    if (at != std::string::npos) text.replace(at, from.size(), to);
  }
  const std::filesystem::path folder = school.in("policies");
  std::filesystem::create_directories(folder);
  for (const char* beside : {"calendars", "hooks"})
    std::filesystem::copy(
        repository() / "tests/golden/cli" / beside, folder / beside,
        std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
  return write_file((folder / "other.yaml").string(), text);
}

// Puts an event behind the last one that no decision gave: only an audit can tell.
void forge(const School& school, const std::string& commands, const std::string& from,
           const std::string& to) {
  ASSERT_EQ(school.give(commands).exit, 0);
  auto store = sqlite::open_sqlite_store(school.dir, sqlite::OpenMode::write);
  ASSERT_TRUE(store);
  const auto reader = (*store)->reader();
  const SchoolId id{"school"};
  const std::uint64_t last = *(*reader)->last_seq(id);
  const auto newest = (*reader)->events(id, last, 1);
  StoredEvent event = newest->front();
  auto forged = *decode_event(event.bytes);
  forged.seq = event.seq = last + 1;
  forged.command = CommandKey{"forged"};
  std::string bytes = encode_event(forged);
  ASSERT_NE(bytes.find(from), std::string::npos) << bytes;
  bytes.replace(bytes.find(from), from.size(), to);
  ASSERT_TRUE(decode_event(bytes)) << bytes;
  event.bytes = bytes;
  Batch batch;
  batch.school = id;
  batch.events = {event};
  ASSERT_TRUE((*store)->append(batch));
}

// Once, in Vietnamese: what it does cannot be done twice.
void expect_said(const std::string& name, const Names& arguments) {
  const Ran ran = run_cli(arguments);
  EXPECT_EQ(ran.exit, 0) << ran.err;
  expect_narrow(ran.out, name);
  const auto file = golden / (name + ".txt");
  if (std::getenv("QUYCHE_REFRESH_GOLDEN") != nullptr) write_file(file.string(), ran.out);
  EXPECT_EQ(ran.out, bytes_of(file)) << name;
}

void expect_golden(const std::string& name, Names arguments) {
  std::string printed;
  for (const char* lang : {"vi", "en"}) {
    Names in = arguments;
    in.insert(in.end(), {"--lang", lang});
    const Ran ran = run_cli(in);
    EXPECT_NE(ran.exit, 3) << ran.err;
    printed += ran.out + ran.err + "---\n";
    expect_narrow(ran.out, name);
  }
  const auto file = golden / (name + ".txt");
  if (std::getenv("QUYCHE_REFRESH_GOLDEN") != nullptr) {
    std::filesystem::create_directories(golden);
    write_file(file.string(), printed);
  }
  EXPECT_EQ(printed, bytes_of(file)) << name;
}

TEST(CliAudit, HonestDirectoryHasNoFindings) {
  const auto school = played();
  for (const Names& options :
       {Names{}, Names{"--rerun-hooks"}, Names{"--jobs", "2"}, Names{"--school", "school"}}) {
    Names arguments{"audit", school->dir, "--format", "json"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const Ran ran = run_cli(arguments);
    EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
    const json::Value value = ran.json();
    const json::Value& one = value.find("schools")->array()->front();
    EXPECT_GT(*one.find("commands")->integer(), 20);
    EXPECT_EQ(*one.find("findings_count")->integer(), 0);
  }
}

TEST(CliAudit, ForgedDirectoryIsFound) {
  const auto school = played();
  forge(*school,
        R"({"key":"z1","at":"2025-06-30T08:00:00+07:00","as":"qt","do":"add_unit","unit":"to-8"})"
        "\n",
        "to-8", "to-1");
  expect_golden("audit", {"audit", school->dir});
  const Ran ran = run_cli({"audit", school->dir, "--format", "json"});
  EXPECT_EQ(ran.exit, 1);
  const json::Value value = ran.json();
  const json::Value& finding = value.find("schools")->array()->front().find("findings")->array()->front();
  EXPECT_EQ(*finding.find("code")->string(), "Q550");
  EXPECT_EQ(*finding.find("recorded")->find("kind")->string(), "unit_added");
  EXPECT_NE(finding.find("refused"), nullptr);
}

// Changes the data file behind the program's back.
void execute(const std::string& dir, const std::string& sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open((dir + "/quyche.db").c_str(), &db), SQLITE_OK);
  char* problem = nullptr;
  EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &problem), SQLITE_OK) << problem;
  EXPECT_GT(sqlite3_changes(db), 0) << sql;
  sqlite3_free(problem);
  sqlite3_close(db);
}

TEST(CliAudit, TextThatIsNotTheOneOfThen) {
  const auto school = played();
  ASSERT_EQ(school
                ->give(R"({"key":"t1","at":"2025-03-03T08:00:00+07:00","as":"gv01","do":"create",)"
                       R"("type":"report_card","document":"open-1",)"
                       R"("fields":{"pupil":"hs-1","class":"1a","remarks":"Phép cộng"}})"
                       "\n")
                .exit,
            0);
  const Ran before = run_cli({"history", school->dir, "open-1"});
  const Ran replayed = run_cli({"replay", school->dir, "open-1"});
  ASSERT_NE(replayed.out.find("Phép cộng"), std::string::npos) << replayed.out;
  execute(school->dir, "update vault set text = 'Phép trừ' where text = 'Phép cộng'");
  for (const char* lang : {"vi", "en"}) {
    const std::string note =
        std::string(lang) == "vi" ? "không khớp với cam kết" : "does not match its commitment";
    for (const Names& command : {Names{"replay"}, Names{"replay", "--html", "-"}}) {
      Names arguments = command;
      arguments.insert(arguments.begin() + 1, {school->dir, "open-1"});
      arguments.insert(arguments.end(), {"--lang", lang});
      const Ran ran = run_cli(arguments);
      EXPECT_EQ(ran.exit, 0) << ran.err;
      EXPECT_EQ(ran.out.find("Phép trừ"), std::string::npos) << command.back();
      EXPECT_NE(ran.out.find(std::string(lang) == "vi" ? "cam kết" : "commitment"), std::string::npos)
          << ran.out;
    }
    for (const Names& options : {Names{}, Names{"--rerun-hooks"}}) {
      Names arguments{"audit", school->dir, "--lang", lang};
      arguments.insert(arguments.end(), options.begin(), options.end());
      const Ran ran = run_cli(arguments);
      EXPECT_EQ(ran.exit, 1);
      EXPECT_NE(ran.out.find("Q566"), std::string::npos) << ran.out;
      EXPECT_NE(ran.out.find(note), std::string::npos) << ran.out;
      EXPECT_EQ(ran.out.find("Q555"), std::string::npos) << "the script is not to blame";
    }
  }
}

TEST(CliAudit, EventThatCannotBeReadEndsOnlyItsSchool) {
  const auto school = played();
  forge(*school,
        R"({"key":"z1","at":"2025-06-30T08:00:00+07:00","as":"qt","do":"add_unit","unit":"to-8"})"
        "\n",
        "to-8", "to-1");
  ASSERT_EQ(run_cli({"init", school->dir, "--policy", example(), "--people", school->in("people.csv"),
                     "--school", "second", "--clock", "commands", "--at", "2024-09-01T08:00:00+07:00"})
                .exit,
            0);
  execute(school->dir,
          "update events set bytes = replace(bytes, '\"kind\":\"person_admitted\"', '\"kind\":\"persona\"') "
          "where bytes like '%\"school\":\"second\"%' and bytes like '%person_admitted%'");
  const Ran ran = run_cli({"audit", school->dir, "--format", "json"});
  EXPECT_EQ(ran.exit, 1) << ran.err;
  const json::Value value = ran.json();
  const json::Array& schools = *value.find("schools")->array();
  ASSERT_EQ(schools.size(), 2u);
  const auto codes = [](const json::Value& one) {
    Names out;
    for (const json::Value& finding : *one.find("findings")->array())
      out.push_back(*finding.find("code")->string());
    return out;
  };
  EXPECT_EQ(codes(schools[0]), Names{"Q550"});
  EXPECT_EQ(codes(schools[1]), Names{"Q567"}) << ran.out;
  const json::Value& finding = schools[1].find("findings")->array()->front();
  EXPECT_EQ(*finding.find("seq")->integer(), *schools[1].find("events")->integer() + 1);
  const Ran said = run_cli({"audit", school->dir});
  EXPECT_NE(said.out.find("Q550"), std::string::npos);
  EXPECT_NE(said.out.find("Q567"), std::string::npos);
}

TEST(CliAudit, SaysWhatIsMissing) {
  const auto school = played();
  EXPECT_EQ(run_cli({"audit", school->in("nothing")}).exit, 3);
  EXPECT_EQ(run_cli({"audit", school->dir, "--school", "other"}).exit, 3);
  EXPECT_EQ(run_cli({"audit", school->dir, "--jobs", "0"}).exit, 2);
  EXPECT_EQ(run_cli({"audit"}).exit, 2);
}

TEST(CliWhatIf, SamePolicyAndStricterOne) {
  const auto school = played();
  const Ran same = run_cli({"what-if", school->dir, "--policy", example(), "--format", "json"});
  EXPECT_EQ(same.exit, 0) << same.err;
  const json::Value value = same.json();
  for (const auto& [outcome, count] : *value.find("schools")->array()->front().find("totals")->object())
    EXPECT_EQ(*count.integer(), 0) << outcome;
  const std::string stricter = other_policy(*school, {{"trước ít nhất 03 ngày", "trước ít nhất 06 ngày"}});
  expect_golden("what_if", {"what-if", school->dir, "--policy", stricter});
  const Ran csv = run_cli({"what-if", school->dir, "--policy", stricter, "--csv"});
  EXPECT_EQ(csv.exit, 0);
  ASSERT_GE(lines_of(csv.out).size(), 2u);
  EXPECT_EQ(lines_of(csv.out)[0], "\xEF\xBB\xBFschool,unit,outcome,regulation,article,what,count\r");
  EXPECT_EQ(lines_of(csv.out)[1].substr(0, 16), "school,to-1,late");
  const Ran later = run_cli({"what-if", school->dir, "--policy", stricter, "--since", "2030-01-01", "--csv"});
  EXPECT_EQ(lines_of(later.out).size(), 1u) << "nothing was created since";
}

// Who owes nothing any more, and where: in the table of teams and for programs.
TEST(CliWhatIf, NamesTheTeamOfWhatIsOwed) {
  const auto school = played();
  const std::string free = other_policy(
      *school,
      {{"    duty: {each: teacher, every: school_week, dated_by: lesson_date, cite: Điều 14.2}\n", ""}});
  expect_golden("what_if_no_duty", {"what-if", school->dir, "--policy", free});
  const Ran ran = run_cli({"what-if", school->dir, "--policy", free, "--format", "json"});
  const json::Value value = ran.json();
  const json::Value& one = value.find("schools")->array()->front();
  const std::int64_t gone = *one.find("totals")->find("no_longer_owed")->integer();
  EXPECT_GT(gone, 0);
  ASSERT_EQ(one.find("units")->array()->size(), 1u);
  const json::Value& team = one.find("units")->array()->front();
  EXPECT_EQ(*team.find("unit")->string(), "to-1");
  EXPECT_EQ(*team.find("totals")->find("no_longer_owed")->integer(), gone);
  EXPECT_EQ(*one.find("places")->array()->front().find("unit")->string(), "to-1");
}

TEST(CliWhatIf, SaysWhatIsWrong) {
  const auto school = played();
  EXPECT_EQ(run_cli({"what-if", school->dir}).exit, 2);
  const Ran day = run_cli({"what-if", school->dir, "--policy", example(), "--since", "01/8/2024"});
  EXPECT_EQ(day.exit, 2);
  EXPECT_NE(day.err.find("01/8/2024"), std::string::npos);
  const Ran broken =
      run_cli({"what-if", school->dir, "--policy", write_file(school->in("x.yaml"), "title: x\n")});
  EXPECT_EQ(broken.exit, 1);
  EXPECT_NE(broken.out.find("Q"), std::string::npos);
  EXPECT_EQ(run_cli({"what-if", school->in("nothing"), "--policy", example()}).exit, 3);
  const Ran both = run_cli({"what-if", school->dir, "--policy", example(), "--csv", "--format", "json"});
  EXPECT_EQ(both.exit, 2);
  EXPECT_EQ(both.out, "");
  EXPECT_NE(both.err.find("--csv"), std::string::npos) << both.err;
}

// What asks about a policy: nothing was found wrong in the file, and it has no lines. (check, test and init
// list what they cannot read with what else they find.)
TEST(CliPolicyFile, AMistypedNameIsAFault) {
  const auto school = played();
  const std::string nowhere = school->in("nowhere.yaml");
  for (const Names& arguments :
       {Names{"what-if", school->dir, "--policy", nowhere}, Names{"diff", example(), nowhere},
        Names{"adopt", school->dir, "--policy", nowhere, "--dry-run"},
        Names{"explain", nowhere, "lesson_plan"}, Names{"graph", nowhere, "lesson_plan"},
        Names{"calendar", nowhere, "--school-year", "2024-2025"}, Names{"why", nowhere, "title"}}) {
    for (const char* format : {"human", "json"}) {
      Names in = arguments;
      if (in.front() != "calendar") in.insert(in.end(), {"--format", format});
      const Ran ran = run_cli(in);
      EXPECT_EQ(ran.exit, 3) << arguments.front() << ran.out << ran.err;
      EXPECT_EQ(ran.out, "") << arguments.front();
      EXPECT_NE(ran.err.find("Q501: không đọc được `" + nowhere + "`: "), std::string::npos) << ran.err;
      EXPECT_EQ(ran.err.find("1:1"), std::string::npos) << ran.err;
    }
  }
}

// Each version is shown as if those before it were adopted, and what is done is told in words.
TEST(CliAdopt, SeveralVersions) {
  const auto school = played();
  const std::string first = other_policy(*school, {{"trước ít nhất 03 ngày", "trước ít nhất 06 ngày"},
                                                   {"\nroles:", "\nopen_documents: take_over\nroles:"}});
  const std::string text = bytes_of(first);
  const auto days = text.find("effective: {from: 2024-08-01}");
  ASSERT_NE(days, std::string::npos);
  const auto version = [&](const std::string& name, const std::string& effective) {
    std::string changed = text;
    changed.replace(days, 29, "effective: {" + effective + "}");
    return write_file((std::filesystem::path(first).parent_path() / name).string(), changed);
  };
  const std::string newest = version("vi-du.ho-so@2026-01-01.yaml", "from: 2026-01-01");
  const std::string both = version("vi-du.ho-so.yaml", "from: 2024-08-01, to: 2025-12-31");
  ASSERT_FALSE(newest.empty());
  ASSERT_EQ(
      school
          ->give(
              R"({"key":"z1","at":"2025-03-03T08:00:00+07:00","as":"gv01","do":"create","type":"lesson_plan",)"
              R"("document":"open-1","fields":{"lesson_date":"2025-04-07"}})"
              "\n"
              R"({"key":"z2","at":"2025-03-03T08:00:00+07:00","as":"gv01","do":"create","type":"lesson_plan",)"
              R"("document":"open-2","fields":{"lesson_date":"2025-03-08"}})"
              "\n")
          .exit,
      0);
  const Names options{"adopt", school->dir, "--policy", both, "--at", "2025-03-03T09:00:00+07:00"};
  Names dry = options;
  dry.insert(dry.end(), {"--dry-run", "--format", "json"});
  const Ran rehearsed = run_cli(dry);
  ASSERT_EQ(rehearsed.exit, 0) << rehearsed.out << rehearsed.err;
  const json::Value value = rehearsed.json();
  const json::Array& adoptions = *value.find("adoptions")->array();
  ASSERT_EQ(adoptions.size(), 2u);
  const auto deadline = [](const json::Value& adoption, const char* member) {
    for (const json::Value& document : *adoption.find("documents")->array())
      if (*document.find("document")->string() == "open-1")
        return *document.find("deadlines")->array()->front().find(member)->string();
    return std::string("none");
  };
  EXPECT_EQ(deadline(adoptions[0], "fate"), "moved");
  EXPECT_EQ(deadline(adoptions[1], "from"), deadline(adoptions[0], "to"))
      << "the version before has moved it";
  EXPECT_EQ(deadline(adoptions[1], "fate"), "settled") << "and it is late by the first day of this one";
  Names real = options;
  real.insert(real.end(), {"--as", "gv01"});
  const Ran refused = run_cli(real);
  EXPECT_EQ(refused.exit, 1);
  EXPECT_EQ(refused.err.find("Q406"), refused.err.rfind("Q406")) << "told once: " << refused.err;
  real.back() = "ht";
  expect_said("adopt_done", real);
}

TEST(CliAdopt, RehearsesAndThenDoesIt) {
  const auto school = played();
  const std::string stricter = other_policy(*school, {{"trước ít nhất 03 ngày", "trước ít nhất 06 ngày"},
                                                      {"\nroles:", "\nopen_documents: take_over\nroles:"}});
  ASSERT_EQ(
      school
          ->give(
              R"({"key":"z1","at":"2025-03-03T08:00:00+07:00","as":"gv01","do":"create","type":"lesson_plan",)"
              R"("document":"open-1","fields":{"lesson_date":"2025-04-07"}})"
              "\n")
          .exit,
      0);
  const Names options{"--policy", stricter, "--at", "2025-03-03T09:00:00+07:00"};
  const auto with = [&](Names more) {
    Names out{"adopt", school->dir};
    out.insert(out.end(), options.begin(), options.end());
    out.insert(out.end(), more.begin(), more.end());
    return out;
  };
  expect_golden("adopt", with({"--dry-run"}));
  EXPECT_EQ(run_cli(with({})).exit, 2) << "who?";
  const Ran teacher = run_cli(with({"--as", "gv01"}));
  EXPECT_EQ(teacher.exit, 1) << teacher.out;
  EXPECT_NE(teacher.err.find("Q406"), std::string::npos) << teacher.err;
  const Ran foretold = run_cli(with({"--as", "gv01", "--dry-run"}));
  EXPECT_EQ(foretold.exit, 1);
  EXPECT_EQ(foretold.err, teacher.err);
  const Ran early =
      run_cli({"adopt", school->dir, "--policy", stricter, "--dry-run", "--at", "2025-01-01T08:00:00+07:00"});
  EXPECT_EQ(early.exit, 1);
  EXPECT_NE(early.err.find("Q403"), std::string::npos) << early.err;
  const Ran done = run_cli(with({"--as", "ht", "--format", "json"}));
  EXPECT_EQ(done.exit, 0) << done.out << done.err;
  EXPECT_EQ(*done.json().find("ok")->boolean(), true);
  const Ran again = run_cli(with({"--as", "ht"}));
  EXPECT_EQ(again.exit, 1);
  EXPECT_NE(again.err.find("Q446"), std::string::npos) << "it has it already";
  EXPECT_NE(again.err.find("đã áp dụng rồi"), std::string::npos) << again.err;
  const Ran rehearsed = run_cli(with({"--dry-run"}));
  EXPECT_EQ(rehearsed.exit, 1) << "as the command itself";
  EXPECT_EQ(rehearsed.err, again.err);
  const Ran history = run_cli({"history", school->dir, "open-1", "--format", "json"});
  EXPECT_NE(history.out.find("\"policy_changed\""), std::string::npos) << history.out;
  EXPECT_EQ(run_cli({"audit", school->dir}).exit, 0);
}

}  // namespace
}  // namespace quyche::cli
