#include "tests/sim/model.h"

#include <algorithm>
#include <set>

#include "engine/base/overload.h"

namespace quyche::sim {
namespace {

template <class Items, class Item>
bool has(const Items& items, const Item& item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

std::string duty_name(const DocumentTypeId& type, const DeadlineId& deadline, SchoolYear year,
                      const std::optional<Date>& week) {
  return type.value + " " + deadline.value + " " + (week ? week->text() : year.text());
}

// Going back to a state begins the run anew from it.
void reach(MDocument& document, const StateId& state) {
  const auto at = std::find(document.run.begin(), document.run.end(), state);
  document.run.erase(at, document.run.end());
  document.run.push_back(state);
  document.state = state;
}

const Deadline* deadline_in(const Rules& rules, const MDocument& document, const DeadlineId& id) {
  for (const DocumentType& type : rules.policy->documents)
    if (type.id == document.type)
      for (const Deadline& deadline : type.deadlines)
        if (deadline.id == id) return &deadline;
  return nullptr;
}

bool of_time(const EventBody& body) {
  return std::holds_alternative<Reminded>(body) || std::holds_alternative<DeadlineMissed>(body) ||
         std::holds_alternative<DutyClosed>(body);
}

bool announces(const EventBody& body) {
  return std::holds_alternative<DeadlineMet>(body) || std::holds_alternative<DeadlineReopened>(body);
}

}  // namespace

bool MDocument::late() const {
  return std::any_of(deadlines.begin(), deadlines.end(), [](const MDeadline& one) { return one.late(); });
}

void Model::problem(const Event* event, const std::string& what) {
  problems_.push_back(
      school_.value +
      (event == nullptr ? ""
                        : " event " + std::to_string(event->seq) + " " + std::string(kind_of(event->body))) +
      ": " + what);
}

const MDocument* Model::document(const DocumentId& id) const {
  for (const MDocument& one : documents_)
    if (one.id == id) return &one;
  return nullptr;
}
MDocument* Model::find(const DocumentId& id) { return const_cast<MDocument*>(document(id)); }
const MPerson* Model::person(const PersonId& id) const {
  for (const MPerson& one : people_)
    if (one.id == id) return &one;
  return nullptr;
}
MPerson* Model::find_person(const PersonId& id) { return const_cast<MPerson*>(person(id)); }
const Rules& Model::rules_of(const PolicyId& id) const {
  for (const Rules& one : rules_)
    if (one.id == id) return one;
  return rules_.front();
}

void Model::take(const Event& event) {
  expect(event.seq == last_seq_ + 1, event, "its number does not follow " + std::to_string(last_seq_));
  expect(event.at >= last_at_, event, "its time is before the one before");
  expect(event.school == school_, event, "of another school");
  expect(std::any_of(rules_.begin(), rules_.end(), [&](const Rules& one) { return one.id == event.policy; }),
         event, "of a policy that nobody has");
  last_seq_ = event.seq;
  if (!announces(event.body) && !to_announce_.empty()) {
    problem(&event, "nothing was said of " + to_announce_.front());
    to_announce_.clear();
  }
  if (of_time(event.body)) {
    take_firing(event);
  } else if (!event.command.empty() && event.command != last_command_) {
    if (const auto firing = next_firing(); firing && firing->due <= event.at)
      problem(&event, "before it something was due at " + firing->due.text());
  }
  last_at_ = std::max(last_at_, event.at);
  last_command_ = event.command;
  const DocumentId* about = document_of(event.body);
  if (const auto* created = std::get_if<Created>(&event.body)) return take_created(event, *created);
  if (about == nullptr) return take_people(event);
  MDocument* document = find(*about);
  if (document == nullptr) return problem(&event, "about a document that was never made");
  ++document->version;
  // What a control document does to another is decided under its own policy.
  const DocumentId* order = nullptr;
  if (const auto* locked = std::get_if<Locked>(&event.body)) order = &locked->by;
  if (const auto* unlocked = std::get_if<Unlocked>(&event.body)) order = &unlocked->by;
  if (const auto* once = std::get_if<UnlockedOnce>(&event.body)) order = &once->by;
  const MDocument* decided = order == nullptr ? document : this->document(*order);
  expect(
      std::holds_alternative<Flagged>(event.body) || (decided != nullptr && event.policy == decided->policy),
      event, "not under the document's policy");
  std::visit(
      Overload{
          [&](const Edited& body) { take_edited(event, body); },
          [&](const Attached& body) {
            if (!has(document->attached, body.slot)) document->attached.push_back(body.slot);
            ++document->content;
            document->sign_offs.clear();
            expect(document->locks.empty(), event, "a locked document");
          },
          [&](const Signed&) { document->signatures.emplace_back(event.by, document->content); },
          [&](const Attested& body) { document->attestations.emplace_back(body.step, document->content); },
          [&](const SignedOff& body) { take_signed_off(event, body); },
          [&](const Acted& body) { take_acted(event, body); },
          [&](const Locked& body) {
            if (!has(document->locks, body.by)) document->locks.push_back(body.by);
            document->unlocks.clear();
          },
          [&](const Unlocked& body) {
            if (has(document->locks, body.by))
              std::erase(document->locks, body.by);
            else
              document->locks.clear();
          },
          [&](const UnlockedOnce& body) { document->unlocks.push_back(body.by); },
          [&](const DeadlineMet& body) {
            const std::string said =
                "met " + body.document.value + " " + body.deadline.value + (body.late ? " late" : "");
            expect(has(to_announce_, said), event, "nothing of the kind: " + said);
            std::erase(to_announce_, said);
          },
          [&](const DeadlineReopened& body) {
            const std::string said = "open " + body.document.value + " " + body.deadline.value;
            expect(has(to_announce_, said), event, "nothing of the kind: " + said);
            std::erase(to_announce_, said);
          },
          [&](const auto&) {},
      },
      event.body);
}

void Model::time_is(Instant now) {
  if (!to_announce_.empty()) problem(nullptr, "nothing was said of " + to_announce_.front());
  to_announce_.clear();
  if (now < last_at_) return;
  if (const auto firing = next_firing(); firing && firing->due <= now)
    problem(nullptr,
            "at " + now.text() + " something that was due at " + firing->due.text() +
                " has not come: " + (firing->document == nullptr ? "a duty" : firing->document->id.value) +
                " " + firing->deadline.value);
}

// The earliest; documents before duties, and among documents by their ids.
std::optional<Firing> Model::next_firing() const {
  std::optional<Firing> next;
  for (const MDocument& one : documents_) {
    for (const MDeadline& deadline : one.deadlines) {
      if (deadline.status != MDeadline::Status::open) continue;
      const bool reminder = deadline.reminded < deadline.remind.size();
      const Instant due = reminder ? deadline.remind[deadline.reminded] : deadline.closes;
      if (!next || due < next->due || (due == next->due && one.id < next->document->id))
        next = Firing{due, &one, deadline.id, reminder};
    }
  }
  if (!duties_.empty() && (!next || duties_.front().closes < next->due))
    next = Firing{duties_.front().closes, nullptr, duties_.front().deadline, false};
  return next;
}

void Model::take_firing(const Event& event) {
  const auto next = next_firing();
  if (!next) return problem(&event, "nothing is ever due");
  expect(next->due <= event.at, event, "too early: " + next->due.text());
  if (const auto* body = std::get_if<DutyClosed>(&event.body)) {
    const std::optional<Date> week = body->week ? std::optional(body->week->monday()) : std::nullopt;
    // Several may close at one instant, in whatever order.
    const auto at = std::find_if(duties_.begin(), duties_.end(), [&](const MDuty& one) {
      return one.closes == next->due && one.type == body->type && one.deadline == body->deadline &&
             one.year == body->school_year && one.week == week;
    });
    const std::string name = duty_name(body->type, body->deadline, body->school_year, week);
    if (next->document != nullptr || at == duties_.end())
      return problem(&event, name + " is not what comes next");
    expect(body->closes == at->closes && event.policy == at->policy, event, name + ": when, or under what");
    expect(body->missing == owing(*at), event, name + ": who is missing");
    expect(closed_duties_.insert(name).second, event, name + " closes twice");
    if (!body->missing.empty()) {
      std::string line = name;
      for (const PersonId& who : body->missing) line += " " + who.value;
      missed_duties_.push_back(line);
    }
    duties_.erase(at);
    return;
  }
  const DocumentId* about = document_of(event.body);
  MDocument* document = find(*about);
  if (document == nullptr || next->document != document)
    return problem(&event, about->value + " is not what comes next");
  for (MDeadline& deadline : document->deadlines) {
    if (deadline.id != next->deadline) continue;
    if (const auto* body = std::get_if<Reminded>(&event.body)) {
      expect(next->reminder && body->deadline == deadline.id && body->closes == deadline.closes &&
                 body->person == document->owner,
             event, "another reminder");
      ++deadline.reminded;
    } else if (const auto* missed = std::get_if<DeadlineMissed>(&event.body)) {
      expect(!next->reminder && missed->deadline == deadline.id && missed->closes == deadline.closes, event,
             "another deadline");
      std::vector<StateId> missing;
      for (const StateId& counted : deadline_in(rules_of(document->policy), *document, deadline.id)->counts)
        if (!has(document->run, counted)) missing.push_back(counted);
      expect(missed->missing == missing && !missing.empty(), event, "what is missing");
      deadline.status = MDeadline::Status::missed;
    }
  }
}

std::vector<PersonId> Model::owing(const MDuty& duty) const {
  const Rules& rules = rules_of(duty.policy);
  std::vector<PersonId> out;
  for (const DocumentType& type : rules.policy->documents) {
    if (type.id != duty.type) continue;
    for (const MPerson& person : people_) {
      if (!holds(rules, person.id, type.duty->each, nullptr)) continue;
      const bool has_one = std::any_of(documents_.begin(), documents_.end(), [&](const MDocument& one) {
        return one.type == type.id && one.owner == person.id && one.year == duty.year &&
               one.week == duty.week;
      });
      if (!has_one) out.push_back(person.id);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

void Model::set_dues(MDocument& document, Instant now, const std::vector<DueAt>& told, const Event& event) {
  const Rules& rules = rules_of(document.policy);
  std::vector<DueAt> dues;
  bool moved = document.version == 1;
  for (const DocumentType& type : rules.policy->documents) {
    if (type.id != document.type) continue;
    for (const Deadline& deadline : type.deadlines) {
      const auto closes = closes_at(rules, type.id, deadline.id, document.fields, document.year);
      if (!closes) continue;
      DueAt due{deadline.id, std::nullopt, *closes, {}};
      for (const int days : deadline.remind_days)
        if (const Instant at = closes->plus_ms(-days * ms_per_day); at > now) due.remind.push_back(at);
      std::sort(due.remind.begin(), due.remind.end());
      dues.push_back(due);
      const auto before = std::find_if(document.deadlines.begin(), document.deadlines.end(),
                                       [&](const MDeadline& one) { return one.id == deadline.id; });
      moved = moved || before == document.deadlines.end() || before->closes != *closes;
    }
  }
  if (!moved) dues.clear();
  expect(told == dues, event, "its due points");
  for (const DueAt& due : dues) {
    auto at = std::find_if(document.deadlines.begin(), document.deadlines.end(),
                           [&](const MDeadline& one) { return one.id == due.deadline; });
    if (at == document.deadlines.end()) at = document.deadlines.insert(at, MDeadline{due.deadline, {}, {}});
    if (at->late()) continue;  // missed is missed, wherever the date goes
    at->closes = due.closes;
    at->remind = due.remind;
    at->reminded = 0;
  }
}

void Model::settle(MDocument& document, Instant now) {
  for (MDeadline& one : document.deadlines) {
    const Deadline* deadline = deadline_in(rules_of(document.policy), document, one.id);
    const bool reached = std::all_of(deadline->counts.begin(), deadline->counts.end(),
                                     [&](const StateId& state) { return has(document.run, state); });
    const std::string name = document.id.value + " " + one.id.value;
    if (reached && (one.status == MDeadline::Status::open || one.status == MDeadline::Status::missed)) {
      const bool late = one.status == MDeadline::Status::missed || now >= one.closes;
      one.status = late ? MDeadline::Status::met_late : MDeadline::Status::met;
      to_announce_.push_back("met " + name + (late ? " late" : ""));
    } else if (!reached && one.status == MDeadline::Status::met && now < one.closes) {
      one.status = MDeadline::Status::open;
      to_announce_.push_back("open " + name);
    }
  }
}

void Model::take_created(const Event& event, const Created& body) {
  expect(document(body.document) == nullptr, event, "made twice");
  MDocument made;
  made.id = body.document;
  made.type = body.type;
  made.policy = event.policy;
  made.owner = body.owner;
  made.unit = body.unit;
  made.version = 1;
  made.content = 1;
  made.fields = body.fields;
  made.about = body.about;
  made.week = monday_of(body.type, body.fields);
  made.year = school_year_of(made.week ? body.fields.at(FieldId{"lesson_date"}).get<DateValue>()->value
                                       : event.at.date(ZoneOffset{7 * 60}));
  expect(body.school_year == made.year, event, "its school year");
  expect((body.week ? std::optional(body.week->monday()) : std::nullopt) == made.week, event, "its week");
  if (body.opened_by.empty()) expect(event.policy == newest().id, event, "not under the newest policy");
  reach(made, body.state);
  set_dues(made, event.at, body.dues, event);
  documents_.push_back(std::move(made));
}

void Model::take_edited(const Event& event, const Edited& body) {
  MDocument& document = *find(body.document);
  expect(document.locks.empty() || !body.unlocked_by.empty(), event, "a locked document");
  expect(body.unlocked_by.empty() || has(document.unlocks, body.unlocked_by), event,
         "by an unlock that is used up");
  for (const auto& [field, value] : body.fields) document.fields[field] = value;
  for (const FieldId& field : body.cleared) document.fields.erase(field);
  document.week = monday_of(document.type, document.fields);
  if (document.week)
    document.year = school_year_of(document.fields.at(FieldId{"lesson_date"}).get<DateValue>()->value);
  ++document.content;
  document.sign_offs.clear();
  std::erase(document.unlocks, body.unlocked_by);
  set_dues(document, event.at, body.dues, event);
  settle(document, event.at);
}

void Model::add_duties(const PolicyId& policy, Instant since) {
  // The newest holds on every day from now on. It does not ask for what closed already, nor for what it would
  // have closed before it came, unless that was still to close.
  std::set<std::string> waiting;
  for (const MDuty& duty : duties_) waiting.insert(duty_name(duty.type, duty.deadline, duty.year, duty.week));
  const bool opening = adopted_.size() == 1;
  duties_.clear();
  for (MDuty& duty : duties_of(rules_of(policy))) {
    const std::string name = duty_name(duty.type, duty.deadline, duty.year, duty.week);
    const bool asked = duty.closes > since || (duty.closes == since && !opening) || waiting.contains(name);
    if (asked && !closed_duties_.contains(name)) duties_.push_back(std::move(duty));
  }
}

void Model::take_people(const Event& event) {
  std::visit(Overload{
                 [&](const SchoolOpened&) {
                   adopted_ = {{event.policy, event.at}};
                   add_duties(event.policy, event.at);
                 },
                 [&](const PolicyAdopted& body) {
                   adopted_.emplace_back(body.policy, event.at);
                   add_duties(body.policy, event.at);
                 },
                 [&](const UnitAdded& body) { units_.push_back(body.unit); },
                 [&](const PersonAdmitted& body) {
                   if (MPerson* back = find_person(body.person))
                     back->left = false;
                   else
                     people_.push_back({body.person, false, false, {}});
                 },
                 [&](const PersonLeft& body) {
                   MPerson* gone = find_person(body.person);
                   gone->left = true;
                   gone->roles.clear();
                   for (const MDelegation& one : delegations_)
                     expect(one.ended || (one.from != body.person && one.to != body.person), event,
                            "a delegation of theirs goes on");
                 },
                 [&](const RoleAssigned& body) {
                   find_person(body.person)->roles.push_back({body.role, body.unit});
                 },
                 [&](const RoleEnded& body) {
                   std::erase_if(find_person(body.person)->roles, [&](const MRole& one) {
                     return one.role == body.role && one.unit == body.unit;
                   });
                 },
                 [&](const Delegated& body) {
                   delegations_.push_back(
                       {body.delegation, body.from, body.to, body.role, event.at, body.until, false});
                 },
                 [&](const PersonErased& body) { find_person(body.person)->erased = true; },
                 [&](const DelegationEnded& body) {
                   for (MDelegation& one : delegations_) one.ended = one.ended || one.id == body.delegation;
                 },
                 [&](const auto&) {},
             },
             event.body);
}

}  // namespace quyche::sim
