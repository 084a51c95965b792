// Whether what `then` expects holds.
#include <algorithm>

#include "engine/json/fields.h"
#include "engine/view/inbox.h"
#include "rules/policy_test/verdict.h"

namespace quyche::rules::policy_test {
namespace {

std::string member_text(const json::Value& data, const std::string& name) {
  const json::Value* member = data.find(name);
  if (member == nullptr) return "";
  if (const std::string* text = member->string()) return *text;
  if (const bool* yes = member->boolean()) return *yes ? "true" : "false";
  return "";
}

bool has_person(const json::Value& data, const PersonId& person) {
  for (const char* list : {"people", "missing"}) {
    const json::Value* member = data.find(list);
    const json::Array* items = member == nullptr ? nullptr : member->array();
    if (items != nullptr &&
        std::find(items->begin(), items->end(), json::Value(person.value)) != items->end())
      return true;
  }
  return false;
}

bool matches(const EventSeen& wanted, const Event& event) {
  if (kind_of(event.body) != wanted.kind || (wanted.at && event.at != *wanted.at)) return false;
  if (!wanted.by.empty() && event.by != wanted.by) return false;
  if (!wanted.on_behalf_of.empty() && event.on_behalf_of != wanted.on_behalf_of) return false;
  const json::Value data = json::encode(event.body);
  for (const auto& [name, value] : wanted.details) {
    const std::string held = member_text(data, name);  // what is false is left out of an event's data
    if (held != value && !(held.empty() && value == "false")) return false;
  }
  return std::all_of(wanted.people.begin(), wanted.people.end(),
                     [&](const PersonId& person) { return has_person(data, person); });
}

DueStatus status_of(DeadlineStatus status) {
  switch (status) {
    case DeadlineStatus::pending: return DueStatus::pending;
    case DeadlineStatus::met: return DueStatus::met;
    case DeadlineStatus::missed: return DueStatus::missed;
    case DeadlineStatus::met_late: return DueStatus::met_late;
  }
  return DueStatus::none;
}

Both status_words(DueStatus status) {
  return label("test.due." + std::string(names_of(status)[static_cast<std::size_t>(status)]));
}

class Judge {
 public:
  Judge(const Judging& judging, const Expectation& expectation, const std::vector<Event>& log,
        const World& world, Instant now)
      : j_(judging), e_(expectation), log_(log), world_(world), now_(now) {}

  void operator()(const StateIs& wanted) const {
    const Document* document = find(wanted.document);
    if (document == nullptr) return;
    if (document->state != wanted.state)
      return differs("Q255", {wanted.document.value}, state(*document, document->state),
                     state(*document, wanted.state));
    same_clause([&](const Event& event) { return moved(event, wanted.document, wanted.state); });
  }

  void operator()(const LockIs& wanted) const {
    const Document* document = find(wanted.document);
    if (document == nullptr) return;
    const auto words = [](bool locked) { return label(locked ? "test.locked" : "test.not_locked"); };
    if (document->locked() != wanted.locked)
      return differs("Q255", {wanted.document.value}, words(document->locked()), words(wanted.locked));
    same_clause([&](const Event& event) {
      const auto* locked = std::get_if<Locked>(&event.body);
      const auto* unlocked = std::get_if<Unlocked>(&event.body);
      return wanted.locked ? locked != nullptr && locked->document == wanted.document
                           : unlocked != nullptr && unlocked->document == wanted.document;
    });
  }

  void operator()(const DeadlineIs& wanted) const {
    const Document* document = find(wanted.document);
    if (document == nullptr) return;
    const auto at = document->deadlines.find(wanted.deadline);
    const bool applies = at != document->deadlines.end();
    const DueStatus status = applies ? status_of(at->second.status) : DueStatus::none;
    const std::vector<std::string> who = {wanted.deadline.value, wanted.document.value};
    if (status != wanted.status)
      return differs("Q256", who, status_words(status), status_words(wanted.status));
    if (applies && !same_days(wanted, at->second.due, who)) return;
    const Clause* decided = clause_of([&](const Event& event) { return settled(event, wanted); });
    if (decided != nullptr || status != DueStatus::pending)
      return j_.same_clause(e_.cite, decided == nullptr ? Clause{} : *decided);
    const Deadline* deadline = type_of(*document)->deadline(wanted.deadline);
    j_.same_clause(e_.cite, deadline == nullptr ? Clause{} : deadline->cite);
  }

  void operator()(const EventSeen& wanted) const {
    std::vector<const Event*> found;
    const bool none = wanted.most == 0;
    for (const Event& event : log_)
      if (matches(wanted, event) && (!none || e_.cite.clause.empty() || event.clause == e_.cite.clause))
        found.push_back(&event);
    const auto count = static_cast<int>(found.size());
    if (count < wanted.least || (wanted.most && count > *wanted.most)) {
      const Both expected =
          wanted.most ? label("test.exactly", {std::to_string(*wanted.most)}) : label("test.at_least_one");
      return differs("Q257", {wanted.kind}, {std::to_string(count), std::to_string(count)}, expected);
    }
    if (none) return;
    const auto under = [&](const Event* event) { return event->clause == e_.cite.clause; };
    const bool good = wanted.most ? std::all_of(found.begin(), found.end(), under)
                                  : std::any_of(found.begin(), found.end(), under);
    if (good) return;
    const auto other = std::find_if_not(found.begin(), found.end(), under);
    j_.same_clause(e_.cite, (*other)->clause);
  }

  void operator()(const DutyIs& wanted) const {
    const Event* closed = nullptr;
    bool missing = false;
    for (const Event& event : log_) {
      const auto* duty = std::get_if<DutyClosed>(&event.body);
      if (duty == nullptr || !is_period(wanted, *duty)) continue;
      const bool misses =
          std::find(duty->missing.begin(), duty->missing.end(), wanted.person) != duty->missing.end();
      if (closed == nullptr || misses) closed = &event;
      missing = missing || misses;
    }
    const auto words = [](bool found) { return label(found ? "test.duty.missing" : "test.duty.done"); };
    const std::string period = wanted.week ? wanted.week->text() : wanted.school_year->text();
    const std::vector<std::string> who = {wanted.person.value, wanted.type.value, period};
    if (closed == nullptr) return differs("Q258", who, label("test.duty.open"), words(wanted.missing));
    if (missing != wanted.missing) return differs("Q258", who, words(missing), words(wanted.missing));
    j_.same_clause(e_.cite, closed->clause);
  }

  void operator()(const InboxIs& wanted) const {
    Both list;
    const InboxItem* found = nullptr;
    const auto items = inbox(world_, wanted.person, now_);
    for (const InboxItem& item : items) {
      const std::string what = item.document.empty() ? item.type.value : item.document.value;
      list.vi += (list.vi.empty() ? "" : ", ") + what;
      if (item.document.empty() && item.week) list.vi += ' ' + item.week->text();
      const bool by_name = what == wanted.what || item.type.value == wanted.what;
      const bool by_action = wanted.action.empty() || std::find(item.actions.begin(), item.actions.end(),
                                                                wanted.action) != item.actions.end();
      if (by_name && by_action && found == nullptr) found = &item;
    }
    list.en = list.vi;
    if (list.vi.empty()) list = label("test.nothing");
    if ((found != nullptr) != wanted.there)
      return differs("Q259", {wanted.person.value}, list,
                     label(wanted.there ? "test.has" : "test.lacks", {wanted.what}));
    if (found != nullptr && !e_.cite.clause.empty()) j_.same_clause(e_.cite, found->clause);
  }

 private:
  // What is and what was expected, after the names that the sentence begins with.
  void differs(const char* code, std::vector<std::string> args, const Both& is, const Both& wanted) const {
    for (const std::string* text : {&is.vi, &wanted.vi, &is.en, &wanted.en}) args.push_back(*text);
    j_.fail(code, e_.span, std::move(args));
  }

  const Document* find(const DocumentId& id) const {
    const Document* document = world_.school.document(id);
    if (document == nullptr) differs("Q255", {id.value}, label("test.no_document"), label("test.document"));
    return document;
  }
  const DocumentType* type_of(const Document& document) const {
    return world_.policies.find(document.policy)->document(document.type);
  }
  Both state(const Document& document, const StateId& id) const {
    const State* known = type_of(document)->workflow.state(id);
    if (known == nullptr || known->title.vi.empty()) return {id.value, id.value};
    return {known->title.in(Lang::vi), known->title.in(Lang::en)};
  }

  // The clause of the last event that `wanted` takes, or null.
  template <class Wanted>
  const Clause* clause_of(Wanted wanted) const {
    const auto last = std::find_if(log_.rbegin(), log_.rend(), wanted);
    return last == log_.rend() ? nullptr : &last->clause;
  }
  template <class Wanted>
  void same_clause(Wanted wanted) const {
    const Clause* decided = clause_of(wanted);
    j_.same_clause(e_.cite, decided == nullptr ? Clause{} : *decided);
  }

  static bool moved(const Event& event, const DocumentId& document, const StateId& state) {
    const auto* acted = std::get_if<Acted>(&event.body);
    const auto* created = std::get_if<Created>(&event.body);
    return (acted != nullptr && acted->document == document && acted->to == state) ||
           (created != nullptr && created->document == document && created->state == state);
  }
  static bool settled(const Event& event, const DeadlineIs& wanted) {
    const auto* met = std::get_if<DeadlineMet>(&event.body);
    const auto* missed = std::get_if<DeadlineMissed>(&event.body);
    return (met != nullptr && met->document == wanted.document && met->deadline == wanted.deadline) ||
           (missed != nullptr && missed->document == wanted.document && missed->deadline == wanted.deadline);
  }
  static bool is_period(const DutyIs& wanted, const DutyClosed& duty) {
    const bool period =
        wanted.week ? duty.week == wanted.week : !duty.week && duty.school_year == *wanted.school_year;
    return period && duty.type == wanted.type &&
           (wanted.deadline.empty() || duty.deadline == wanted.deadline);
  }

  // The first and last day of a due point, where the expectation names them.
  bool same_days(const DeadlineIs& wanted, const DueAt& due, const std::vector<std::string>& who) const {
    const ZoneOffset zone = world_.policies.find(world_.school.adopted.back().policy)->zone;
    const auto day = [](const char* code, const std::optional<Date>& date) {
      return date ? label(code, {date->text()}) : label("test.no_day");
    };
    const std::optional<Date> first = due.opens ? std::optional(due.opens->date(zone)) : std::nullopt;
    const Date last = due.closes.plus_ms(-1).date(zone);
    if (wanted.first_day && first != wanted.first_day) {
      differs("Q256", who, day("test.first_day", first), day("test.first_day", wanted.first_day));
      return false;
    }
    if (wanted.last_day && last != *wanted.last_day) {
      differs("Q256", who, day("test.last_day", last), day("test.last_day", wanted.last_day));
      return false;
    }
    return true;
  }

  const Judging& j_;
  const Expectation& e_;
  const std::vector<Event>& log_;
  const World& world_;
  Instant now_;
};

}  // namespace

void judge_expectation(const Judging& judging, const Expectation& expectation, const std::vector<Event>& log,
                       const World& world, Instant now) {
  std::visit(Judge(judging, expectation, log, world, now), expectation.what);
}

}  // namespace quyche::rules::policy_test
