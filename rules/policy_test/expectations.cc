// `then`: what must hold when all steps are done.
#include "engine/event/event.h"
#include "rules/policy_test/reading.h"

namespace quyche::rules::policy_test {
namespace {

struct Context {
  const Reading& reading;
  Keys& keys;
  const Place& place;
  const Node& node;
};

template <std::size_t... I>
std::vector<std::string_view> kinds_of(std::index_sequence<I...>) {
  return {std::variant_alternative_t<I, EventBody>::kind...};
}
const std::vector<std::string_view>& event_kinds() {
  static const auto kinds = kinds_of(std::make_index_sequence<std::variant_size_v<EventBody>>());
  return kinds;
}

std::optional<Date> day(const Context& c, const char* key) {
  const Node* node = c.keys.take(key);
  return node == nullptr ? std::nullopt : std::optional(date(*node, c.place.in(key)));
}

void read_deadline(const Context& c, const NamedDocument& named, Expectation& out) {
  DeadlineIs wanted{named.id, {}, {}, {}, {}};
  wanted.deadline = DeadlineId{part_of(
      named.types, [](const DocumentType& type) { return type.deadlines; }, *c.keys.take("deadline"),
      c.place.in("deadline"), "Q250")};
  if (const Node* status = c.keys.require("status"))
    wanted.status = word<DueStatus>(*status, c.place.in("status"));
  wanted.first_day = day(c, "first_day");
  wanted.last_day = day(c, "last_day");
  out.what = wanted;
}

// `{document: plan, …}` with one of state, locked, deadline.
void read_document(const Context& c, Expectation& out) {
  const NamedDocument named = document(c.reading, *c.keys.take("document"), c.place.in("document"));
  const auto kind = one_kind(c.node, c.place, {"state", "locked", "deadline"});
  if (!kind) return;
  const Node& value = *c.keys.take(*kind);
  if (*kind == "deadline") return read_deadline(c, named, out);
  if (*kind == "locked") {
    out.what = LockIs{named.id, flag(value, c.place.in("locked"))};
    return;
  }
  out.what = StateIs{named.id, StateId{part_of(
                                   named.types, [](const DocumentType& type) { return type.workflow.states; },
                                   value, c.place.in("state"), "Q302")}};
}

// What tells events of one kind apart; each is matched with the member of that name in the event's data.
constexpr const char* details[] = {"action", "deadline", "flag", "step",       "slot",       "role",
                                   "unit",   "type",     "from", "to",         "delegation", "person",
                                   "until",  "week",     "late", "unlocked_by"};

void read_event(const Context& c, std::string_view key, Expectation& out) {
  EventSeen wanted;
  const Node& kind = *c.keys.take(key);
  wanted.kind = event_kinds()[word_index(kind, c.place.in(key), event_kinds())];
  if (const Node* node = c.keys.take("document"))
    wanted.details["document"] = document(c.reading, *node, c.place.in("document")).id.value;
  for (const char* detail : details)
    if (const Node* node = c.keys.take(detail))
      wanted.details[detail] = scalar(*node, c.place.in(detail)).value_or("");
  if (const Node* node = c.keys.take("by")) wanted.by = person(c.reading, *node, c.place.in("by"));
  if (const Node* node = c.keys.take("for"))
    wanted.on_behalf_of = person(c.reading, *node, c.place.in("for"));
  if (const Node* node = c.keys.take("people"))
    for (const Node* who : scalars(*node, c.place.in("people")))
      wanted.people.push_back(person(c.reading, *who, c.place.in("people")));
  if (const Node* node = c.keys.take("at")) wanted.at = time(*node, c.place.in("at"), c.reading.zone);
  if (key == "no_event") {
    wanted.least = 0;
    wanted.most = 0;
  } else if (const Node* node = c.keys.take("times")) {
    wanted.least = whole_number(*node, c.place.in("times"), 1, 10'000).value_or(1);
    wanted.most = wanted.least;
  }
  out.what = std::move(wanted);
}

void read_duty(const Context& c, std::string_view key, Expectation& out) {
  DutyIs wanted;
  wanted.missing = key == "missing";
  const Node& type = *c.keys.take(key);
  const auto types = document_type(c.reading, type, c.place.in(key));
  wanted.type = DocumentTypeId{type.text};
  if (const Node* node = c.keys.require("by")) wanted.person = person(c.reading, *node, c.place.in("by"));
  if (const Node* node = c.keys.take("deadline"))
    wanted.deadline = DeadlineId{part_of(
        types, [](const DocumentType& t) { return t.deadlines; }, *node, c.place.in("deadline"), "Q250")};
  const auto period = one_kind(c.node, c.place, {"week", "school_year"});
  if (!period) return;
  const Node& value = *c.keys.take(*period);
  const Place here = c.place.in(*period);
  if (*period == "week") {
    wanted.week = week(value, here);
  } else {
    const auto text = scalar(value, here);
    wanted.school_year = text ? SchoolYear::parse(*text) : std::nullopt;
    if (text && !wanted.school_year) here.error("Q205", value, {*text, "2024-2025"});
  }
  out.what = std::move(wanted);
}

// `{inbox: an, has: plan}`; what it has or lacks is a document of the case or a document type.
void read_inbox(const Context& c, Expectation& out) {
  InboxIs wanted;
  wanted.person = person(c.reading, *c.keys.take("inbox"), c.place.in("inbox"));
  const auto kind = one_kind(c.node, c.place, {"has", "lacks"});
  if (!kind) return;
  wanted.there = *kind == "has";
  const Node& what = *c.keys.take(*kind);
  const Place here = c.place.in(*kind);
  wanted.what = scalar(what, here).value_or("");
  const bool a_type = c.reading.one.policy->document(DocumentTypeId{wanted.what}) != nullptr;
  if (!a_type) (void)document(c.reading, what, here);
  if (const Node* action = c.keys.take("action")) wanted.action = id<ActionId>(*action, c.place.in("action"));
  out.what = std::move(wanted);
}

void read_expectation(Reading& reading, const Node& node, const Place& place) {
  Keys keys(node, place);
  if (!keys.ok()) return;
  // An event may name its document, so `document` alone tells the kind only when nothing else does.
  std::vector<std::string_view> kinds = {"event", "no_event", "missing", "not_missing", "inbox"};
  bool other = false;
  for (const std::string_view kind : kinds) other = other || node.find(kind) != nullptr;
  if (!other) kinds.insert(kinds.begin(), "document");
  const auto kind = one_kind(node, place, kinds);
  if (!kind) return;
  Expectation out;
  out.span = node.entries.front().key.span;
  out.cite.span = out.span;
  const Context context{reading, keys, place, node};
  if (*kind == "document") read_document(context, out);
  if (*kind == "event" || *kind == "no_event") read_event(context, *kind, out);
  if (*kind == "missing" || *kind == "not_missing") read_duty(context, *kind, out);
  if (*kind == "inbox") read_inbox(context, out);
  if (const Node* clause = keys.take("cite")) out.cite = cite(reading, *clause, place.in("cite"));
  keys.finish();
  reading.one.then.push_back(std::move(out));
}

}  // namespace

void read_expectations(Reading& reading, const Node& node, const Place& place) {
  std::size_t number = 0;
  each_item(node, place,
            [&](const Node& item) { read_expectation(reading, item, place.in(std::to_string(++number))); });
}

}  // namespace quyche::rules::policy_test
