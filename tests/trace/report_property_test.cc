// A report counts what `late` and `status` show, and what a list of the events gives when it is gone through
// by hand, for every history.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>
#include <set>

#include "engine/view/late.h"
#include "engine/view/report.h"
#include "tests/trace/random_history.h"

namespace quyche::test {
namespace {

Report report_of(const RandomHistory& history, const PolicyBook& book, ReportQuestion question) {
  Reporter reporter(book, std::move(question));
  for (const Event& event : history.events) reporter.see(event);
  return reporter.finish();
}

// One counted thing, found by going through all events for each.
struct Line {
  std::string outcome;
  std::string team;
  std::string person;
  std::string type;
  std::string week;
  std::string clause;
  Date last_day;
};

const Event* last_about(const std::vector<Event>& events, const DocumentId& id, const DeadlineId& deadline) {
  const Event* found = nullptr;
  for (const Event& event : events) {
    const auto* met = std::get_if<DeadlineMet>(&event.body);
    const auto* missed = std::get_if<DeadlineMissed>(&event.body);
    const auto* open = std::get_if<DeadlineReopened>(&event.body);
    if (met != nullptr && met->document == id && met->deadline == deadline) found = &event;
    if (missed != nullptr && missed->document == id && missed->deadline == deadline) found = &event;
    if (open != nullptr && open->document == id && open->deadline == deadline) found = &event;
  }
  return found;
}

std::string outcome_of(const Event* last) {
  if (last == nullptr || std::holds_alternative<DeadlineReopened>(last->body)) return "pending";
  if (std::holds_alternative<DeadlineMissed>(last->body)) return "late_open";
  return std::get<DeadlineMet>(last->body).late ? "late_done" : "on_time";
}

// The due points of a document, by id, as the last event that names them left them; none once lapsed. One
// that was missed, or met late, is the one its event names.
std::map<DeadlineId, Instant> dues_of(const std::vector<Event>& events, const DocumentId& id) {
  std::map<DeadlineId, Instant> dues;
  std::set<DeadlineId> late;
  for (const Event& event : events) {
    const DocumentId* about = document_of(event.body);
    if (about == nullptr || *about != id) continue;
    const auto set = [&](const std::vector<DueAt>& list) {
      for (const DueAt& due : list)
        if (!late.contains(due.deadline)) dues[due.deadline] = due.closes;
    };
    if (const auto* body = std::get_if<Created>(&event.body)) set(body->dues);
    if (const auto* body = std::get_if<Edited>(&event.body)) {
      for (const DeadlineId& lapsed : body->lapsed)
        if (!late.contains(lapsed)) dues.erase(lapsed);
      set(body->dues);
    }
    if (const auto* body = std::get_if<DeadlineMissed>(&event.body)) late.insert(body->deadline);
    if (const auto* body = std::get_if<DeadlineMet>(&event.body); body && body->late)
      late.insert(body->deadline);
  }
  return dues;
}

// What the document settles after all edits.
DutyPeriod period_of(const std::vector<Event>& events, const Created& created) {
  DutyPeriod period = duty_period_of(created);
  for (const Event& event : events)
    if (const auto* edited = std::get_if<Edited>(&event.body); edited && edited->document == created.document)
      period = duty_period_of(*edited);
  return period;
}

// The unit of the first role that counts, of those held just before event number `until`.
std::string team_then(const std::vector<Event>& events, std::size_t until, const PersonId& person,
                      const RoleId& each) {
  std::set<std::string> held;
  for (std::size_t i = 0; i < until; ++i) {
    const EventBody& body = events[i].body;
    if (const auto* left = std::get_if<PersonLeft>(&body); left && left->person == person) held.clear();
    if (const auto* gained = std::get_if<RoleAssigned>(&body);
        gained && gained->person == person && duong_kinh_policy()->counts_as(gained->role, each))
      held.insert(gained->unit.value);
    if (const auto* lost = std::get_if<RoleEnded>(&body);
        lost && lost->person == person && duong_kinh_policy()->counts_as(lost->role, each))
      held.erase(lost->unit.value);
  }
  held.erase("");
  return held.empty() ? "" : *held.begin();
}

std::vector<Line> list(const std::vector<Event>& events) {
  const Policy& policy = *duong_kinh_policy();
  std::vector<Line> lines;
  const auto week_of = [](const DutyPeriod& period, Date last_day) {
    return period.week ? period.week->text() : Week::of(last_day).text();
  };
  std::set<std::tuple<PersonId, DocumentTypeId, DutyPeriod>> written;
  for (const Event& event : events) {
    const auto* created = std::get_if<Created>(&event.body);
    if (created == nullptr) continue;
    const DutyPeriod period = period_of(events, *created);
    written.insert({created->owner, created->type, period});
    for (const auto& [deadline, closes] : dues_of(events, created->document)) {
      const Date last_day = closes.plus_ms(-1).date(policy.zone);
      lines.push_back({outcome_of(last_about(events, created->document, deadline)), created->unit.value,
                       created->owner.value, created->type.value, week_of(period, last_day),
                       policy.document(created->type)->deadline(deadline)->cite.article, last_day});
    }
  }
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto* duty = std::get_if<DutyClosed>(&events[i].body);
    if (duty == nullptr) continue;
    const DutyPeriod period = duty_period_of(*duty);
    const DocumentType& type = *policy.document(duty->type);
    const Date last_day = duty->closes.plus_ms(-1).date(policy.zone);
    for (const PersonId& person : duty->missing)
      if (!written.contains({person, duty->type, period}))
        lines.push_back({"missing", team_then(events, i, person, type.duty->each), person.value,
                         duty->type.value, week_of(period, last_day),
                         type.deadline(duty->deadline)->cite.article, last_day});
  }
  return lines;
}

std::string key_of(ReportBy by, const Line& line) {
  switch (by) {
    case ReportBy::team: return line.team;
    case ReportBy::person: return line.person;
    case ReportBy::type: return line.type;
    case ReportBy::week: return line.week;
    case ReportBy::clause: return line.clause;
  }
  return "";
}
std::string text_of(ReportBy by, const ReportKey& key) {
  return by == ReportBy::week ? key.week->text() : by == ReportBy::clause ? key.clause.article : key.id;
}
std::map<std::string, std::int64_t> numbers(const ReportCounts& counts) {
  std::map<std::string, std::int64_t> all{{"on_time", counts.on_time},
                                          {"late_done", counts.late_done},
                                          {"late_open", counts.late_open},
                                          {"missing", counts.missing},
                                          {"pending", counts.pending}};
  std::erase_if(all, [](const auto& one) { return one.second == 0; });
  return all;
}

PolicyBook book() {
  PolicyBook policies;
  policies.add(policy_id(*duong_kinh_policy()), duong_kinh_policy());
  return policies;
}

TEST(ReportProperty, CountsWhatTheEventsSay) {
  std::map<std::string, int> seen;
  const bool held = rc::check("a report is the list, counted", [&] {
    const RandomHistory history;
    const PolicyBook policies = book();
    const std::vector<Line> lines = list(history.events);
    ReportQuestion question;
    if (*rc::gen::arbitrary<bool>()) {
      question.from = Date::from_civil(2024, 10, *rc::gen::inRange(1, 31));
      question.to = question.from->plus_days(*rc::gen::inRange(0, 40));
    }
    if (*rc::gen::inRange(0, 4) == 0) question.type = DocumentTypeId{"lesson_plan"};
    for (const ReportBy by :
         {ReportBy::team, ReportBy::person, ReportBy::type, ReportBy::week, ReportBy::clause}) {
      question.by = by;
      std::map<std::string, std::map<std::string, std::int64_t>> expected;
      std::map<std::string, std::int64_t> total;
      for (const Line& line : lines) {
        if (question.from && (line.last_day < *question.from || line.last_day > *question.to)) continue;
        if (!question.type.empty() && line.type != question.type.value) continue;
        ++expected[key_of(by, line)][line.outcome];
        ++total[line.outcome];
        ++seen[line.outcome];
      }
      const Report report = report_of(history, policies, question);
      std::map<std::string, std::map<std::string, std::int64_t>> counted;
      for (const auto& [key, counts] : report.rows) counted[text_of(by, key)] = numbers(counts);
      RC_ASSERT(counted == expected);
      RC_ASSERT(numbers(report.total) == total);
    }
  });
  EXPECT_TRUE(held);
  if (!held) return;
  for (const char* outcome : {"on_time", "late_done", "late_open", "missing", "pending"})
    EXPECT_GT(seen[outcome], 10) << outcome;
}

TEST(ReportProperty, AgreesWithLateAndStatus) {
  EXPECT_TRUE(rc::check("report, late and status count alike", [] {
    const RandomHistory history;
    const World world = history.office->world();
    std::map<std::string, ReportCounts> expected;
    for (const LateItem& item : late_items(world)) {
      ReportCounts& counts = expected[item.type.value];
      if (item.document.empty())
        ++counts.missing;
      else if (world.school.document(item.document)->deadlines.at(item.deadline).status ==
               DeadlineStatus::met_late)
        ++counts.late_done;
      else
        ++counts.late_open;
    }
    world.school.documents.each([&](const Document& document) {
      for (const auto& [id, state] : document.deadlines) {
        if (state.status == DeadlineStatus::met) ++expected[document.type.value].on_time;
        if (state.status == DeadlineStatus::pending) ++expected[document.type.value].pending;
      }
    });
    const Report report = report_of(history, book(), {ReportBy::type, {}, {}, {}});
    std::map<std::string, ReportCounts> counted;
    for (const auto& [key, counts] : report.rows) counted[key.id] = counts;
    RC_ASSERT(counted == expected);
  }));
}

}  // namespace
}  // namespace quyche::test
