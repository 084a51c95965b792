// What the analysis finds and does not find, beyond the twins of tests/golden/policy.
#include "rules/analysis/analyse.h"

#include <algorithm>
#include <ctime>

#include "tests/rules/policy/read_policy.h"

namespace quyche::rules {
namespace {

using Codes = std::vector<std::string>;

const std::string head = R"(regulation: vi-du
title: Quy chế ví dụ
effective: {from: 2024-08-01}
school_year_starts: 01/8
calendar: vn.hai-phong
roles:
  teacher: {title: Giáo viên, within: unit}
  lead: {title: Tổ trưởng, within: unit}
  principal: Hiệu trưởng
  deputy: Phó hiệu trưởng
  board: {title: Lãnh đạo, any_of: [principal, deputy]}
administration: {people: {by: board, cite: Điều 2}}
)";
const std::string workflow = R"(
      states: {draft: Soạn thảo, submitted: Đã nộp, approved: {title: Đã duyệt, final: true}}
      actions:
        submit: {from: draft, to: submitted, by: owner}
        approve: {from: submitted, to: approved, by: [lead, board]}
)";
const std::string plan = R"(documents:
  plan:
    title: Kế hoạch
    cite: Điều 3
    owner: teacher
    fields: {day: {type: date, called: [dạy]}, other: {type: date, title: Ngày khác}}
    workflow:)" + workflow;

// A policy with more lines of its document type `plan`.
ReadPolicy with(const std::string& lines) { return ReadPolicy(head + plan + lines); }

std::string all_codes(const ReadPolicy& read) {
  std::string out;
  for (const Diagnostic& one : read.findings.sorted())
    // The calendar is not verified; the lines leave open what happens on days off.
    if (one.code != "Q330" && one.code != "Q225") out += (out.empty() ? "" : " ") + one.code;
  return out;
}

TEST(Analyse, FindsAndDoesNotFind) {
  const struct {
    const char* lines;
    const char* codes;
  } cases[] = {
      {"", ""},
      // Others than the owner may act too.
      {"    needs: {approve: [{not_same_person_as: [submit, owner]}]}\n", ""},
      {"    needs: {submit: [{not_same_person_as: owner}]}\n", "Q385 Q385 Q380"},
      // Members of a group count one by one.
      {"    needs: {approve: [{approvals: {at_least: 2, of: [board]}}]}\n", ""},
      {"    needs: {approve: [{approvals: {at_least: 3, of: [board]}}]}\n", "Q382"},
      {"    needs: {approve: [{approvals: {all_of: [principal, principal]}}]}\n", "Q381"},
      {"    needs: {approve: [{approvals: {all_of: [principal, principal], same_person: allowed}}]}\n", ""},
      // A member of the group that may sign; the owner through the role that owners hold.
      {"    signing: {by: board}\n    needs: {approve: [{signed_by: principal}]}\n", ""},
      {"    signing: {by: teacher}\n    needs: {approve: [{signed_by: owner}]}\n", ""},
      {"    signing: {by: board}\n    needs: {approve: [{signed_by: actor}]}\n", ""},
      {"    signing: {by: board}\n    needs: {submit: [{signed_by: actor}]}\n", "Q385 Q385 Q383"},
      {"    signing: {by: [owner, board], needs: [{not_same_person_as: owner}]}\n"
       "    needs: {approve: [{signed_by: owner}]}\n",
       "Q385 Q383"},
      // A document may wait for another of its type, but the first one waits for ever.
      {"    needs: {approve: [{document: {type: plan, in: submitted}}]}\n", ""},
      {"    needs: {approve: [{document: {type: plan, in: approved}}]}\n", "Q385 Q384"},
      // Two dates of one document: nobody knows how they lie.
      {"    needs: {submit: [{window: {opens: 1 ngày trước dạy, closes: 3 ngày trước other, reading: "
       "clear_days}}]}\n",
       ""},
      {"    needs: {submit: [{window: {opens: 1 ngày trước dạy, closes: 3 ngày trước dạy, reading: "
       "clear_days}}]}\n",
       "Q386"},
      // The line of a duty is tried in teaching weeks only; a yearly date with another field not at all.
      {"    duty: {each: teacher, every: school_week, dated_by: day}\n"
       "    needs: {submit: [{window: {opens: 01/9}}]}\n"
       "    deadlines: {in_time: {counts: submitted, due: 3 ngày trước dạy, reading: date_difference}}\n",
       ""},
      {"    duty: {each: teacher, every: school_week, dated_by: day}\n"
       "    needs: {submit: [{window: {opens: 10/9}}]}\n"
       "    deadlines: {in_time: {counts: submitted, due: 3 ngày trước dạy, reading: date_difference}}\n",
       "Q387"},
      {"    needs: {submit: [{window: {opens: 10/9}}]}\n"
       "    deadlines: {in_time: {counts: submitted, due: 3 ngày trước dạy, reading: date_difference}}\n",
       ""},
      // The way closes before the next step opens.
      {"    needs: {submit: [{window: {closes: trước ngày 05/9}}], approve: [{window: {opens: 10/9}}]}\n"
       "    deadlines: {in_time: {counts: approved, due: trước ngày 31/5}}\n",
       ""},
      {"    needs: {submit: [{window: {opens: 10/9}}], approve: [{window: {closes: trước ngày 05/9}}]}\n"
       "    deadlines: {in_time: {counts: approved, due: trước ngày 31/5}}\n",
       "Q387"},
      {"    deadlines: {in_time: {counts: [draft, submitted], due: trước ngày 05/9}}\n", ""},
      {"    does: {submit: {lock: this}, approve: {unlock: this}}\n", ""},
      {"    does: {submit: [{unlock_once: this}, {lock: this}]}\n", "Q390"},
      {"    does: {submit: [{lock: this}, {unlock_once: this}]}\n", ""},
      {"    duty: {each: teacher, every: school_year}\n    delegated: [deadlines]\n", "Q317"},
  };
  for (const auto& one : cases) EXPECT_EQ(all_codes(with(one.lines)), one.codes) << one.lines;
}

// A workflow that several types share is judged once, where it stands; what a type adds, in the type.
TEST(Analyse, SharedWorkflowsAreReportedOnce) {
  const std::string types = R"(workflows:
  shared:)" + workflow + R"(        redo: {from: approved, to: draft, by: board}
documents:
  one: {title: Một, cite: Điều 3, owner: teacher, workflow: shared}
  two:
    title: Hai
    cite: Điều 4
    owner: lead
    workflow: shared
    needs: {submit: [{not_same_person_as: owner}]}
)";
  const ReadPolicy read(head + types);
  std::vector<std::pair<std::string, std::string>> found;
  for (const Diagnostic& one : read.findings.sorted())
    if (one.severity != Severity::note) found.emplace_back(one.code, one.path);
  EXPECT_EQ(found,
            (std::vector<std::pair<std::string, std::string>>{{"Q393", "workflows.shared.actions.redo.from"},
                                                              {"Q380", "documents.two.needs.submit"}}));
}

// Three types in a ring; what hangs on the ring is no part of it.
TEST(Analyse, ARingIsReportedOnceWithItsWay) {
  const auto type = [](const std::string& id, const std::string& opens) {
    return "  " + id +
           ":\n    title: T\n    cite: Điều 4\n    owner: board\n    about: any\n    workflow:\n" +
           "      states: {draft: Soạn thảo, done: {title: Xong, final: true}}\n" +
           "      actions: {finish: {from: draft, to: done, by: owner, does: {open: " + opens + "}}}\n";
  };
  const ReadPolicy read(head + plan + "    does: {approve: {open: a}}\n" + type("a", "b") + type("b", "c") +
                        type("c", "a"));
  std::vector<Diagnostic> found = read.findings.sorted();
  std::erase_if(found, [](const Diagnostic& one) { return one.code != "Q389"; });
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().args, std::vector<std::string>{"a → b → c → a"});
  EXPECT_EQ(found.front().path, "documents.a.workflow.actions.finish.does.open");
}

// The lines of a span, as the policy holds them.
TEST(Analyse, ALineThatOpensAfterItCloses) {
  const auto judged = [](MonthDay since, MonthDay until) {
    ReadPolicy read(head + plan + "    deadlines: {in_time: {counts: submitted, due: trước ngày 31/5}}\n");
    Policy policy = *read.policy;
    DueTerm& term = policy.documents.front().deadlines.front().due.terms.front();
    term.since = DuePoint{YearlyDate{since}, {}};
    term.point.from = YearlyDate{until};
    Findings findings;
    analyse(policy, yaml::Node{}, findings);
    std::string codes;
    for (const Diagnostic& one : findings.sorted()) codes += one.code + " " + one.args.at(0) + " ";
    return codes;
  };
  EXPECT_EQ(judged({9, 5}, {5, 31}), "");
  EXPECT_EQ(judged({5, 31}, {9, 5}), "Q386 2024-2025 ");
}

// Every document type of a large policy has a line that is tried on each day of three school years.
TEST(Analyse, IsFast) {
  std::string text = head + "documents:\n";
  for (int i = 0; i < 10; ++i) {
    std::string type = plan.substr(plan.find("  plan:"));
    type.replace(2, 4, "plan" + std::to_string(i));
    text += type +
            "    needs: {approve: [{window: {opens: thứ Hai của tuần liền trước của dạy}}]}\n"
            "    deadlines: {in_time: {counts: approved, due: 1 ngày trước dạy, reading: clear_days}}\n";
  }
  const ReadPolicy read(text);
  ASSERT_NE(read.policy, nullptr) << all_codes(read);
  const std::clock_t start = std::clock();
  Findings findings;
  analyse(*read.policy, yaml::Node{}, findings);
  const double milliseconds = static_cast<double>(std::clock() - start) * 1'000 / CLOCKS_PER_SEC;
  RecordProperty("milliseconds_of_processor", std::to_string(milliseconds));
  EXPECT_LT(milliseconds, 500);  // some 2 where it is optimised; this is for sanitizers too
}

}  // namespace
}  // namespace quyche::rules
