// A deadline for one document, or for one period of a duty: whether it applies, and its window.
#pragma once

#include "engine/due/window.h"
#include "engine/policy/document_type.h"

namespace quyche {

// Why there is no window.
enum class NoDeadline {
  unknown,     // a date that it is measured from is not known (yet)
  other_mode,  // the school teaches in another way then (Deadline::mode)
};

[[nodiscard]] Result<DueWindow, NoDeadline> deadline_window(const Deadline& deadline,
                                                            const DueAnchors& anchors);

}  // namespace quyche
