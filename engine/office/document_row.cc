#include "engine/office/document_row.h"

#include <algorithm>

#include "engine/json/direct.h"
#include "engine/json/read.h"
#include "engine/school/evolve.h"

namespace quyche {

StoredDocument document_row(const World& world, const Document& document) {
  StoredDocument row;
  row.id = document.id;
  row.type = document.type;
  row.state = document.state;
  row.owner = document.owner;
  row.unit = document.unit;
  row.version = document.version;
  row.school_year = document.school_year.first_year;
  row.period = period_key(duty_period_of(document));
  const Policy* policy = world.policies.find(document.policy);
  const DocumentType* type = policy == nullptr ? nullptr : policy->document(document.type);
  const State* state = type == nullptr ? nullptr : type->workflow.state(document.state);
  row.open = state == nullptr || !state->final;
  row.late = std::any_of(document.deadlines.begin(), document.deadlines.end(), [](const auto& entry) {
    return entry.second.status == DeadlineStatus::missed || entry.second.status == DeadlineStatus::met_late;
  });
  row.timers = timers_text(document);
  return row;
}

std::string period_key(const DutyPeriod& period) {
  if (period.week) return period.week->text();
  return period.first ? period.first->text() : std::string();
}

std::string timers_text(const Document& document) {
  std::string out;
  for (const Timer& timer : timers_of(document)) {
    out += out.empty() ? "[[" : ",[";
    json::direct::write(out, timer.at);
    out += ',';
    json::append_string(out, timer.deadline.value);
    out += ']';
  }
  return out.empty() ? out : out + ']';
}

Outcome<std::vector<Timer>> read_timers(const DocumentId& document, std::string_view text) {
  std::vector<Timer> timers;
  if (text.empty()) return timers;
  const auto value = json::read(text);
  const json::Array* list = value ? value->array() : nullptr;
  if (list == nullptr) return fail("Q505", "timers of " + document.value);
  for (const json::Value& one : *list) {
    const json::Array* pair = one.array();
    const bool texts = pair != nullptr && pair->size() == 2 && (*pair)[0].string() && (*pair)[1].string();
    const auto at = texts ? Instant::parse(*(*pair)[0].string()) : std::nullopt;
    if (!at) return fail("Q505", "timers of " + document.value);
    timers.push_back({*at, document, DeadlineId{*(*pair)[1].string()}});
  }
  return timers;
}

}  // namespace quyche
