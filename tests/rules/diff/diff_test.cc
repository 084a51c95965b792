// diff: nothing between what means the same; exactly the change where one thing is changed.
#include "rules/diff/diff.h"

#include <functional>

#include "engine/json/fields.h"
#include "rules/diff/meaning.h"
#include "rules/phrase/phrase.h"
#include "tests/rules/policy/read_policy.h"

namespace quyche::rules {
namespace {

std::shared_ptr<const Policy> load(const std::filesystem::path& path) {
  std::filesystem::current_path(repository());
  Findings findings;
  return load_policy(path.string(), findings);
}

const Policy& shipped() {
  static const auto policy = load("policies/vn.hai-phong.duong-kinh.primary-records.yaml");
  return *policy;
}

template <class E>
std::string name(E value) {
  return std::string(names_of(value)[static_cast<std::size_t>(value)]);
}

// "changed documents/plan/deadlines/in_time/due stricter", one a line.
std::string told(const std::vector<Difference>& differences) {
  std::string out;
  for (const Difference& one : differences) {
    std::string path;
    for (const std::string& part : one.path) path += (path.empty() ? "" : "/") + part;
    out += (out.empty() ? "" : "\n") + name(one.change) + ' ' + path;
    if (one.strictness != Strictness::same) out += ' ' + name(one.strictness);
  }
  return out;
}

TEST(Diff, IsEmptyBetweenAPolicyAndItself) {
  std::size_t compared = 0;
  for (const char* folder : {"policies", "tests/golden/policy", "tests/golden/cli"}) {
    for (const auto& entry : std::filesystem::directory_iterator(repository() / folder)) {
      if (entry.path().extension() != ".yaml" || entry.path().string().ends_with(".bad.yaml")) continue;
      Findings findings;
      if (kind_of_file(entry.path().string(), findings) != FileKind::regulation) continue;
      const auto policy = load(entry.path());
      if (policy == nullptr) continue;  // some are there to be wrong
      EXPECT_EQ(told(diff(*policy, *policy)), "") << entry.path();
      ++compared;
    }
  }
  EXPECT_GT(compared, 60U);
}

DocumentType& type(Policy& policy, const char* id) {
  for (DocumentType& one : policy.documents)
    if (one.id.value == id) return one;
  throw std::out_of_range(id);
}
Action& action(Policy& policy, const char* of, const char* id) {
  for (Action& one : type(policy, of).workflow.actions)
    if (one.id.value == id) return one;
  throw std::out_of_range(id);
}
Deadline& ahead(Policy& policy) { return type(policy, "lesson_plan").deadlines.front(); }

Due line(const std::string& phrase, Reading reading = Reading::unstated, Roll roll = Roll::unstated) {
  const FieldId field{"lesson_date"};
  Due due = *phrase::parse(phrase, {{field, {"dạy"}}}, field);
  due.reading = reading;
  due.roll = roll;
  return due;
}

struct Case {
  const char* what;
  std::function<void(Policy&)> change;
  const char* told;
};

const std::vector<Case>& cases() {
  static const std::vector<Case> all = {
      // No difference in meaning.
      {"titles",
       [](Policy& p) {
         p.title = Title("Khác", "Other");
         ahead(p).title = Title("Khác");
       },
       ""},
      {"the issuer", [](Policy& p) { p.issuer = "Khác"; }, ""},
      {"the regulation's id", [](Policy& p) { p.regulation = RegulationId{"khac"}; }, ""},
      {"clauses", [](Policy& p) { ahead(p).cite.article = "Điều 99"; }, ""},
      {"names of a date", [](Policy& p) { type(p, "lesson_plan").fields[0].called = {"x"}; }, ""},
      {"the order of documents", [](Policy& p) { std::swap(p.documents.front(), p.documents.back()); }, ""},
      {"the order of roles", [](Policy& p) { std::swap(p.roles.front(), p.roles.back()); }, ""},
      {"the order of needs",
       [](Policy& p) {
         auto& needs = action(p, "report_card", "sign_off").needs;
         std::swap(needs.front(), needs.back());
       },
       ""},
      {"the order of who",
       [](Policy& p) {
         std::swap(action(p, "lesson_plan", "check").by[0], action(p, "lesson_plan", "check").by[1]);
       },
       ""},
      {"a later state earlier",
       [](Policy& p) {
         auto& states = type(p, "lesson_plan").workflow.states;
         std::swap(states[1], states[2]);
       },
       ""},
      {"the phrase", [](Policy& p) { ahead(p).due.phrase = "khác"; }, ""},
      {"a reading that is understood", [](Policy& p) { ahead(p).due.reading = Reading::unstated; }, ""},
      {"the same days in other words",
       [](Policy& p) { type(p, "team_plan").deadlines[0].due = line("chậm nhất ngày 04/9"); }, ""},
      {"a script nobody calls",
       [](Policy& p) {
         p.scripts[Digest{}] = {"x.lua", "return true"};
       },
       ""},

      // Deadlines.
      {"an earlier closing",
       [](Policy& p) { ahead(p).due = line("4 ngày trước dạy", Reading::date_difference); },
       "changed documents/lesson_plan/deadlines/three_days_ahead/due stricter"},
      {"a later closing", [](Policy& p) { ahead(p).due = line("2 ngày trước dạy"); },
       "changed documents/lesson_plan/deadlines/three_days_ahead/due looser"},
      {"the reading", [](Policy& p) { ahead(p).due.reading = Reading::clear_days; },
       "changed documents/lesson_plan/deadlines/three_days_ahead/due stricter"},
      {"sometimes earlier, sometimes later",
       [](Policy& p) { ahead(p).due = line("trước thứ Ba của tuần này"); },
       "changed documents/lesson_plan/deadlines/three_days_ahead/due mixed"},
      // Dương Kinh's calendar has no days off, others have.
      {"the roll, under a calendar without days off", [](Policy& p) { ahead(p).due.roll = Roll::backward; },
       "changed documents/lesson_plan/deadlines/three_days_ahead/due stricter"},
      {"fewer states counted", [](Policy& p) { ahead(p).counts.pop_back(); },
       "changed documents/lesson_plan/deadlines/three_days_ahead/counts looser"},
      {"other states counted", [](Policy& p) { ahead(p).counts.back() = StateId{"draft"}; },
       "changed documents/lesson_plan/deadlines/three_days_ahead/counts mixed"},
      {"reminders",
       [](Policy& p) {
         ahead(p).remind_days = {2, 5};
       },
       "changed documents/lesson_plan/deadlines/three_days_ahead/remind_days"},
      {"an effect of lateness", [](Policy& p) { ahead(p).when_missed.pop_back(); },
       "removed documents/lesson_plan/deadlines/three_days_ahead/when_missed"},
      {"a deadline less", [](Policy& p) { type(p, "lesson_plan").deadlines.clear(); },
       "removed documents/lesson_plan/deadlines/three_days_ahead looser"},
      {"a deadline more",
       [](Policy& p) {
         type(p, "lesson_plan").deadlines.push_back(ahead(p));
         type(p, "lesson_plan").deadlines.back().id = DeadlineId{"again"};
       },
       "added documents/lesson_plan/deadlines/again stricter"},

      // People, requirements, effects, workflows.
      {"who may act", [](Policy& p) { action(p, "lesson_plan", "check").by.pop_back(); },
       "changed documents/lesson_plan/workflow/actions/check/by"},
      {"a requirement more",
       [](Policy& p) {
         action(p, "lesson_plan", "check").needs.push_back({ReasonGiven{}, {}});
       },
       "added documents/lesson_plan/workflow/actions/check/needs stricter"},
      {"a requirement less", [](Policy& p) { action(p, "lesson_plan", "check").needs.clear(); },
       "removed documents/lesson_plan/workflow/actions/check/needs looser"},
      {"a requirement of its kind",
       [](Policy& p) {
         std::get<NotSamePerson>(action(p, "lesson_plan", "approve").needs[0].what).owner = false;
       },
       "changed documents/lesson_plan/workflow/actions/approve/needs"},
      {"another text of a hook",
       [](Policy& p) { std::get<HookPasses>(action(p, "lesson_plan", "submit").needs[1].what).script = {}; },
       "changed documents/lesson_plan/workflow/actions/submit/needs"},
      {"an effect", [](Policy& p) { action(p, "lock_order", "execute").does[0] = Unlock{Subject::about}; },
       "removed documents/lock_order/workflow/actions/execute/does\n"
       "added documents/lock_order/workflow/actions/execute/does"},
      {"where an action leads",
       [](Policy& p) { action(p, "lesson_plan", "return").to = StateId{"submitted"}; },
       "changed documents/lesson_plan/workflow/actions/return/to"},
      {"an action less", [](Policy& p) { type(p, "lesson_plan").workflow.actions.pop_back(); },
       "removed documents/lesson_plan/workflow/actions/return"},
      {"the initial state",
       [](Policy& p) {
         auto& states = type(p, "lesson_plan").workflow.states;
         std::swap(states[0], states[1]);
       },
       "changed documents/lesson_plan/workflow/states/initial"},
      {"a final state", [](Policy& p) { type(p, "lesson_plan").workflow.states[1].final = true; },
       "changed documents/lesson_plan/workflow/states/submitted/final"},
      {"who may sign", [](Policy& p) { type(p, "report_card").signing->by.pop_back(); },
       "changed documents/report_card/signing/by"},
      {"no signing", [](Policy& p) { type(p, "report_card").signing.reset(); },
       "removed documents/report_card/signing"},
      {"the order on paper",
       [](Policy& p) {
         auto& steps = type(p, "report_card").paper_steps;
         std::swap(steps[0], steps[1]);
       },
       "changed documents/report_card/paper_steps/order"},
      {"a field", [](Policy& p) { type(p, "lesson_plan").fields[1].type = FieldType::text; },
       "changed documents/lesson_plan/fields/subject/type"},
      {"a duty", [](Policy& p) { type(p, "lesson_plan").duty.reset(); },
       "removed documents/lesson_plan/duty looser"},
      {"who owes", [](Policy& p) { type(p, "lesson_plan").duty->each = RoleId{"team_lead"}; },
       "changed documents/lesson_plan/duty"},

      // The whole.
      {"a document type less",
       [](Policy& p) {
         std::erase_if(p.documents, [](const DocumentType& one) { return one.id.value == "lesson_plan"; });
       },
       "removed documents/lesson_plan"},
      {"a role", [](Policy& p) { p.roles[0].within = Within::school; }, "changed roles/teacher/within"},
      {"who administers", [](Policy& p) { p.administration.people.by.pop_back(); },
       "changed administration/people/by"},
      {"from when", [](Policy& p) { p.effective_from = p.effective_from.plus_days(1); },
       "changed effective_from"},
      {"until when", [](Policy& p) { p.effective_to = p.effective_from.plus_days(400); },
       "changed effective_to"},
      {"a week of the calendar", [](Policy& p) { p.calendar->school_years.begin()->second.except.clear(); },
       "removed calendar/school_years/2024-2025/except"},
  };
  return all;
}

TEST(Diff, TellsExactlyWhatChanged) {
  for (const Case& one : cases()) {
    Policy changed = shipped();
    one.change(changed);
    ASSERT_NE(changed, shipped()) << one.what;
    EXPECT_EQ(told(diff(shipped(), changed)), one.told) << one.what;
  }
}

// Both ways: what is added one way is removed the other way, stricter is looser.
TEST(Diff, TurnsRoundWithItsSides) {
  const std::map<std::string, std::string> turned = {
      {"added", "removed"},   {"removed", "added"}, {"stricter", "looser"}, {"looser", "stricter"},
      {"changed", "changed"}, {"mixed", "mixed"},   {"same", "same"}};
  for (const Case& one : cases()) {
    Policy changed = shipped();
    one.change(changed);
    const auto there = diff(shipped(), changed);
    const auto back = diff(changed, shipped());
    ASSERT_EQ(there.size(), back.size()) << one.what;
    for (std::size_t i = 0; i < there.size(); ++i) {
      const Difference& match = back[there.size() == 2 ? 1 - i : i];  // the one pair comes in the other order
      EXPECT_EQ(match.path, there[i].path) << one.what;
      EXPECT_EQ(name(match.change), turned.at(name(there[i].change))) << one.what;
      EXPECT_EQ(name(match.strictness), turned.at(name(there[i].strictness))) << one.what;
      EXPECT_EQ(match.before, there[i].after) << one.what;
    }
  }
}

TEST(Diff, ShowsTheFirstDaysThatClose) {
  Policy changed = shipped();
  ahead(changed).due = line("6 ngày trước dạy");
  const auto found = diff(shipped(), changed);
  ASSERT_EQ(found.size(), 1U);
  ASSERT_EQ(found[0].examples.size(), 3U);
  const DueExample& first = found[0].examples[0];
  const ZoneOffset zone = changed.zone;
  EXPECT_EQ(first.field.value, "lesson_date");
  EXPECT_EQ(first.day.text(), "2024-09-09");  // Monday of the first week with teaching
  EXPECT_EQ(first.closed, Instant::start_of(*Date::from_civil(2024, 9, 7), zone));
  EXPECT_EQ(first.closes, Instant::start_of(*Date::from_civil(2024, 9, 4), zone));
  type(changed, "team_plan").deadlines[0].due = line("trước ngày 01/9");
  const auto yearly = diff(shipped(), changed);
  ASSERT_EQ(yearly.size(), 2U);
  EXPECT_EQ(yearly[1].examples.size(), 3U);
  EXPECT_EQ(yearly[1].examples[0].school_year.text(), "2024-2025");
}

// Nothing that a policy holds is overlooked: every number, switch and text of it, changed alone, is a
// difference, but for what says nothing.
class Leaves {
 public:
  Leaves() : root_(json::encode(shipped())) { visit(root_, false); }
  std::size_t changed = 0;

 private:
  void visit(json::Value& value, bool silent) {
    if (json::Object* members = value.object()) {
      for (auto& [key, member] : *members) {
        where_.push_back(key);
        visit(member, silent || says_nothing(key));
        where_.pop_back();
      }
    } else if (json::Array* items = value.array()) {
      for (json::Value& item : *items) visit(item, silent);
    } else if (++seen_ % 5 == 0 || value.boolean() != nullptr) {
      const json::Value kept = value;
      value = turned(value);
      judge(silent);
      value = kept;
    }
  }
  static json::Value turned(const json::Value& value) {
    if (const bool* yes = value.boolean()) return !*yes;
    if (const std::int64_t* number = value.integer()) return *number + 1;
    return *value.string() + "x";
  }
  void judge(bool silent) {
    Policy policy;
    std::vector<json::Mismatch> problems;
    json::decode(root_, policy, problems, "");
    if (!problems.empty()) return;  // not a word of the set, no date
    std::string path;
    for (const std::string& key : where_) path += '/' + key;
    const bool calendars_name = path == "/calendar/id";
    EXPECT_EQ(diff(shipped(), policy).empty(), silent || calendars_name) << path;
    ++changed;
  }

  json::Value root_;
  std::vector<std::string> where_;
  std::size_t seen_ = 0;
};

TEST(Diff, OverlooksNothing) {
  const Leaves leaves;
  EXPECT_GT(leaves.changed, 100U);
}

}  // namespace
}  // namespace quyche::rules
