// The recorded commands really given to a school under another policy, with none of what-if's machinery: what
// a what-if must agree with.
#pragma once

#include <set>
#include <tuple>
#include <vector>

#include "engine/replay/what_if.h"
#include "engine/school/school_state.h"

namespace quyche::test {

struct Lateness {
  std::set<DocumentId> documents;
  std::set<std::tuple<DocumentTypeId, DutyPeriod, PersonId>> owed;
};

// What `late_items` shows of a school.
[[nodiscard]] Lateness lateness_of(const World& world);
// Of one that is folded from `log`.
[[nodiscard]] Lateness lateness_of(const std::vector<Event>& log, const PolicyBook& policies);

struct Real {
  SchoolState state;
  std::size_t refused = 0;  // commands on documents
};

// Adopts the new policies at question.since, or opens the school under them. A command names its document as
// the record does.
[[nodiscard]] Real really_run(const std::vector<Event>& log, const WhatIfQuestion& question);

// EXPECTs that the what-if says what the two schools show; `why` names the case.
void expect_agreement(const std::vector<Event>& log, const WhatIfQuestion& question, const std::string& why);

// recorded - those left + new ones = now; throws nothing, says what is wrong (empty: nothing).
[[nodiscard]] std::string wrong_sum(const WhatIfResult& result);

}  // namespace quyche::test
