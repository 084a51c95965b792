#include "tests/engine/event/samples.h"

namespace quyche::test {
namespace {

const DocumentId document{"lesson_plan-7"};
const PersonId an{"p0001"};
const PersonId em{"p0002"};
const UnitId unit{"to-1"};
const Instant closes = *Instant::parse("2024-10-04T17:00:00.000Z");
const SchoolYear year{2024};

Digest digest(std::uint8_t first) {
  Digest out;
  for (std::size_t i = 0; i < out.bytes.size(); ++i) out.bytes[i] = static_cast<std::uint8_t>(first + i);
  return out;
}
Week week(const char* text) { return *Week::parse(text); }

FieldValues values() {
  return {{FieldId{"after_lesson"}, {TextValue{digest(1)}}},
          {FieldId{"subject"}, {CodeValue{"toan"}}},
          {FieldId{"pages"}, {IntegerValue{-9'007'199'254'740'991}}},
          {FieldId{"shared"}, {BooleanValue{true}}},
          {FieldId{"lesson_date"}, {DateValue{*Date::parse("2024-10-07")}}},
          {FieldId{"week"}, {WeekValue{week("2024-W41")}}},
          {FieldId{"grade"}, {ChoiceValue{"Hoàn thành \"tốt\"\n"}}}};
}
std::vector<DueAt> dues() {
  return {{DeadlineId{"three_days_ahead"}, std::nullopt, closes, {closes.plus_ms(-2 * ms_per_day)}},
          {DeadlineId{"on_the_day"}, closes, closes.plus_ms(ms_per_day), {}}};
}
std::vector<HookRecord> hooks() { return {{digest(9), true}}; }

Event wrap(EventBody body, bool full) {
  Event event;
  event.seq = 42;
  event.school = SchoolId{"vn.th.thang-long"};
  event.at = *Instant::parse("2024-10-01T01:02:03.004Z");
  event.policy = digest(200);
  event.body = std::move(body);
  if (!full) return event;
  event.by = an;
  event.on_behalf_of = em;
  event.clause = {RegulationId{"vn.hai-phong"}, "Điều 12"};
  event.command = CommandKey{"k-1"};
  return event;
}

}  // namespace

std::vector<Sample> event_samples() {
  const ActionId act{"check"};
  const std::vector<ActorName> capacities{ActorName{"team_lead"}, ActorName{"owner"}};
  const DocumentId order{"lock_order-1"};
  const DocumentTypeId type{"lesson_plan"};
  const DeadlineId deadline{"three_days_ahead"};
  const StateId draft{"draft"};
  const StateId checked{"checked"};
  const EventBody full[] = {
      SchoolOpened{ClockSource::given},
      UnitAdded{unit},
      PersonAdmitted{an, digest(3)},
      PersonLeft{an},
      RoleAssigned{an, RoleId{"teacher"}, unit},
      RoleEnded{an, RoleId{"teacher"}, unit},
      Delegated{DelegationId{"d1"}, em, an, RoleId{"principal"}, *Date::parse("2024-10-31")},
      DelegationEnded{DelegationId{"d1"}},
      PolicyAdopted{digest(4)},
      KeyAdopted{"quyche/thang-long+00ff00ff+AQID", false, 0, {}},
      PersonErased{an},
      Created{document, type, draft, an, unit, year, week("2024-W41"), {}, values(), {order}, order, dues()},
      Edited{document, values(), {FieldId{"notes"}}, week("2024-W41"), {}, year, dues(), {}, order},
      Attached{document, SlotId{"plan"}, digest(5)},
      Signed{document, digest(6), digest(7), digest(8), {}},
      Attested{document, PaperStepId{"stamp"}, digest(9)},
      SignedOff{document, act, capacities, digest(10), hooks()},
      Acted{document, act, draft, checked, capacities, digest(10), hooks()},
      Locked{document, order},
      Unlocked{document, order},
      UnlockedOnce{document, order, an, FieldId{"subject"}},
      Flagged{document, FlagId{"late"}},
      Notified{document, {an, em}},
      PolicyChanged{document, {}, {}},
      DeadlineMet{document, deadline, closes, true},
      DeadlineReopened{document, deadline},
      DeadlineMissed{document, deadline, closes, {checked}},
      Reminded{document, deadline, closes, an},
      DutyClosed{type, deadline, year, week("2024-W41"), {}, closes, {an, em}},
  };
  static_assert(std::size(full) == std::variant_size_v<EventBody>, "a sample for every kind");
  const EventBody least[] = {
      SchoolOpened{},
      PersonAdmitted{an, {}},
      RoleAssigned{an, RoleId{"clerk"}, {}},
      Created{document, type, draft, an, {}, year, {}, {}, {}, {}, {}, {}},
      Edited{document, {}, {}, {}, {}, year, {}, {}, {}},
      Signed{document, digest(6), digest(7), {}, {}},
      Attested{document, PaperStepId{"print"}, {}},
      SignedOff{document, act, {}, {}, {}},
      Acted{document, act, draft, checked, {}, {}, {}},
      UnlockedOnce{document, order, an, {}},
      DeadlineMet{document, deadline, closes, false},
      DeadlineMissed{document, deadline, closes, {}},
      DutyClosed{type, deadline, year, {}, {}, closes, {}},
  };
  // What came after the first of these lines were on disk.
  const Date month = *Date::parse("2024-10-01");
  const FieldValues starts{{FieldId{"starts_at"}, {DateTimeValue{*LocalTime::parse("2024-10-07T07:30")}}}};
  const EventBody later[] = {
      Created{document, type, draft, an, {}, year, {}, month, starts, {}, {}, {}},
      Edited{document, {}, {}, {}, month, year, {}, {deadline, DeadlineId{"online"}}, {}},
      DutyClosed{type, deadline, year, {}, month, closes, {em}},
      Signed{document, digest(6), digest(7), {}, hooks()},
      KeyAdopted{"quyche/thang-long+00ff00ff+AQID", false, 700, digest(5)},
      KeyAdopted{"quyche/thang-long+00ff00ff+AQID", true, 0, {}},
  };
  std::vector<Sample> samples;
  for (const EventBody& body : full) samples.push_back({std::string(kind_of(body)), wrap(body, true)});
  for (const EventBody& body : least)
    samples.push_back({std::string(kind_of(body)) + " (least)", wrap(body, false)});
  for (const EventBody& body : later)
    samples.push_back({std::string(kind_of(body)) + " (later)", wrap(body, false)});
  return samples;
}

}  // namespace quyche::test
