#include "engine/view/report.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "engine/base/overload.h"
#include "engine/school/document.h"
#include "engine/school/owing_unit.h"
#include "engine/school/school_state.h"

namespace quyche {
namespace {

// Texts that many documents share, each held once.
template <class Text>
class Interned {
 public:
  std::uint32_t operator()(const Text& text) {
    const auto [at, added] = numbers_.emplace(text, static_cast<std::uint32_t>(texts_.size()));
    if (added) texts_.push_back(&at->first);
    return at->second;
  }
  [[nodiscard]] const Text& operator[](std::uint32_t number) const { return *texts_[number]; }

 private:
  std::map<Text, std::uint32_t> numbers_;
  std::vector<const Text*> texts_;
};

struct Counted {
  std::uint32_t deadline = 0;
  DeadlineStatus status = DeadlineStatus::pending;
  Instant closes;
};

struct CountedDocument {
  std::uint32_t type = 0;
  std::uint32_t owner = 0;
  std::uint32_t unit = 0;
  std::uint32_t policy = 0;
  std::uint32_t period = 0;
  std::vector<Counted> deadlines;
};

// A period that closed while `person` had no document for it.
struct Owed {
  std::uint32_t person = 0;
  std::uint32_t type = 0;
  std::uint32_t period = 0;
  auto operator<=>(const Owed&) const = default;
};
struct Missed {
  std::uint32_t unit = 0;
  std::uint32_t policy = 0;
  Instant closes;
  Clause clause;
};

bool late(DeadlineStatus status) {
  return status == DeadlineStatus::missed || status == DeadlineStatus::met_late;
}

}  // namespace

struct Reporter::Books {
  Interned<DocumentTypeId> types;
  Interned<PersonId> persons;
  Interned<UnitId> units;
  Interned<PolicyId> policies;
  Interned<DutyPeriod> periods;
  Interned<DeadlineId> deadlines;
  std::map<DocumentId, CountedDocument> documents;
  std::map<Owed, std::vector<Missed>> missed;
  std::map<PersonId, std::set<Assignment>> roles;

  Counted* find(CountedDocument& document, const DeadlineId& id) {
    const std::uint32_t number = deadlines(id);
    for (Counted& one : document.deadlines)
      if (one.deadline == number) return &one;
    return nullptr;
  }
  // A deadline that was missed stays the one that was missed (engine/school/evolve.cc).
  void set_dues(CountedDocument& document, const std::vector<DueAt>& dues) {
    for (const DueAt& due : dues) {
      Counted* one = find(document, due.deadline);
      if (one == nullptr)
        document.deadlines.push_back({deadlines(due.deadline), DeadlineStatus::pending, due.closes});
      else if (!late(one->status))
        one->closes = due.closes;
    }
  }
  void lapse(CountedDocument& document, const std::vector<DeadlineId>& lapsed) {
    for (const DeadlineId& id : lapsed) {
      const std::uint32_t number = deadlines(id);
      std::erase_if(document.deadlines,
                    [&](const Counted& one) { return one.deadline == number && !late(one.status); });
    }
  }
  void set_status(CountedDocument& document, const DeadlineId& id, DeadlineStatus status) {
    if (Counted* one = find(document, id)) one->status = status;
  }

  void created(const Created& body, const PolicyId& policy) {
    CountedDocument& document = documents[body.document];
    document = {types(body.type), persons(body.owner),           units(body.unit),
                policies(policy), periods(duty_period_of(body)), {}};
    set_dues(document, body.dues);
    document.deadlines.shrink_to_fit();
  }
  // The unit in which the person held the role that owed it.
  UnitId unit_of(const PersonId& person, const Policy* policy, const DocumentTypeId& type) const {
    const DocumentType* of = policy == nullptr ? nullptr : policy->document(type);
    const auto held = roles.find(person);
    return of == nullptr || held == roles.end() ? UnitId{} : owing_unit(*policy, *of, held->second);
  }
  void closed(const DutyClosed& duty, const Event& event, const Policy* policy) {
    for (const PersonId& person : duty.missing)
      missed[{persons(person), types(duty.type), periods(duty_period_of(duty))}].push_back(
          {units(unit_of(person, policy, duty.type)), policies(event.policy), duty.closes, event.clause});
  }
};

std::optional<std::int64_t> ReportCounts::percent_on_time() const {
  if (decided() == 0) return std::nullopt;
  return on_time * 100 / decided();
}

ReportCounts& ReportCounts::operator+=(const ReportCounts& other) {
  on_time += other.on_time;
  late_done += other.late_done;
  late_open += other.late_open;
  missing += other.missing;
  pending += other.pending;
  return *this;
}

Reporter::Reporter(const PolicyBook& policies, ReportQuestion question)
    : policies_(policies), question_(std::move(question)), books_(std::make_unique<Books>()) {}
Reporter::~Reporter() = default;

void Reporter::see(const Event& event) {
  Books& books = *books_;
  const DocumentId* about = document_of(event.body);
  const auto at = about == nullptr ? books.documents.end() : books.documents.find(*about);
  CountedDocument* document = at == books.documents.end() ? nullptr : &at->second;
  std::visit(Overload{
                 [&](const PersonLeft& body) { books.roles.erase(body.person); },
                 [&](const RoleAssigned& body) {
                   books.roles[body.person].insert({body.role, body.unit});
                 },
                 [&](const RoleEnded& body) {
                   books.roles[body.person].erase({body.role, body.unit});
                 },
                 [&](const DutyClosed& body) { books.closed(body, event, policies_.find(event.policy)); },
                 [&](const Created& body) { books.created(body, event.policy); },
                 [&](const Edited& body) {
                   if (document == nullptr) return;
                   document->period = books.periods(duty_period_of(body));
                   books.lapse(*document, body.lapsed);
                   books.set_dues(*document, body.dues);
                 },
                 [&](const PolicyChanged& body) {
                   if (document == nullptr) return;
                   document->policy = books.policies(event.policy);
                   books.lapse(*document, body.lapsed);
                   books.set_dues(*document, body.dues);
                 },
                 [&](const DeadlineMet& body) {
                   if (document != nullptr)
                     books.set_status(*document, body.deadline,
                                      body.late ? DeadlineStatus::met_late : DeadlineStatus::met);
                 },
                 [&](const DeadlineReopened& body) {
                   if (document != nullptr)
                     books.set_status(*document, body.deadline, DeadlineStatus::pending);
                 },
                 [&](const DeadlineMissed& body) {
                   if (document != nullptr)
                     books.set_status(*document, body.deadline, DeadlineStatus::missed);
                 },
                 [&](const auto&) {},  // changes no deadline and no role
             },
             event.body);
}

namespace {

void count(ReportCounts& counts, DeadlineStatus status) {
  switch (status) {
    case DeadlineStatus::pending: ++counts.pending; return;
    case DeadlineStatus::met: ++counts.on_time; return;
    case DeadlineStatus::missed: ++counts.late_open; return;
    case DeadlineStatus::met_late: ++counts.late_done; return;
  }
}

// One thing to count, with what it can be counted by.
struct Item {
  const DocumentTypeId& type;
  const PersonId& person;
  const UnitId& unit;
  const DutyPeriod& period;
  Date last_day;
  Clause clause;
};

// 24:00 of a day is the start of the next one, and belongs to the day.
Date last_day(Instant closes, const Policy* policy) {
  return closes.plus_ms(-1).date(policy == nullptr ? ZoneOffset{0} : policy->zone);
}

bool asked_for(const ReportQuestion& question, const Item& item) {
  return (question.type.empty() || item.type == question.type) &&
         (!question.from || item.last_day >= *question.from) &&
         (!question.to || item.last_day <= *question.to);
}

ReportKey key_of(ReportBy by, Item item) {
  switch (by) {
    case ReportBy::team: return {item.unit.value, std::nullopt, {}};
    case ReportBy::person: return {item.person.value, std::nullopt, {}};
    case ReportBy::type: return {item.type.value, std::nullopt, {}};
    case ReportBy::week: return {{}, item.period.week.value_or(Week::of(item.last_day)), {}};
    case ReportBy::clause: return {{}, std::nullopt, std::move(item.clause)};
  }
  return {};
}

}  // namespace

Report Reporter::finish() const {
  const Books& books = *books_;
  Report report;
  const auto add = [&](Item item, const auto& what) {
    if (!asked_for(question_, item)) return;
    ReportCounts one;
    what(one);
    report.rows[key_of(question_.by, std::move(item))] += one;
    report.total += one;
  };
  std::set<Owed> settled;
  for (const auto& [id, document] : books.documents) {
    const Owed owed{document.owner, document.type, document.period};
    if (books.missed.contains(owed)) settled.insert(owed);
    const Policy* policy = policies_.find(books.policies[document.policy]);
    const DocumentTypeId& type = books.types[document.type];
    const DocumentType* of = policy == nullptr ? nullptr : policy->document(type);
    for (const Counted& one : document.deadlines) {
      const Deadline* deadline = of == nullptr ? nullptr : of->deadline(books.deadlines[one.deadline]);
      add({type, books.persons[document.owner], books.units[document.unit], books.periods[document.period],
           last_day(one.closes, policy), deadline == nullptr ? Clause{} : deadline->cite},
          [&](ReportCounts& counts) { count(counts, one.status); });
    }
  }
  for (const auto& [owed, list] : books.missed) {
    if (settled.contains(owed)) continue;
    for (const Missed& one : list)
      add({books.types[owed.type], books.persons[owed.person], books.units[one.unit],
           books.periods[owed.period], last_day(one.closes, policies_.find(books.policies[one.policy])),
           one.clause},
          [](ReportCounts& counts) { ++counts.missing; });
  }
  return report;
}

}  // namespace quyche
