// The day for which two ways to read a line differ, and that there is none where none differs.
#include "rules/policy/ambiguity.h"

#include <gtest/gtest.h>

#include "tests/rules/phrase/sample.h"
#include "tests/rules/policy/read_policy.h"

namespace quyche::rules {
namespace {

using phrase::lesson_date;

struct Sample {
  DocumentType type;
  Policy policy;
  Sample() {
    Field field;
    field.id = lesson_date;
    field.type = FieldType::date;
    type.fields = {field};
    policy.effective_from = phrase::date_of("2024-08-01");
    policy.school_year_starts = {8, 1};
    policy.zone = ZoneOffset{420};
    policy.calendar = phrase::sample_calendar();
  }
  // anchor: last days by the one and by the other
  template <class Choice>
  [[nodiscard]] std::string differ(const std::string& text, Choice Due::*choice, Choice one,
                                   Choice other) const {
    auto due = phrase::parse(text, phrase::lesson_fields, lesson_date);
    EXPECT_TRUE(due) << text;
    Due first = *due;
    Due second = *due;
    first.*choice = one;
    second.*choice = other;
    const auto found = first_difference(first, second, type, policy);
    return found ? found->anchor + ": " + found->one.text() + ", " + found->other.text() : "none";
  }
  [[nodiscard]] std::string readings(const std::string& text) const {
    return differ(text, &Due::reading, Reading::date_difference, Reading::clear_days);
  }
  [[nodiscard]] std::string weeks(const std::string& text) const {
    return differ(text, &Due::week, WeekCount::calendar, WeekCount::school);
  }
  [[nodiscard]] std::string rolls(const std::string& text) const {
    return differ(text, &Due::roll, Roll::none, Roll::backward);
  }
};

TEST(Ambiguity, ShowsTheFirstTeachingDayThatMakesADifference) {
  const Sample sample;
  EXPECT_EQ(sample.readings("3 ngày trước khi thực hiện"), "2024-09-09: 2024-09-06, 2024-09-05");
  EXPECT_EQ(sample.weeks("trước thứ Tư của tuần liền trước"), "2025-02-03: 2025-01-28, 2025-01-21");
}

TEST(Ambiguity, SaysNothingWhereNoDayMakesADifference) {
  const Sample sample;
  EXPECT_EQ(sample.readings("3 ngày trước khi thực hiện hoặc 01/8/2020, tùy điều kiện nào đến trước"),
            "none");
  EXPECT_EQ(sample.weeks("thứ Tư tuần này"), "none");
  EXPECT_EQ(sample.rolls("trước thứ Năm của tuần này"),
            "2025-01-27: 2025-01-29, 2025-01-24");              // Tết, then none
  EXPECT_EQ(sample.rolls("trước ngày 31/5 hàng năm"), "none");  // 2025-05-30 is a Friday
  EXPECT_EQ(sample.rolls("trước ngày 02/9 hàng năm"), "2024-2025: 2024-09-01, 2024-08-30");
}

TEST(Ambiguity, AWeekCountsAsItsMonday) {
  Sample sample;
  EXPECT_EQ(sample.rolls("1 ngày làm việc sau khi thực hiện"), "none");
  EXPECT_EQ(sample.rolls("4 ngày sau khi thực hiện"), "2024-09-10: 2024-09-14, 2024-09-13");
  sample.type.fields.front().type = FieldType::week;
  EXPECT_EQ(sample.rolls("4 ngày sau khi thực hiện"),
            "2025-01-27: 2025-01-31, 2025-01-24");  // never from a Tuesday
}

TEST(Ambiguity, WithoutACalendarAYearFromThePolicysFirstDay) {
  Sample sample;
  sample.policy.calendar.reset();
  EXPECT_EQ(sample.readings("3 ngày trước khi thực hiện"), "2024-08-01: 2024-07-29, 2024-07-28");
  EXPECT_EQ(sample.weeks("trước thứ Tư của tuần liền trước"), "none");
  EXPECT_EQ(sample.rolls("4 ngày sau khi thực hiện"), "none");
}

// The shipped regulation makes every choice that its words leave open.
TEST(Ambiguity, TheShippedPolicyLeavesNoneOpen) {
  Findings findings;
  const auto policy = load_policy(
      (repository() / "policies/vn.hai-phong.duong-kinh.primary-records.yaml").string(), findings);
  ASSERT_NE(policy, nullptr);
  for (const Diagnostic& finding : findings.sorted())
    EXPECT_TRUE(finding.code != "Q314" && finding.code != "Q224" && finding.code != "Q225") << finding.code;
  for (const DocumentType& type : policy->documents)
    for (const Deadline& deadline : type.deadlines)
      EXPECT_NE(deadline.due.roll, Roll::unstated) << type.id.value << '.' << deadline.id.value;
}

}  // namespace
}  // namespace quyche::rules
