// Lists of ids and titles for messages. Internal to decide/.
#pragma once

#include <string>
#include <vector>

#include "engine/policy/document_type.h"

namespace quyche::deciding {

// "a, b, c"
template <class Items, class Text>
[[nodiscard]] std::string joined(const Items& items, Text text) {
  std::string out;
  for (const auto& item : items) {
    if (!out.empty()) out += ", ";
    out += text(item);
  }
  return out;
}

// "; có: a, b, c": what there is instead of an unknown id. At most the first 12.
template <class Items>
[[nodiscard]] Title known_ids(const Items& items) {
  std::string out;
  std::size_t count = 0;
  for (const auto& item : items) {
    if (++count > 12) break;
    if (!out.empty()) out += ", ";
    out += item.id.value;
  }
  if (out.empty()) return {};
  return {"; có: " + out, "; there are: " + out};
}

// The title of a state, or its id where it has none.
[[nodiscard]] inline Title state_title(const Workflow& workflow, const StateId& id) {
  const State* state = workflow.state(id);
  return state == nullptr || state->title.vi.empty() ? Title(id.value) : state->title;
}

[[nodiscard]] inline Title state_titles(const Workflow& workflow, const std::vector<StateId>& ids) {
  return {joined(ids, [&](const StateId& id) { return state_title(workflow, id).in(Lang::vi); }),
          joined(ids, [&](const StateId& id) { return state_title(workflow, id).in(Lang::en); })};
}

template <class Item>
[[nodiscard]] Title title_or_id(const Item& item) {
  return item.title.vi.empty() ? Title(item.id.value) : item.title;
}

}  // namespace quyche::deciding
