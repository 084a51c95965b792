// `then`: the expectations of a case, one shape for each kind.
#include "engine/event/event.h"
#include "rules/schema/test_values.h"

namespace quyche::rules::schema {
namespace {

constexpr Key document_key{"document", Must::must, &id, "khbd"};

constexpr Key state_is_keys[] = {document_key, {"state", Must::must, &id, "approved"}, test_cite_key};
constexpr Shape state_is = mapping("expect.state", state_is_keys);
constexpr Key lock_is_keys[] = {document_key, {"locked", Must::must, &flag, "true"}, test_cite_key};
constexpr Shape lock_is = mapping("expect.locked", lock_is_keys);

constexpr std::string_view status_words[] = {"pending", "met", "missed", "met_late", "none"};
constexpr Shape status = words("due_status", status_words);
constexpr Key deadline_is_keys[] = {
    document_key,
    {"deadline", Must::must, &id, "in_time"},
    {"status", Must::must, &status, "met"},
    {"first_day", Must::may, &date, "2024-09-01"},
    {"last_day", Must::may, &date, "2024-10-04"},
    test_cite_key,
};
constexpr Shape deadline_is = mapping("expect.deadline", deadline_is_keys);

template <std::size_t... I>
constexpr auto kinds_of(std::index_sequence<I...>) {
  return std::to_array<std::string_view>({std::variant_alternative_t<I, EventBody>::kind...});
}
constexpr auto event_kinds = kinds_of(std::make_index_sequence<std::variant_size_v<EventBody>>());
constexpr Shape event_kind = words("event_kind", event_kinds);
constexpr Shape times = number("times", 1, 10'000);
// What tells events of one kind apart; `times` means nothing of what did not happen and comes last.
constexpr std::array event_keys = {
    Key{"event", Must::must, &event_kind, "deadline_missed"},
    Key{"document", Must::may, &id, "khbd"},
    Key{"by", Must::may, &id, "gv-an"},
    Key{"for", Must::may, &id, "hieu-truong"},
    Key{"people", Must::may, &ids, "[gv-an, to-truong]"},
    Key{"at", Must::may, &time_of_day, "2024-10-05T00:00"},
    Key{"action", Must::may, &text, "submit"},
    Key{"deadline", Must::may, &text, "in_time"},
    Key{"flag", Must::may, &text, "late"},
    Key{"step", Must::may, &text, "print"},
    Key{"slot", Must::may, &text, "plan"},
    Key{"role", Must::may, &text, "teacher"},
    Key{"unit", Must::may, &text, "to-1"},
    Key{"type", Must::may, &text, "lesson_plan"},
    Key{"from", Must::may, &text, "draft"},
    Key{"to", Must::may, &text, "submitted"},
    Key{"delegation", Must::may, &text, "uq-1"},
    Key{"person", Must::may, &text, "gv-an"},
    Key{"until", Must::may, &text, "2024-10-31"},
    Key{"week", Must::may, &text, "2024-W41"},
    Key{"late", Must::may, &text, "true"},
    Key{"unlocked_by", Must::may, &text, "bb-1"},
    test_cite_key,
    Key{"times", Must::may, &times, "1"},
};
constexpr Shape event = mapping("expect.event", event_keys);
constexpr auto no_event_keys = [] {
  auto keys = event_keys;
  keys[0] = {"no_event", Must::must, &event_kind, "flagged"};
  return keys;
}();
constexpr Shape no_event =
    mapping("expect.no_event", std::span(no_event_keys).first(no_event_keys.size() - 1));

constexpr Shape school_year_id = pattern("school_year_id", "^[0-9]{4}-[0-9]{4}$", "2024-2025");
constexpr std::array missing_keys = {
    Key{"missing", Must::must, &id, "lesson_plan"},
    Key{"by", Must::must, &id, "gv-an"},
    Key{"deadline", Must::may, &id, "in_time"},
    Key{"week", Must::one_of, &week, "2024-W41"},
    Key{"school_year", Must::one_of, &school_year_id, "2024-2025"},
    test_cite_key,
};
constexpr Shape missing = mapping("expect.missing", missing_keys);
constexpr auto not_missing_keys = [] {
  auto keys = missing_keys;
  keys[0].name = "not_missing";
  return keys;
}();
constexpr Shape not_missing = mapping("expect.not_missing", not_missing_keys);

constexpr Key inbox_keys[] = {
    {"inbox", Must::must, &id, "to-truong"},
    {"has", Must::one_of, &id, "khbd"},
    {"lacks", Must::one_of, &id, "khbd"},
    {"action", Must::may, &id, "approve"},
    test_cite_key,
};
constexpr Shape inbox = mapping("expect.inbox", inbox_keys);

constexpr const Shape* kinds[] = {&state_is, &lock_is, &deadline_is, &event,
                                  &no_event, &missing, &not_missing, &inbox};
constexpr Shape expectation = either("any_expectation", kinds);

}  // namespace

constinit const Shape expectations = list_of("expectations", &expectation);

}  // namespace quyche::rules::schema
