#include "engine/school/evolve.h"

#include <algorithm>
#include <type_traits>

#include "engine/base/check.h"
#include "engine/base/overload.h"

namespace quyche {
namespace {

// Going back to a state forgets every state that was reached after its first visit of this run.
void reach(Document& document, const StateId& state, Instant at) {
  if (const auto before = document.reached.find(state); before != document.reached.end()) {
    const std::uint64_t first = before->second.order;
    std::erase_if(document.reached, [&](const auto& entry) { return entry.second.order >= first; });
  }
  document.reached[state] = {at, document.version};
  document.state = state;
}

// A deadline that was missed stays the one that was missed, wherever an edit moves the date afterwards.
void set_dues(Document& document, const std::vector<DueAt>& dues) {
  for (const DueAt& due : dues) {
    DeadlineState& deadline = document.deadlines[due.deadline];
    if (deadline.status == DeadlineStatus::missed || deadline.status == DeadlineStatus::met_late) continue;
    deadline.due = due;
    deadline.reminded = 0;
  }
}

void drop_dues(Document& document, const std::vector<DeadlineId>& lapsed) {
  for (const DeadlineId& id : lapsed) {
    const auto at = document.deadlines.find(id);
    if (at == document.deadlines.end()) continue;
    const DeadlineStatus status = at->second.status;
    if (status != DeadlineStatus::missed && status != DeadlineStatus::met_late) document.deadlines.erase(at);
  }
}

void set_status(Document& document, const DeadlineId& id, DeadlineStatus status) {
  if (const auto at = document.deadlines.find(id); at != document.deadlines.end()) at->second.status = status;
}

void apply_edit(Document& document, const Edited& edited) {
  for (const auto& [field, value] : edited.fields) document.fields[field] = value;
  for (const FieldId& field : edited.cleared) document.fields.erase(field);
  document.week = edited.week;
  document.period = edited.period;
  document.school_year = edited.school_year;
  ++document.content_version;
  document.sign_offs.clear();  // they were given on the content before
  drop_dues(document, edited.lapsed);
  set_dues(document, edited.dues);
  std::erase_if(document.single_unlocks,
                [&](const SingleUnlock& unlock) { return unlock.by == edited.unlocked_by; });
}

void apply_action(Document& document, const Acted& acted, const Event& event) {
  std::set<PersonId>& actors = document.last_actors[acted.action];
  actors = {event.by};
  for (const SignOff& sign_off : document.sign_offs)
    if (sign_off.action == acted.action) actors.insert(sign_off.by);
  document.sign_offs.clear();
  reach(document, acted.to, event.at);
}

// The instant at which the deadline next wants attention, if it does.
std::optional<Instant> next_moment(const DeadlineState& deadline) {
  if (deadline.status != DeadlineStatus::pending) return std::nullopt;
  if (deadline.reminded < deadline.due.remind.size()) return deadline.due.remind[deadline.reminded];
  return deadline.due.closes;
}

// Whether evolve_document can change what timers_of() gives. Every kind is named: a new one must say.
bool moves_timers(const EventBody& body) {
  return std::visit(
      Overload{
          [](const Edited&) { return true; },
          [](const PolicyChanged&) { return true; },
          [](const DeadlineMet&) { return true; },
          [](const DeadlineReopened&) { return true; },
          [](const DeadlineMissed&) { return true; },
          [](const Reminded&) { return true; },
          [](const Attached&) { return false; },
          [](const Signed&) { return false; },
          [](const Attested&) { return false; },
          [](const SignedOff&) { return false; },
          [](const Acted&) { return false; },
          [](const Locked&) { return false; },
          [](const Unlocked&) { return false; },
          [](const UnlockedOnce&) { return false; },
          [](const Flagged&) { return false; },
          [](const Notified&) { return false; },
          [](const auto& other) {
            static_assert(
                !requires { other.document; } || std::is_same_v<std::decay_t<decltype(other)>, Created>,
                "an event about a document says whether it moves timers");
            return true;
          },
      },
      body);
}

void move_timers(SchoolState& state, const std::vector<Timer>& before, const std::vector<Timer>& after) {
  if (before == after) return;
  for (const Timer& timer : before) state.timers.erase(timer);
  for (const Timer& timer : after) state.timers.insert(timer);
}

Document created(const Created& body, const Event& event) {
  Document document;
  document.id = body.document;
  document.type = body.type;
  document.policy = event.policy;
  document.owner = body.owner;
  document.unit = body.unit;
  document.school_year = body.school_year;
  document.week = body.week;
  document.period = body.period;
  document.created_at = event.at;
  document.fields = body.fields;
  document.about = body.about;
  document.opened_by = body.opened_by;
  document.version = 1;
  document.content_version = 1;
  set_dues(document, body.dues);
  reach(document, body.state, event.at);
  return document;
}

void close_duty(DutiesClosed& closed, const DutyClosed& body) {
  if (closed.until != body.closes) closed = {body.closes, {}};
  closed.at_until.push_back(duty_period_of(body));
}

// Time itself adopts a policy once more when its first day comes and it takes open documents over: it keeps
// its place and its age among the others, and stands there twice. From any other adoption on, what has closed
// is told anew: which periods the policies before closed follows from when they were adopted.
void adopt(SchoolState& state, const PolicyId& policy, const Event& event) {
  ++state.duty_epoch;
  const bool by_time = event.by.empty() && event.command.empty();
  const auto before = std::find_if(state.adopted.rbegin(), state.adopted.rend(),
                                   [&](const Adoption& adoption) { return adoption.policy == policy; });
  if (by_time && before != state.adopted.rend()) {
    state.adopted.insert(before.base(), Adoption(*before));
  } else {
    state.adopted.push_back({policy, event.at});
    state.duties_closed.clear();
  }
}

}  // namespace

void evolve_school(SchoolState& state, const Event& event) {
  std::visit(Overload{
                 [&](const SchoolOpened& body) {
                   state.id = event.school;
                   state.clock = body.clock;
                   state.opened_at = event.at;
                   state.adopted = {{event.policy, event.at}};
                   ++state.duty_epoch;
                 },
                 [&](const UnitAdded& body) { state.units.insert(body.unit); },
                 [&](const PersonAdmitted& body) {
                   Person& person = state.people[body.person];
                   person.id = body.person;
                   person.identity = body.identity;
                   person.left = false;
                 },
                 [&](const PersonLeft& body) {
                   Person& person = state.people[body.person];
                   person.id = body.person;
                   person.left = true;
                   person.roles.clear();
                 },
                 [&](const RoleAssigned& body) {
                   state.people[body.person].roles.insert({body.role, body.unit});
                 },
                 [&](const RoleEnded& body) {
                   state.people[body.person].roles.erase({body.role, body.unit});
                 },
                 [&](const Delegated& body) {
                   state.delegations[body.delegation] = {body.from, body.to,    body.role,
                                                         event.at,  body.until, false};
                 },
                 [&](const DelegationEnded& body) { state.delegations[body.delegation].ended = true; },
                 [&](const PolicyAdopted& body) { adopt(state, body.policy, event); },
                 [&](const DutyClosed& body) {
                   close_duty(state.duties_closed[{body.type, body.deadline}], body);
                   if (!body.missing.empty()) state.missed_duties.push_back(body);
                   ++state.duty_epoch;
                 },
                 [&](const auto&) {},  // about one document
             },
             event.body);
}

std::vector<Timer> timers_of(const Document& document) {
  std::vector<Timer> timers;
  for (const auto& [id, deadline] : document.deadlines)
    if (const auto at = next_moment(deadline)) timers.push_back({*at, document.id, id});
  std::sort(timers.begin(), timers.end());
  return timers;
}

const Person* SchoolState::person(const PersonId& wanted) const {
  const auto at = people.find(wanted);
  return at == people.end() ? nullptr : &at->second;
}

void evolve_document(Document& document, const Event& event) {
  ++document.version;
  std::visit(
      Overload{
          [&](const Edited& body) { apply_edit(document, body); },
          [&](const Attached& body) {
            document.attachments[body.slot] = body.content;
            ++document.content_version;
            document.sign_offs.clear();
          },
          [&](const Signed& body) {
            document.signatures.push_back({event.by, event.at, body.signature, document.content_version});
          },
          [&](const Attested& body) {
            document.attestations.push_back({body.step, event.by, event.at, document.content_version});
          },
          [&](const SignedOff& body) {
            document.sign_offs.push_back(
                {body.action, event.by, event.at, body.capacities, event.on_behalf_of});
          },
          [&](const Acted& body) { apply_action(document, body, event); },
          // A lock is a newer word than an unlock that nobody has used yet.
          [&](const Locked& body) {
            document.locks.insert(body.by);
            document.single_unlocks.clear();
          },
          // An order lifts its own lock; one that locked nothing itself is an order to unlock, and lifts all.
          [&](const Unlocked& body) {
            if (document.locks.erase(body.by) == 0) document.locks.clear();
          },
          [&](const UnlockedOnce& body) {
            document.single_unlocks.push_back({body.by, body.person, body.field});
          },
          [&](const PolicyChanged& body) {
            document.policy = event.policy;
            drop_dues(document, body.lapsed);
            set_dues(document, body.dues);
          },
          [&](const Flagged& body) { document.flags.insert(body.flag); },
          [&](const DeadlineMet& body) {
            set_status(document, body.deadline, body.late ? DeadlineStatus::met_late : DeadlineStatus::met);
          },
          [&](const DeadlineReopened& body) { set_status(document, body.deadline, DeadlineStatus::pending); },
          [&](const DeadlineMissed& body) { set_status(document, body.deadline, DeadlineStatus::missed); },
          [&](const Reminded& body) {
            if (const auto at = document.deadlines.find(body.deadline); at != document.deadlines.end())
              ++at->second.reminded;
          },
          [&](const auto&) {},  // Notified changes nothing; the rest are not about an existing document
      },
      event.body);
}

void evolve_document(std::optional<Document>& document, const Event& event) {
  if (const auto* body = std::get_if<Created>(&event.body))
    document = created(*body, event);
  else if (document)
    evolve_document(*document, event);
}

void evolve(SchoolState& state, const Event& event) {
  CHECK(event.seq == state.last_seq + 1, "events are folded in order and without gaps");
  state.last_seq = event.seq;
  state.last_at = event.at;
  if (const auto* body = std::get_if<Created>(&event.body)) {
    Document document = created(*body, event);
    if (const Document* before = state.document(document.id)) move_timers(state, timers_of(*before), {});
    move_timers(state, {}, timers_of(document));
    ++state.documents_created;
    state.documents.insert(std::move(document));
    return;
  }
  const DocumentId* about = document_of(event.body);
  if (about == nullptr) {
    evolve_school(state, event);
    return;
  }
  // Total: an event about a document that this fold does not hold changes nothing.
  if (!moves_timers(event.body)) {
    state.documents.change(*about, [&](Document& document) { evolve_document(document, event); });
    return;
  }
  state.documents.change(*about, [&](Document& document) {
    const std::vector<Timer> before = timers_of(document);
    evolve_document(document, event);
    move_timers(state, before, timers_of(document));
  });
}

}  // namespace quyche
