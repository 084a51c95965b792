// What the cases of a suite see, and what makes them fail. Each kind of failure has its twins in
// tests/golden/policy (q24x, q25x).
#include <gtest/gtest.h>

#include <unistd.h>

#include <set>

#include "engine/event/codec.h"
#include "tests/rules/policy_test/suite.h"

namespace quyche::rules::policy_test {
namespace {

namespace fs = std::filesystem;

const std::string created =
    "    when:\n      - {at: 2024-10-02T08:00, by: an, create: plan, as: p, fields: {day: 2024-10-07}}\n";

TEST(PolicyTest, TimesAreLocalUnlessAnOffsetSaysOtherwise) {
  for (const char* at :
       {"2024-10-02T08:00", "2024-10-02T08:00+07:00", "2024-10-02T01:00:00Z", "2024-10-01T20:00-05:00"}) {
    const Ran ran(one_case("    when: [{at: " + std::string(at) +
                           ", by: an, create: plan, as: p, fields: {day: 2024-10-07}, cite: Điều 3}]\n"));
    ASSERT_EQ(ran.codes(), Codes{}) << at;
    EXPECT_EQ(ran.suite->cases[0].when[0].at, *Instant::parse("2024-10-02T01:00:00Z")) << at;
  }
  for (const char* at : {"2024-10-02", "08:00", "2024-13-02T08:00", "1900-01-01T08:00", "2024-10-02T24:00"})
    EXPECT_EQ(Ran(one_case("    when: [{wait_until: \"" + std::string(at) +
                           "\"}]\n    then: [{no_event: created}]\n"))
                  .codes(),
              Codes{"Q205"})
        << at;
}

TEST(PolicyTest, TimeFiresEachThingAtItsMoment) {
  const Ran ran(
      one_case(created +
               "      - {wait_until: 2024-10-20T00:00}\n    then:\n"
               "      - {event: deadline_missed, document: p, at: 2024-10-05T00:00, cite: Điều 5}\n"
               "      - {event: duty_closed, week: 2024-W42, at: 2024-10-12T00:00, cite: Điều 5}\n"));
  EXPECT_EQ(ran.codes(), Codes{});
}

TEST(PolicyTest, ADeadlineIsPendingMissedOrDoesNotApply) {
  const auto status = [](const char* wait, const char* expected) {
    return Ran(one_case(created + "      - {wait_until: " + wait +
                        "}\n    then:\n      - {document: p, deadline: "
                        "ahead, status: " +
                        expected + ", last_day: 2024-10-04, cite: Điều 5}\n"))
        .codes();
  };
  EXPECT_EQ(status("2024-10-04T23:59", "pending"), Codes{});
  EXPECT_EQ(status("2024-10-05T00:00", "missed"), Codes{});
  EXPECT_EQ(status("2024-10-05T00:00", "pending"), Codes{"Q256"});
  EXPECT_EQ(status("2024-10-04T23:59", "none"), Codes{"Q256"});
}

TEST(PolicyTest, ClausesAreComparedWithTheirRegulation) {
  const auto codes = [](const std::string& cite) {
    return Ran(one_case(created + "    then: [{document: p, state: draft" + cite + "}]\n")).codes();
  };
  EXPECT_EQ(codes(", cite: Điều 3"), Codes{});
  EXPECT_EQ(codes(", cite: {kiem-thu: Điều 3}"), Codes{});
  EXPECT_EQ(codes(", cite: {kiem-thu-khac: Điều 3}"), Codes{"Q254"});
  EXPECT_EQ(codes(", cite: Điều 4"), Codes{"Q254"});
  EXPECT_EQ(codes(""), Codes{"Q254"});  // a decision has a clause, and the case must name it
}

// What no clause demands is named without one.
TEST(PolicyTest, ARefusalWithoutAClauseIsNamedWithoutOne) {
  const std::string edit =
      created + "      - {by: an, edit: p, fields: {day: 2024-10-07}, refused: {code: Q446";
  EXPECT_EQ(Ran(one_case(edit + "}}\n")).codes(), Codes{});
  EXPECT_EQ(Ran(one_case(edit + ", cite: Điều 3}}\n")).codes(), Codes{"Q254"});
}

TEST(PolicyTest, SeveralPeopleGiveACommandInTurn) {
  const Ran ran(
      one_case(created +
               "      - {by: [an, em], do: approve, to: p, reason: Đạt, refused: {code: Q406, cite: "
               "Điều 4}}\n      - {by: ht, do: approve, to: p, reason: Đạt, cite: Điều 4}\n"));
  EXPECT_EQ(ran.codes(), Codes{});
  ASSERT_EQ(ran.result.cases[0].trace.size(), 4U);
  EXPECT_EQ(ran.result.cases[0].trace[2].by, PersonId{"em"});
}

TEST(PolicyTest, AStaleVersionAndASignedContentAreExpressible) {
  EXPECT_EQ(
      Ran(one_case(created + "      - {by: an, edit: p, fields: {day: 2024-10-08}, version: 7, refused: "
                             "{code: Q402}}\n"))
          .codes(),
      Codes{});
}

// Every command there is can be a step: the names are those of the engine's own set.
template <std::size_t... I>
std::set<std::string> command_names(std::index_sequence<I...>) {
  return {std::string(std::variant_alternative_t<I, CommandBody>::name)...};
}

TEST(PolicyTest, EveryCommandCanBeAStep) {
  const Ran ran(one_case(
      created +
      "      - {by: an, edit: p, fields: {day: 2024-10-08}}\n"
      "      - {by: an, attach: p, slot: x}\n      - {by: an, sign: p, over: other}\n"
      "      - {by: an, attest: p, step: x}\n      - {by: ht, do: approve, to: p}\n"
      "      - {by: ht, delegate: principal, to: an, until: 2024-10-09, as: u}\n"
      "      - {by: ht, end_delegation: u}\n      - {by: ht, add_unit: to-2}\n"
      "      - {by: ht, admit: giang, name: Giang}\n      - {by: ht, assign: teacher@to-2, to: giang}\n"
      "      - {by: ht, end_role: teacher@to-2, of: giang}\n      - {by: ht, remove: giang}\n"
      "      - {by: ht, erase: giang}\n"
      "      - {by: ht, adopt: kiem-thu}\n"));
  // The small regulation has no attachments and no steps on paper; all else is read.
  EXPECT_EQ(ran.codes(), (Codes{"Q306", "Q307"}));
  std::set<std::string> wanted = command_names(std::make_index_sequence<std::variant_size_v<CommandBody>>());
  wanted.erase("open_school");
  wanted.erase("tick");
  wanted.erase("adopt_key");
  Findings findings;
  std::string text = one_case("");
  std::set<std::string> seen;
  for (const auto& entry : std::filesystem::directory_iterator(repository() / "policies")) {
    if (!entry.path().string().ends_with(".test.yaml")) continue;
    const auto suite = read_suite(entry.path().string(), findings);
    ASSERT_TRUE(suite) << entry.path();
    for (const Case& one : suite->cases)
      for (const Step& step : one.when)
        if (const auto name = step.command.find("do"); name != step.command.end())
          seen.insert(*name->second.string());
  }
  EXPECT_EQ(seen, wanted) << "the shipped tests use every command";
}

// Names that are read in one place are judged there; a second mistake that only follows is not reported.
TEST(PolicyTest, OneMistakeIsReportedOnce) {
  EXPECT_EQ(
      Ran(one_case("    when: [{by: an, create: plam, as: p, fields: {day: 2024-10-07}}, "
                   "{by: an, do: approve, to: p}]\n    then: [{document: p, state: draft, cite: Điều 3}]\n"))
          .codes(),
      Codes{"Q304"});
}

TEST(PolicyTest, PeopleOfACaseAddAndReplace) {
  const std::string people = "    people: {an: {roles: []}, giang: teacher@to-2}\n";
  EXPECT_EQ(
      Ran(one_case(people +
                   "    when:\n      - {by: an, create: plan, fields: {day: 2024-10-07}, refused: {code: "
                   "Q406, cite: Điều 3}}\n"
                   "      - {by: giang, create: plan, fields: {day: 2024-10-07}, cite: Điều 3}\n"))
          .codes(),
      Codes{});
  for (const auto& [role, code] :
       {std::pair{"teacher", "Q347"}, {"principal@to-1", "Q348"}, {"teach@to-1", "Q301"}})
    EXPECT_EQ(
        Ran(one_case("    people: {an: [" + std::string(role) + "]}\n    then: [{no_event: created}]\n"))
            .codes(),
        Codes{code});
}

TEST(PolicyTest, TheVersionInForceWhenTheSchoolOpensIsTaken) {
  const auto version = [](const std::string& as_of) {
    const Ran ran("tests: kiem-thu-hai-ban\ncases: {ca: {given: {as_of: " + as_of +
                  "}, then: [{no_event: created}]}}\n");
    EXPECT_EQ(ran.codes(), Codes{}) << as_of;
    return ran.suite->versions[ran.suite->cases[0].version].path;
  };
  EXPECT_TRUE(version("2025-05-31T23:59").ends_with("kiem-thu-hai-ban@1.yaml"));
  EXPECT_TRUE(version("2025-06-01T00:00").ends_with("kiem-thu-hai-ban@2.yaml"));
}

TEST(PolicyTest, AnotherVersionCanBeAdopted) {
  const Ran ran(
      "tests: kiem-thu-hai-ban\npeople: {ht: principal}\ncases: {ca: {given: {as_of: "
      "2025-05-01T07:00}, when: [{at: 2025-06-02T08:00, by: ht, adopt: kiem-thu-hai-ban}], "
      "then: [{event: policy_adopted, times: 1}]}}\n");
  // Nobody may adopt a policy under the small regulation: it names no power for that.
  ASSERT_EQ(ran.codes(), (Codes{"Q251", "Q257"}));
  EXPECT_EQ(ran.suite->cases[0].later[0]->effective_from, *Date::from_civil(2025, 6, 1));
}

TEST(PolicyTest, TheTraceKnowsFileAndLine) {
  const Ran ran(one_case(created + "    then: [{document: p, state: approved, cite: Điều 4}]\n"));
  ASSERT_EQ(ran.codes(), Codes{"Q255"});
  const CaseResult& one = ran.result.cases[0];
  const auto line = [](const Span& span) { return span.source->position(span.offset).line; };
  ASSERT_EQ(one.trace.size(), 1U);
  EXPECT_EQ(line(one.trace[0].step->span), 7U);
  EXPECT_EQ(line(one.failures[0].span), 8U);
  EXPECT_EQ(one.trace[0].events.front().clause.article, "Điều 3");
}

TEST(PolicyTest, ASuiteGivesTheSameEachTime) {
  const auto bytes = [] {
    Findings findings;
    const auto suite = read_suite(
        (repository() / "policies/vn.hai-phong.duong-kinh.primary-records.test.yaml").string(), findings);
    std::string out;
    for (const CaseResult& one : run_suite(*suite).cases)
      for (const Happened& happened : one.trace)
        for (const Event& event : happened.events) out += encode_event(event) + '\n';
    return out;
  };
  EXPECT_FALSE(bytes().empty());
  EXPECT_EQ(bytes(), bytes());
}

TEST(PolicyTest, OnlyTheCasesAskedForAreRun) {
  Ran ran(
      "tests: kiem-thu\ngiven: {as_of: 2024-10-01T07:00}\ncases: {a: {then: [{no_event: created}]}, "
      "b: {then: [{no_event: created}]}}\n");
  ASSERT_EQ(ran.result.cases.size(), 2U);
  const auto one = run_suite(*ran.suite, [](const std::string& name) { return name == "b"; });
  ASSERT_EQ(one.cases.size(), 1U);
  EXPECT_EQ(one.cases[0].one->name, "b");
}

TEST(PolicyTest, RequirementsAreThoseOfAllLayers) {
  const fs::path root = fs::temp_directory_path() / ("quyche-layers-" + std::to_string(::getpid()));
  fs::create_directories(root / "truong");
  std::ofstream(root / "tinh.yaml") << "regulation: tinh\nrequirements: {T-01: {cite: 1}, X-01: {cite: 2}}\n";
  std::ofstream(root / "truong/truong.yaml")
      << "regulation: truong\nunder: tinh\nrequirements: {X-01: {cite: 1}}\n";
  EXPECT_EQ(requirement_ids((root / "truong/truong.yaml").string()), (Codes{"X-01", "T-01"}));
  EXPECT_EQ(requirement_ids((root / "khong-co.yaml").string()), Codes{});
  // A regulation is looked for in the nearest folder that has it; test files are none.
  std::ofstream(root / "tinh@2024.yaml") << "regulation: tinh\n";
  std::ofstream(root / "tinh@2024.test.yaml") << "tests: tinh\n";
  EXPECT_EQ(regulation_files((root / "truong/x.test.yaml").string(), "tinh"),
            (Codes{(root / "tinh.yaml").string(), (root / "tinh@2024.yaml").string()}));
  EXPECT_EQ(regulation_files((root / "truong/x.test.yaml").string(), "truong"),
            Codes{(root / "truong/truong.yaml").string()});
  fs::remove_all(root);
}

// Whatever line is missing, a file is read and run without a crash.
TEST(PolicyTest, AnyLineMayBeMissing) {
  const std::string text =
      bytes_of(repository() / "policies/vn.hai-phong.duong-kinh.primary-records.test.yaml");
  std::size_t begin = 0;
  std::size_t failing = 0;
  while (begin < text.size()) {
    const std::size_t end = text.find('\n', begin) + 1;
    if (begin % 7 == 0) {
      const Ran ran(text.substr(0, begin) + text.substr(end), (repository() / "policies").string());
      failing += ran.codes().empty() ? 0 : 1;
    }
    begin = end;
  }
  EXPECT_GT(failing, 10U);
}

}  // namespace
}  // namespace quyche::rules::policy_test
