// What differs between two policies in what they mean: who must do what by when, who may. Titles, phrases,
// cited clauses, comments, order where it says nothing: none of these is a difference.
//
// The comparison runs over the policies' own form (engine/json/fields.h), so that whatever a policy comes to
// hold is compared as soon as it is there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/json/value.h"
#include "engine/policy/policy.h"
#include "engine/time/instant.h"

namespace quyche::rules {

enum class Change { added, removed, changed };
constexpr auto names_of(Change) { return std::to_array<std::string_view>({"added", "removed", "changed"}); }

// What it asks of people: more (an earlier closing, a further requirement), less, or now this, now that.
enum class Strictness { same, stricter, looser, mixed };
constexpr auto names_of(Strictness) {
  return std::to_array<std::string_view>({"same", "stricter", "looser", "mixed"});
}

// A day for which a due line gives different windows. `field` is the date that is that day; empty for a line
// that is the same for a whole school year.
struct DueExample {
  FieldId field;
  Date day;
  SchoolYear school_year;
  std::optional<Instant> opened;
  Instant closed;
  std::optional<Instant> opens;
  Instant closes;
  bool operator==(const DueExample&) const = default;
};

struct Difference {
  Change change = Change::changed;
  // Keys and ids: documents, lesson_plan, deadlines, in_time, due.
  std::vector<std::string> path;
  json::Value before;  // in the policy's own form; null where there is none
  json::Value after;
  Strictness strictness = Strictness::same;
  std::vector<DueExample> examples;  // of a due line, at most three
};

// In the order of the policies' parts. Empty exactly when both mean the same.
[[nodiscard]] std::vector<Difference> diff(const Policy& before, const Policy& after);

}  // namespace quyche::rules
