// What a report makes of a few events: the moments at which teams and closings are fixed.
#include <gtest/gtest.h>

#include <memory>

#include "engine/view/report.h"

namespace quyche {
namespace {

const PolicyId policy_of_all = sha256("policy");
const DocumentTypeId plan{"plan"};
const DeadlineId in_time{"in_time"};
const PersonId an{"an"};

Instant at(const std::string& text) { return *Instant::parse(text + "+07:00"); }

PolicyBook book() {
  auto policy = std::make_shared<Policy>();
  policy->zone = {7 * 60};
  DocumentType type;
  type.id = plan;
  type.duty = Duty{RoleId{"teacher"}, {}, {}, {}};
  Deadline deadline;
  deadline.id = in_time;
  deadline.cite = {RegulationId{"r"}, "Điều 12"};
  type.deadlines = {deadline};
  policy->documents = {type};
  PolicyBook policies;
  policies.add(policy_of_all, policy);
  return policies;
}

Report report(ReportBy by, const std::vector<EventBody>& bodies) {
  const PolicyBook policies = book();
  Reporter reporter(policies, {by, std::nullopt, std::nullopt, {}});
  for (const EventBody& body : bodies) {
    Event event;
    event.policy = policy_of_all;
    event.body = body;
    reporter.see(event);
  }
  return reporter.finish();
}

DutyClosed duty(const std::string& week) {
  DutyClosed body;
  body.type = plan;
  body.deadline = in_time;
  body.school_year = {2024};
  body.week = Week::parse(week);
  body.closes = at("2024-10-05T00:00:00");
  body.missing = {an};
  return body;
}
RoleAssigned given(const std::string& role, const std::string& unit) {
  return {an, RoleId{role}, UnitId{unit}};
}
RoleEnded taken(const std::string& role, const std::string& unit) { return {an, RoleId{role}, UnitId{unit}}; }

std::map<std::string, std::int64_t> missing_by_team(const std::vector<EventBody>& bodies) {
  std::map<std::string, std::int64_t> out;
  for (const auto& [key, counts] : report(ReportBy::team, bodies).rows) out[key.id] = counts.missing;
  return out;
}

TEST(Reporter, ATeamIsTheOneOfTheRoleWhenTheDutyClosed) {
  using Teams = std::map<std::string, std::int64_t>;
  // The first by id of several; a role that owes nothing gives no team.
  EXPECT_EQ(
      missing_by_team({given("lead", "a"), given("teacher", "u2"), given("teacher", "u1"), duty("2024-W41")}),
      (Teams{{"u1", 1}}));
  EXPECT_EQ(missing_by_team({given("teacher", "u1"), duty("2024-W41"), taken("teacher", "u1"),
                             given("teacher", "u2"), duty("2024-W42"), PersonLeft{an}, duty("2024-W43")}),
            (Teams{{"", 1}, {"u1", 1}, {"u2", 1}}));
  EXPECT_EQ(missing_by_team({given("teacher", ""), duty("2024-W41")}), (Teams{{"", 1}}));
}

TEST(Reporter, ADeadlineThatWasMissedStaysWhereItWas) {
  Created created;
  created.document = DocumentId{"d"};
  created.type = plan;
  created.owner = an;
  created.dues = {{in_time, std::nullopt, at("2024-10-05T00:00:00"), {}}};
  Edited moved;
  moved.document = created.document;
  moved.dues = {{in_time, std::nullopt, at("2024-10-20T00:00:00"), {}}};
  const DeadlineMissed missed{created.document, in_time, at("2024-10-05T00:00:00"), {}};
  const auto weeks = [](const Report& of) {
    std::vector<std::string> out;
    for (const auto& [key, counts] : of.rows) out.push_back(key.week->text());
    return out;
  };
  EXPECT_EQ(weeks(report(ReportBy::week, {created, missed, moved})), std::vector<std::string>{"2024-W40"});
  EXPECT_EQ(weeks(report(ReportBy::week, {created, moved})), std::vector<std::string>{"2024-W42"});
  Edited lapsed = moved;
  lapsed.dues.clear();
  lapsed.lapsed = {in_time};
  EXPECT_EQ(report(ReportBy::week, {created, lapsed}).total, ReportCounts{});
  EXPECT_EQ(report(ReportBy::week, {created, missed, lapsed}).total.late_open, 1);
}

// A document that comes after all ends the duty's miss; one that is moved to another period brings it back.
TEST(Reporter, ADocumentSettlesThePeriodItIsOf) {
  Created created;
  created.document = DocumentId{"d"};
  created.type = plan;
  created.owner = an;
  created.school_year = {2024};
  created.week = Week::parse("2024-W41");
  Edited moved;
  moved.document = created.document;
  moved.school_year = {2024};
  moved.week = Week::parse("2024-W44");
  EXPECT_EQ(report(ReportBy::type, {duty("2024-W41")}).total.missing, 1);
  EXPECT_EQ(report(ReportBy::type, {duty("2024-W41"), created}).total.missing, 0);
  EXPECT_EQ(report(ReportBy::type, {duty("2024-W41"), created, moved}).total.missing, 1);
  created.owner = PersonId{"binh"};
  EXPECT_EQ(report(ReportBy::type, {duty("2024-W41"), created}).total.missing, 1);
}

}  // namespace
}  // namespace quyche
