// The tests that ship pass, and notice when the regulation they are about changes its meaning.
#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>

#include "tests/rules/policy_test/suite.h"

namespace quyche::rules::policy_test {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> shipped() {
  std::vector<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(repository() / "policies"))
    if (entry.path().string().ends_with(".test.yaml")) out.push_back(entry.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

TEST(ShippedTests, Pass) {
  ASSERT_FALSE(shipped().empty());
  for (const std::string& path : shipped()) {
    Findings findings;
    const auto suite = read_suite(path, findings);
    EXPECT_EQ(findings.errors() + findings.warnings(), 0U) << path;
    ASSERT_TRUE(suite) << path;
    const SuiteResult result = run_suite(*suite);
    EXPECT_FALSE(result.cases.empty()) << path;
    for (const CaseResult& one : result.cases)
      for (const Diagnostic& failure : one.failures)
        ADD_FAILURE() << path << ' ' << one.one->name << ": " << failure.code << " line "
                      << failure.span.source->position(failure.span.offset).line;
  }
}

const std::string duong_kinh = "vn.hai-phong.duong-kinh.primary-records";

TEST(ShippedTests, EveryRuleOfDuongKinhIsExercised) {
  Findings findings;
  const auto suite = read_suite((repository() / "policies" / (duong_kinh + ".test.yaml")).string(), findings);
  ASSERT_TRUE(suite);
  const Coverage coverage = run_suite(*suite).coverage.at(0);
  for (const ActionCovered& one : coverage.actions)
    EXPECT_TRUE(one.taken) << one.type.value << '.' << one.action.value;
  for (const NeedCovered& one : coverage.needs)
    EXPECT_TRUE(one.met && one.refused) << one.type.value << '.' << one.action.value;
  for (const DeadlineCovered& one : coverage.deadlines)
    EXPECT_TRUE(one.met && one.missed) << one.type.value << '.' << one.deadline.value;
  for (const ClauseCovered& one : coverage.clauses) EXPECT_TRUE(one.decided) << one.clause.article;
}

// The first YAML block of a Markdown file.
std::string example_in(const std::string& file) {
  const std::string text = bytes_of(repository() / file);
  const std::string fence = "```yaml\n";
  const std::size_t begin = text.find(fence) + fence.size();
  return text.substr(begin, text.find("```", begin) - begin);
}

TEST(ShippedTests, TheExampleOfTheDocsPassesOnThePolicyOfTheReadme) {
  const fs::path root = fs::temp_directory_path() / ("quyche-example-" + std::to_string(::getpid()));
  fs::create_directories(root);
  std::ofstream(root / "vn.example.lesson-plans.yaml") << example_in("README.md");
  const Ran ran(example_in("docs/tests.md"), root.string());
  EXPECT_EQ(ran.codes(), Codes{});
  EXPECT_EQ(ran.result.cases.size(), 1U);
  fs::remove_all(root);
}

// A folder with the regulation, changed, and its tests.
class Changed {
 public:
  Changed() : root_(fs::temp_directory_path() / ("quyche-policy-test-" + std::to_string(::getpid()))) {
    fs::remove_all(root_);
    fs::copy(repository() / "policies", root_, fs::copy_options::recursive);
    text_ = bytes_of(root_ / (duong_kinh + ".yaml"));
  }
  ~Changed() { fs::remove_all(root_); }
  Changed(const Changed&) = delete;
  Changed& operator=(const Changed&) = delete;

  // How many cases fail when `from` reads `to`; -1 when the regulation is no longer one.
  int failing(const std::string& from, const std::string& to) {
    std::string text = text_;
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    if (at != std::string::npos) text.replace(at, from.size(), to);
    std::ofstream(root_ / (duong_kinh + ".yaml"), std::ios::binary) << text;
    Findings findings;
    const auto suite = read_suite((root_ / (duong_kinh + ".test.yaml")).string(), findings);
    if (!suite) return -1;
    const SuiteResult result = run_suite(*suite);
    return static_cast<int>(std::count_if(result.cases.begin(), result.cases.end(),
                                          [](const CaseResult& one) { return !one.passed(); }));
  }

 private:
  fs::path root_;
  std::string text_;
};

TEST(ShippedTests, NoticeWhenTheRegulationChanges) {
  struct Change {
    const char* from;
    const char* to;
  };
  const Change changes[] = {
      {"trước ít nhất 03 ngày trước khi thực hiện", "trước ít nhất 02 ngày trước khi thực hiện"},
      {"reading: date_difference", "reading: clear_days"},
      {"trước ngày 05/9 hàng năm", "chậm nhất ngày 05/9 hàng năm"},
      {"trước ngày 31/5 hàng năm", "trước ngày 01/6 hàng năm"},
      {"counts: [submitted, checked, approved]", "counts: [submitted]"},
      {"remind: [2 ngày trước]", "remind: [1 ngày trước]"},
      {"when_missed: {flag: late, notify: [owner, team_lead]}", "when_missed: {flag: late}"},
      {"needs: [{not_same_person_as: owner}]", "needs: []"},
      {"needs: [{not_same_person_as: [check, owner]}]", "needs: [{not_same_person_as: owner}]"},
      {"needs: [{not_same_person_as: order}]", "needs: []"},
      {"needs: [{not_same_person_as: order_unlock}]", "needs: []"},
      {"needs: [{paper: [print, paper_sign, stamp]}]", "needs: []"},
      {"{attachment: export}, {paper: [print, photos, bind, paper_sign, stamp]}", "{attachment: export}"},
      {"evidence: required\n        cite: Điều 8.3", "cite: Điều 8.3"},
      {"all_of: [owner, administrator, principal]", "all_of: [owner, administrator]"},
      {"{unlock_once: {document: about, field_named_by: field}}", "{unlock_once: about}"},
      {"does: {lock: about, notify: owner}", "does: {notify: owner}"},
      {"does: {unlock: about, notify: owner}", "does: {notify: owner}"},
      {"hooks: {submit: hooks/plan_summary.lua}", "hooks: {}"},
      {"delegate_to: [vice_principal]", "delegate_to: [teacher]"},
      {"any_of: [accountant, clerk]", "any_of: [clerk]"},
      {"people: {by: [principal, administrator], cite: Điều 5.2}", "people: {by: principal, cite: Điều 5.2}"},
      {"effective: {from: 2024-08-01}", "effective: {from: 2024-07-01}"},
      {"cite: Điều 9.2", "cite: Điều 9.3"},
      {"cite: Điều 11.3", "cite: Điều 11.2"},
      {"stamp_keeper\n        evidence: required\n        cite: Điều 8.3",
       "stamp_keeper\n        evidence: required\n        cite: Điều 8.4"},
  };
  Changed changed;
  EXPECT_EQ(changed.failing("issuer:", "issuer:"), 0);
  for (const Change& change : changes) {
    EXPECT_NE(changed.failing(change.from, change.to), 0) << change.from << " -> " << change.to;
  }
}

}  // namespace
}  // namespace quyche::rules::policy_test
