// What-if against the truth: the same commands really given under the other policy.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <functional>
#include <map>

#include "rules/policy/load.h"
#include "tests/replay/forge.h"
#include "tests/replay/history.h"
#include "tests/replay/really.h"

namespace quyche::test {
namespace {

using Versions = std::vector<std::shared_ptr<const Policy>>;
using Replaced = std::vector<std::pair<std::string, std::string>>;

std::string replaced(std::string text, const Replaced& changes) {
  for (const auto& [from, to] : changes) {
    const auto at = text.find(from);
    if (at == std::string::npos) ADD_FAILURE() << from;
    if (at != std::string::npos) text.replace(at, from.size(), to);
  }
  return text;
}

std::shared_ptr<const Policy> fixture_with(const Replaced& changes) {
  return load_text(replaced(fixture_yaml(), changes));
}

const std::string due = "due: trước ít nhất 3 ngày trước khi dạy";
const std::string duty = "duty: {each: teacher, every: school_week, dated_by: lesson_date}";

std::map<std::string, std::shared_ptr<const Policy>> variations() {
  std::map<std::string, std::shared_ptr<const Policy>> out{
      {"the same", fixture_policy()},
      {"no duty", fixture_with({{duty, ""}})},
      {"a yearly duty", fixture_with({{duty, "duty: {each: teacher, every: school_year}"}})},
      {"of the leads",
       fixture_with({{duty, "duty: {each: team_lead, every: school_week, dated_by: lesson_date}"}})},
      {"handed in is enough", fixture_with({{"counts: [submitted, checked]", "counts: submitted"}})},
      {"a lead of the board checks", fixture_with({{"by: team_lead, needs: [{not_same_person_as: owner}]",
                                                    "by: board, needs: [{not_same_person_as: owner}]"}})},
      {"checked with a reason", fixture_with({{"by: team_lead, needs: [{not_same_person_as: owner}]",
                                               "by: team_lead, needs: [reason]"}})},
      {"another field is required",
       fixture_with(
           {{"subject: {type: code}", "subject: {type: code}\n      room: {type: code, required: true}"}})},
      {"the subject is required",
       fixture_with({{"pages: {type: integer}", "pages: {type: integer, required: true}"}})},
      {"approved by the clerk",
       fixture_with({{"by: board, needs: [{not_same_person_as: check}]", "by: clerk"}})},
      {"nothing to attach", fixture_with({{"{attachment: plan, cite: Điều 3.2}, ", ""}})},
      {"no check", fixture_with({{"check: {from: submitted", "check: {from: [draft, submitted]"}})},
      {"back only when checked",
       fixture_with({{"from: [submitted, checked], to: draft", "from: checked, to: draft"}})},
  };
  for (const int days : {1, 2, 4, 5, 7, 9, 14}) {
    const std::string line = "due: trước ít nhất " + std::to_string(days) + " ngày trước khi dạy";
    out[std::to_string(days) + " days"] = fixture_with({{due, line}});
  }
  return out;
}

// Weeks of plans that are early, late, changed, sent back, or never made; people come, lead and go.
class Weeks : public ForgedSchool {
 public:
  Weeks(std::uint64_t seed, int weeks) : choices_(seed) {
    for (int week = 0; week < weeks; ++week)
      for (const char* who : {"an", "binh", "dung"})
        if (!choices_.percent(15)) plan_of(who, Date::parse("2024-10-07")->plus_days(7 * week));
    if (choices_.percent(50))
      later(at("2024-10-20"), "em", AssignRole{PersonId{"ha"}, RoleId{"teacher"}, UnitId{"u2"}});
    if (choices_.percent(50)) later(at("2024-11-02"), "em", RemovePerson{PersonId{"binh"}});
    for (auto& [when, step] : steps_) {
      wait(std::max(when, now()));
      (void)tries(step.first, std::move(step.second));
    }
    wait(std::max(now(), at("2024-11-25")));
  }

 private:
  void later(Instant when, const std::string& who, CommandBody body) {
    steps_.emplace(when, std::pair(who, std::move(body)));
  }
  void plan_of(const std::string& who, Date lesson) {
    const DocumentId id{"p-" + who + "-" + lesson.text()};
    Instant when =
        Instant::start_of(lesson.plus_days(2 - static_cast<int>(choices_.below(14))), ZoneOffset{7 * 60});
    const auto pass = [&](std::uint64_t hours) {
      when = when.plus_ms(static_cast<std::int64_t>(choices_.below(hours)) * 60 * ms_per_minute);
    };
    pass(24);
    later(when, who,
          Create{DocumentTypeId{"plan"},
                 id,
                 {},
                 fields({{"lesson_date", lesson.text()}, {"subject", "toan"}}),
                 {}});
    pass(20);
    if (choices_.percent(10)) later(when, who, edit(id, {{"lesson_date", lesson.plus_days(7).text()}}));
    later(when, who, Attach{id, SlotId{"plan"}, digest("file")});
    if (choices_.percent(10)) return;
    later(when, who, action(id, "submit"));
    const std::string lead = who == "dung" || choices_.percent(5) ? "dung" : "chi";
    pass(60);
    if (choices_.percent(15)) {
      later(when, "em", action(id, "return", "thiếu"));
      pass(20);
      later(when, who, action(id, "submit"));
    }
    pass(60);
    if (choices_.percent(80)) later(when, lead, action(id, "check"));
    pass(20);
    if (choices_.percent(70)) later(when, "em", action(id, "approve"));
  }

  Choices choices_;
  std::multimap<Instant, std::pair<std::string, CommandBody>> steps_;
};

TEST(WhatIfTruth, SaysWhatReallyComesOfTheSameCommands) {
  const auto policies = variations();
  for (const std::uint64_t seed : {1, 2, 3, 4, 5, 6}) {
    const Weeks school(seed, 5);
    for (const auto& [name, policy] : policies)
      expect_agreement(school.log, what_if_question(school.world().policies, {policy}, std::nullopt),
                       name + ", seed " + std::to_string(seed));
  }
}

// Days on which periods close under the one or the other policy are among them.
TEST(WhatIfTruth, SinceADay) {
  const auto policies = variations();
  const Weeks school(7, 5);
  for (Date day = *Date::parse("2024-10-02"); day < *Date::parse("2024-11-20"); day = day.plus_days(1))
    for (const auto& [name, policy] : policies)
      expect_agreement(
          school.log,
          what_if_question(school.world().policies, {policy}, Instant::start_of(day, ZoneOffset{7 * 60})),
          name + " since " + day.text());
}

TEST(WhatIfTruth, SeveralVersions) {
  const auto days = [](const char* line, const char* from, std::optional<Date> to) {
    Policy policy = *fixture_with({{due, line}});
    policy.effective_from = *Date::parse(from);
    policy.effective_to = to;
    return std::make_shared<const Policy>(std::move(policy));
  };
  const Versions versions{
      days("due: trước ít nhất 5 ngày trước khi dạy", "2024-08-01", Date::parse("2024-10-20")),
      days("due: trước ít nhất 1 ngày trước khi dạy", "2024-10-21", Date::parse("2024-11-03")),
      days("due: trước ít nhất 9 ngày trước khi dạy", "2024-11-04", std::nullopt)};
  for (const std::uint64_t seed : {11, 12, 13}) {
    const Weeks school(seed, 5);
    for (const auto& since : {std::optional<Instant>(), std::optional(at("2024-10-15", "00:00"))})
      expect_agreement(school.log, what_if_question(school.world().policies, versions, since),
                       "seed " + std::to_string(seed));
  }
}

std::shared_ptr<const Policy> shipped_with(const Replaced& changes) {
  static const std::string path = QUYCHE_SOURCE_DIR "/policies/vn.hai-phong.duong-kinh.primary-records.yaml";
  rules::Findings findings;
  static const std::string text{rules::load_source(path, 1'000'000).value()->text()};
  return rules::load_policy(std::make_shared<const rules::Source>(path, replaced(text, changes)), findings);
}

TEST(WhatIfTruth, InRandomHistoriesEveryLateDocumentIsAccountedFor) {
  const std::string days = "trước ít nhất 03 ngày trước khi thực hiện";
  const std::string by = "by: [team_lead, vice_principal]   #";
  const std::string subject = "subject: {type: code, title: {vi: Môn học, en: Subject}";
  const std::string weekly = "every: school_week, dated_by: lesson_date";
  const auto without_field = shipped_with({{subject + "}", ""}});
  const Versions policies{
      shipped_policy(),
      shipped_with({{days, "trước ít nhất 07 ngày trước khi thực hiện"}}),
      shipped_with({{days, "trước ít nhất 01 ngày trước khi thực hiện"}}),
      shipped_with({{by, "by: accountant   #"}}),
      shipped_with(
          {{subject, subject + ", required: true"}, {days, "trước ít nhất 05 ngày trước khi thực hiện"}}),
      shipped_with({{weekly, "every: school_year"}}),
      without_field,
      shipped_with({{"needs: [{attachment: plan}]", "needs: [{attachment: plan}, reason]"}}),
  };
  for (const auto& policy : policies) ASSERT_NE(policy, nullptr);
  using Seeds = std::vector<std::uint64_t>;
  EXPECT_TRUE(rc::check("the sum is right", [&] {
    const auto seeds = *rc::gen::resize(200, rc::gen::container<Seeds>(rc::gen::resize(
                                                 rc::kNominalSize, rc::gen::arbitrary<std::uint64_t>())));
    const auto which = *rc::gen::inRange<std::size_t>(0, policies.size());
    const auto day = *rc::gen::inRange(0, 40);
    RandomHistory run;
    const Instant from = run.now;
    for (std::size_t i = 0; i < seeds.size(); ++i) run.step(seeds[i], i);
    const auto since = day == 0 ? std::optional<Instant>() : from.plus_ms(day * 24 * 60 * ms_per_minute);
    const auto log = run.events();
    const WhatIfQuestion question = what_if_question(RandomHistory::book(), {policies[which]}, since);
    WhatIf play(question, {});
    for (const Event& event : log) play.add(event);
    const WhatIfResult result = play.finish();
    RC_ASSERT(wrong_sum(result) == "");
    RC_ASSERT(result.late_recorded == lateness_of(log, question.policies).documents.size());
    // What is left out of a command when its field is gone would really be refused.
    if (policies[which] == without_field) return;
    const Lateness before = lateness_of(log, question.policies);
    const Lateness after = lateness_of(World{question.policies, really_run(log, question).state});
    const auto total = [&](Change change) { return result.totals[static_cast<std::size_t>(change)]; };
    RC_ASSERT(before.owed.size() + total(Change::owed) == after.owed.size() + total(Change::no_longer_owed));
  }));
}

}  // namespace
}  // namespace quyche::test
