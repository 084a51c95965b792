// A school's events, one after the other, without folding them.
#pragma once

#include <functional>

#include "engine/base/result.h"
#include "engine/event/event.h"
#include "engine/policy/policy.h"
#include "engine/ports/store.h"

namespace quyche {

// Reads page by page. Fails as load_school does: Q505 (an event that is damaged, out of order or of another
// school), Q506 (an event names a policy that is not in `policies`) or the store's own errors.
[[nodiscard]] Outcome<void> each_event(StoreReader& reader, const SchoolId& school,
                                       const PolicyBook& policies, const std::function<void(Event&&)>& visit);
// The same, whatever policies the events name.
[[nodiscard]] Outcome<void> each_event(StoreReader& reader, const SchoolId& school,
                                       const std::function<void(Event&&)>& visit);

}  // namespace quyche
