// Every NAME.bad.yaml of tests/golden/policy gives exactly NAME.expected.txt; its twin NAME.good.yaml gives
// nothing but notes. QUYCHE_REFRESH_GOLDEN=1 writes the expected files anew.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "engine/messages/messages.h"
#include "rules/calendar/load.h"
#include "rules/diagnostics/render.h"
#include "rules/policy/load.h"
#include "rules/policy_test/read_suite.h"
#include "rules/policy_test/run_suite.h"
#include "tests/rules/policy/read_policy.h"

namespace quyche::rules {
namespace {

const std::string folder = "tests/golden/policy";
constexpr std::string_view bad_ending = ".bad.yaml";

std::vector<std::string> names() {
  std::set<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(repository() / folder)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(bad_ending)) out.insert(name.substr(0, name.size() - bad_ending.size()));
  }
  return {out.begin(), out.end()};
}

// What a test file says of itself, and what its cases find.
void run_tests(const std::string& path, Findings& findings) {
  const auto suite = policy_test::read_suite(path, findings);
  if (!suite) return;
  const auto result = policy_test::run_suite(*suite);
  for (const auto& one : result.cases)
    for (const Diagnostic& failure : one.failures) findings.add(failure);
}

// As `quyche check` does it, from the repository's root, so that the expected texts are the same everywhere.
Findings findings_of(const std::string& file) {
  std::filesystem::current_path(repository());
  const std::string path = folder + "/" + file;
  Findings findings;
  switch (kind_of_file(path, findings)) {
    case FileKind::calendar: (void)load_calendar_file(path, {}, findings); break;
    case FileKind::tests: run_tests(path, findings); break;
    case FileKind::regulation:
    case FileKind::unknown: (void)load_policy(path, findings); break;
  }
  return findings;
}

std::string rendered(const Findings& findings) {
  std::string out;
  for (const Lang lang : {Lang::vi, Lang::en}) {
    if (lang == Lang::en) out += "---\n";
    for (const Diagnostic& one : findings.sorted()) out += render_human(one, {lang, false});
  }
  return out;
}

TEST(PolicyGolden, BadTwinsGiveTheExpectedText) {
  const bool refresh = std::getenv("QUYCHE_REFRESH_GOLDEN") != nullptr;
  ASSERT_FALSE(names().empty());
  for (const std::string& name : names()) {
    const Findings findings = findings_of(name + std::string(bad_ending));
    EXPECT_FALSE(findings.sorted().empty()) << name;
    const std::filesystem::path expected = repository() / folder / (name + ".expected.txt");
    if (refresh) std::ofstream(expected, std::ios::binary) << rendered(findings);
    EXPECT_EQ(rendered(findings), bytes_of(expected)) << name;
  }
}

TEST(PolicyGolden, GoodTwinsGiveNothingButNotes) {
  for (const std::string& name : names()) {
    const Findings findings = findings_of(name + ".good.yaml");
    EXPECT_EQ(findings.errors() + findings.warnings(), 0U) << name << '\n' << rendered(findings);
  }
}

// Each file is named after the code that it is about.
TEST(PolicyGolden, BadTwinsGiveTheCodeTheyAreNamedAfter) {
  for (const std::string& name : names()) {
    std::set<std::string> codes;
    for (const Diagnostic& one : findings_of(name + std::string(bad_ending)).sorted()) codes.insert(one.code);
    EXPECT_TRUE(codes.contains("Q" + name.substr(1, 3))) << name;
  }
}

TEST(PolicyGolden, EveryCodeHasATwin) {
  // tests/golden/people, with Q34x; tests/golden/coverage, with Q26x; tests/rules/layers.
  std::set<std::string> seen = {"Q320", "Q360", "Q361", "Q362", "Q365", "Q370"};
  for (const std::string& name : names()) {
    for (const Diagnostic& one : findings_of(name + std::string(bad_ending)).sorted()) seen.insert(one.code);
  }
  for (const Message& message : all_messages()) {
    const bool of_policy = message.code.starts_with("Q2") || message.code.starts_with("Q3");
    const bool elsewhere = message.code.starts_with("Q34") || message.code.starts_with("Q26");
    if (of_policy && !elsewhere) {
      EXPECT_TRUE(seen.contains(std::string(message.code))) << message.code << " has no twin";
    }
  }
}

}  // namespace
}  // namespace quyche::rules
