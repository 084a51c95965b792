// Duties, deadlines by mode, parameters and requirement ids: what their YAML means.
#include <gtest/gtest.h>

#include "engine/base/limits.h"
#include "tests/rules/policy/read_policy.h"

namespace quyche::rules {
namespace {

using Codes = std::vector<std::string>;

// Every place that may hold `cite` and `covers`, each marked @.
const std::string text = R"(regulation: vi-du
title: Quy chế ví dụ
effective: {from: 2024-08-01}
calendar: vn.hai-phong
parameters:
  report_in: {title: Hạn báo cáo, unit: hours, value: 24, cite: Điều 10@}
roles:
  teacher: {title: Giáo viên, within: unit@}
  principal: Hiệu trưởng
administration:
  people: {by: principal, cite: Điều 2}
documents:
  plan:
    title: Kế hoạch@@
    cite: Điều 3
    owner: teacher
    fields: {on: {type: date_time, called: [dạy]@}}
    paper_steps: {print: {by: owner@}}
    signing: {by: principal@}
    duty: {each: teacher, every: EVERY, dated_by: on@}
    workflow:
      states: {draft: Soạn thảo, approved: {title: Đã duyệt, final: true}}
      actions:
        approve: {from: draft, to: approved, by: principal@}
    deadlines:
      online: {counts: [approved], due: 3 ngày trước khi dạy, reading: instantMODE@}
)";

std::string replaced(std::string out, const std::string& what, const std::string& with) {
  for (std::size_t at = out.find(what); at != std::string::npos; at = out.find(what, at + with.size()))
    out.replace(at, what.size(), with);
  return out;
}
// The text with `covers` at its n-th place, or at none.
std::string covering(int n, const std::string& ids) {
  std::string out = replaced(replaced(text, "EVERY", "month"), "MODE", "");
  for (int at = 0;; ++at) {
    const std::size_t mark = out.find('@');
    if (mark == std::string::npos) return out;
    const bool block = out.compare(mark, 2, "@@") == 0;
    const std::string covers = (block ? "\n    covers: " : ", covers: ") + ids;
    out.replace(mark, block ? 2 : 1, at == n ? covers : "");
  }
}
constexpr int places = 9;

std::shared_ptr<const Policy> loaded(const std::string& yaml) {
  const ReadPolicy read(yaml);
  EXPECT_EQ(read.codes(), Codes{}) << yaml;
  return read.policy;
}
std::string with(const std::string& every, const std::string& mode) {
  return replaced(replaced(replaced(text, "@", ""), "EVERY", every), "MODE", mode);
}

TEST(Covers, StandsWhereverAClauseDoesAndMeansNothing) {
  const auto plain = loaded(covering(-1, ""));
  ASSERT_NE(plain, nullptr);
  for (int place = 0; place < places; ++place) {
    for (const std::string ids : {"S2-01", "[S2-01, QC12-3]"}) {
      const std::string yaml = covering(place, ids);
      ASSERT_NE(yaml.find("covers"), std::string::npos) << place;
      const auto policy = loaded(yaml);
      ASSERT_NE(policy, nullptr);
      EXPECT_EQ(policy_id(*policy), policy_id(*plain)) << yaml;
    }
  }
  EXPECT_EQ(covering(places, "S2-01").find("covers"), std::string::npos) << "a place that is not tried";
}

TEST(Covers, WrongIdsAreNamedWhereverTheyStand) {
  for (int place = 0; place < places; ++place) {
    for (const std::string id : {"s2-01", "S2", "S2-", "-01", "S2-0x", "2S-01", "S_2-01", "S2-01-", "Điều-3"})
      EXPECT_EQ(ReadPolicy(covering(place, id)).codes(), Codes{"Q232"}) << id << '\n' << covering(place, id);
    EXPECT_EQ(ReadPolicy(covering(place, "[S2-01, S2]")).codes(), Codes{"Q232"});
    EXPECT_EQ(ReadPolicy(covering(place, "[]")).codes(), Codes{"Q215"});
  }
}

TEST(Duties, EveryWordOfAPeriod) {
  for (const std::string word : {"day", "working_day", "week", "school_week", "month", "semester"}) {
    const auto policy = loaded(with(word, ""));
    ASSERT_NE(policy, nullptr);
    const std::vector<Recurrence>& every = policy->documents[0].duty->every;
    ASSERT_EQ(every.size(), 1u);
    EXPECT_EQ(names_of(Frequency{})[static_cast<std::size_t>(every[0].every)], word);
    const std::string undated = replaced(with(word, ""), ", dated_by: on", "");
    EXPECT_EQ(ReadPolicy(undated).codes(), Codes{"Q203"}) << word;
  }
  EXPECT_NE(loaded(replaced(with("school_year", ""), ", dated_by: on", "")), nullptr);
  for (const std::string wrong : {"motnh", "thứ Sáu tuần trước", "\"\""})
    EXPECT_EQ(ReadPolicy(with(wrong, "")).codes(), Codes{"Q233"}) << wrong;
  EXPECT_EQ(ReadPolicy(with("[month]", "")).codes(), Codes{"Q201"});
}

TEST(Duties, PeriodInTheRegulationsWords) {
  const auto every = [](const std::string& words) {
    const auto policy = loaded(with(words, ""));
    return policy == nullptr ? std::vector<Recurrence>{} : policy->documents[0].duty->every;
  };
  using Every = std::vector<Recurrence>;
  EXPECT_EQ(every("mỗi ngày làm việc"), (Every{{Frequency::working_day, Part::end, 0, false}}));
  EXPECT_EQ(every("thứ Sáu hằng tuần"), (Every{{Frequency::week, Part::end, 5, false}}));
  EXPECT_EQ(every("ngày làm việc cuối cùng của tháng"), (Every{{Frequency::month, Part::end, 0, true}}));
  EXPECT_EQ(every("giữa và cuối mỗi học kỳ"), (Every{{Frequency::semester, Part::middle, 0, false},
                                                     {Frequency::semester, Part::end, 0, false}}));
}

TEST(Duties, YearlyDateIsForYearlyDutiesOnly) {
  const std::string yearly = replaced(
      replaced(with("EVERY", ""), "3 ngày trước khi dạy, reading: instant", "trước ngày 05/9 hàng năm"),
      "calendar:", "school_year_starts: 01/8\ncalendar:");
  for (const std::string word : {"day", "week", "school_week", "month", "semester"})
    EXPECT_EQ(ReadPolicy(replaced(yearly, "EVERY", word)).codes(), Codes{"Q336"}) << word;
  EXPECT_EQ(ReadPolicy(replaced(yearly, "EVERY", "school_year")).codes(), Codes{});
}

TEST(Modes, WhenIsTheDeadlinesMode) {
  const auto mode = [](const std::string& when) {
    const auto policy = loaded(with("month", when));
    return policy == nullptr ? std::nullopt : policy->documents[0].deadlines[0].mode;
  };
  EXPECT_EQ(mode(""), std::nullopt);
  EXPECT_EQ(mode(", when: {mode: online}"), Mode::online);
  EXPECT_EQ(mode(", when: {mode: in_person}"), Mode::in_person);
  EXPECT_EQ(ReadPolicy(with("month", ", when: online")).codes(), Codes{"Q201"});
  EXPECT_EQ(ReadPolicy(with("month", ", when: {}")).codes(), Codes{"Q203"});
  EXPECT_EQ(ReadPolicy(with("month", ", when: {mode: online, day: 3}")).codes(), Codes{"Q202"});
}

TEST(Parameters, KeepWhatIsWritten) {
  const std::string most = std::to_string(limits::parameter_value_max);
  const auto policy =
      loaded(replaced(with("month", ""), "  report_in:",
                      "  tries: {title: {vi: Số lần, en: Tries}, unit: times, open: true, cite: Điều 9}\n"
                      "  age: {title: Tuổi mật khẩu, unit: days, delegated: true, cite: II.1}\n"
                      "  most: {title: Nhiều nhất, unit: months, value: " +
                          most + ", open: true, cite: Điều 8}\n  report_in:"));
  ASSERT_NE(policy, nullptr);
  const Clause nine{RegulationId{"vi-du"}, "Điều 9"};
  const std::vector<Parameter> wanted = {
      {ParameterId{"tries"}, {"Số lần", "Tries"}, ParameterUnit::times, {}, false, true, nine},
      {ParameterId{"age"}, "Tuổi mật khẩu", ParameterUnit::days, {}, true, false, {nine.regulation, "II.1"}},
      {ParameterId{"most"},
       "Nhiều nhất",
       ParameterUnit::months,
       limits::parameter_value_max,
       false,
       true,
       {nine.regulation, "Điều 8"}},
      {ParameterId{"report_in"},
       "Hạn báo cáo",
       ParameterUnit::hours,
       24,
       false,
       false,
       {nine.regulation, "Điều 10"}}};
  EXPECT_EQ(policy->parameters, wanted);
}

TEST(Parameters, MistakesAreNamed) {
  const std::string one = "{title: Hạn báo cáo, unit: hours, value: 24, cite: Điều 10}";
  const struct {
    std::string wrong;
    Codes codes;
  } rows[] = {
      {"{title: x, unit: hours, cite: Điều 10}", {"Q230"}},
      {"{title: x, unit: hours, delegated: false, open: false, cite: Điều 10}", {"Q230"}},
      {"{title: x, unit: hours, value: -1, cite: Điều 10}", {"Q207"}},
      {"{title: x, unit: hours, value: 1.5, cite: Điều 10}", {"Q207"}},
      {"{title: x, unit: days, value: " + std::to_string(limits::parameter_value_max + 1) + ", cite: 1}",
       {"Q207"}},
      {"{title: x, unit: percent, value: 101, cite: Điều 10}", {"Q207"}},
      {"{title: x, unit: hour, value: 1, cite: Điều 10}", {"Q206"}},
      {"{title: x, unit: hours, value: 1}", {"Q203"}},
      {"{unit: hours, value: 1, cite: Điều 10}", {"Q203"}},
      {"{title: x, unit: hours, valeu: 1, open: true, cite: Điều 10}", {"Q202"}},
      {"24", {"Q201"}},
      {one + "\n  report_in: " + one, {"Q112"}},
      {one + "\n  Report: " + one, {"Q204"}},
  };
  for (const auto& row : rows)
    EXPECT_EQ(ReadPolicy(replaced(with("month", ""), one, row.wrong)).codes(), row.codes) << row.wrong;
}

// What recurs is stored with every part of it.
TEST(Recurrences, SurviveBeingStored) {
  Policy policy = *loaded(with("month", ", when: {mode: online}"));
  policy.documents[0].duty->every.clear();
  for (const Frequency every : {Frequency::day, Frequency::week, Frequency::semester})
    for (const Part part : {Part::start, Part::middle, Part::end})
      policy.documents[0].duty->every.push_back({every, part, every == Frequency::week ? 5 : 0, true});
  const auto again = read_canonical_policy(canonical_policy(policy));
  ASSERT_TRUE(again) << again.error().detail;
  EXPECT_EQ(*again, policy);
}

}  // namespace
}  // namespace quyche::rules
