// The policies that ship: they check clean, and a policy survives being stored.
#include <gtest/gtest.h>

#include <algorithm>

#include "rules/calendar/load.h"
#include "tests/rules/policy/read_policy.h"

namespace quyche::rules {
namespace {

std::vector<std::filesystem::path> shipped() {
  std::vector<std::filesystem::path> out;
  for (const auto& entry : std::filesystem::directory_iterator(repository() / "policies"))
    if (entry.path().extension() == ".yaml" && entry.path().stem().extension() != ".test")
      out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

// Schools and districts go on with paper after the charter of 2026 advises against it: that is worth a
// warning, and the only one.
TEST(ShippedPolicies, CheckWithoutErrorsAndWarnings) {
  ASSERT_FALSE(shipped().empty());
  for (const auto& path : shipped()) {
    Findings findings;
    EXPECT_EQ(kind_of_file(path.string(), findings), FileKind::regulation) << path;
    EXPECT_NE(load_policy(path.string(), findings), nullptr) << path;
    for (const Diagnostic& finding : findings.sorted())
      EXPECT_TRUE(finding.severity == Severity::note || finding.code == "Q371")
          << path << ' ' << finding.code;
  }
}

TEST(ShippedPolicies, CalendarsCheckWithoutErrorsAndWarnings) {
  std::size_t calendars = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(repository() / "policies/calendars")) {
    if (!entry.is_regular_file()) continue;
    Findings findings;
    EXPECT_EQ(kind_of_file(entry.path().string(), findings), FileKind::calendar) << entry.path();
    EXPECT_TRUE(load_calendar_file(entry.path().string(), {}, findings)) << entry.path();
    EXPECT_EQ(findings.errors() + findings.warnings(), 0U) << entry.path();
    ++calendars;
  }
  EXPECT_GT(calendars, 0U);
}

TEST(ShippedPolicies, SurviveBeingStored) {
  for (const auto& path : shipped()) {
    Findings findings;
    const auto policy = load_policy(path.string(), findings);
    ASSERT_NE(policy, nullptr) << path;
    const std::string canonical = canonical_policy(*policy);
    const auto again = read_canonical_policy(canonical);
    ASSERT_TRUE(again) << path << ' ' << again.error().detail;
    EXPECT_EQ(*again, *policy) << path;
    EXPECT_EQ(canonical_policy(*again), canonical) << path;
    EXPECT_EQ(policy_id(*again), policy_id(*policy)) << path;
  }
}

TEST(ShippedPolicies, AreReadTheSameEachTime) {
  for (const auto& path : shipped()) {
    Findings findings;
    const auto one = load_policy(path.string(), findings);
    const auto two = load_policy(path.string(), findings);
    ASSERT_TRUE(one != nullptr && two != nullptr);
    EXPECT_EQ(*one, *two);
    EXPECT_EQ(policy_id(*one), policy_id(*two));
  }
}

TEST(ShippedPolicies, KeepWhatTheRegulationSays) {
  Findings findings;
  const auto policy = load_policy(
      (repository() / "policies/vn.hai-phong.duong-kinh.primary-records.yaml").string(), findings);
  ASSERT_NE(policy, nullptr);
  const DocumentType* plan = policy->document(DocumentTypeId{"lesson_plan"});
  ASSERT_NE(plan, nullptr);
  EXPECT_EQ(plan->cite.article, "Điều 14.2");
  EXPECT_EQ(plan->cite.regulation, policy->regulation);
  const Deadline* ahead = plan->deadline(DeadlineId{"three_days_ahead"});
  ASSERT_NE(ahead, nullptr);
  EXPECT_EQ(ahead->cite.article, "Điều 12");
  EXPECT_EQ(ahead->due.reading, Reading::date_difference);
  EXPECT_EQ(ahead->remind_days, std::vector<int>{2});
  EXPECT_EQ(policy->zone, ZoneOffset{420});
  ASSERT_TRUE(policy->calendar);
  EXPECT_EQ(policy->calendar->id.value, "vn.hai-phong");
  EXPECT_EQ(policy->scripts.size(), 2U);
  // The hook named by the document type stands among the action's needs.
  const Action* submit = plan->workflow.action(ActionId{"submit"});
  ASSERT_NE(submit, nullptr);
  EXPECT_TRUE(std::holds_alternative<HookPasses>(submit->needs.back().what));
}

}  // namespace
}  // namespace quyche::rules
