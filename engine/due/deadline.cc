#include "engine/due/deadline.h"

namespace quyche {
namespace {

bool applies_on(const Deadline& deadline, const Calendar* calendar, Date day) {
  return !deadline.mode || *deadline.mode == (calendar == nullptr ? Mode::in_person : calendar->mode_on(day));
}

}  // namespace

Result<DueWindow, NoDeadline> deadline_window(const Deadline& deadline, const DueAnchors& anchors) {
  const FieldId* field = first_field(deadline.due);
  const auto dated = field == nullptr ? anchors.dates.end() : anchors.dates.find(*field);
  const bool known = dated != anchors.dates.end();
  if (known && !applies_on(deadline, anchors.calendar, dated->second.day))
    return tl::unexpected(NoDeadline::other_mode);
  const auto window = due_window(deadline.due, anchors);
  if (!window) return tl::unexpected(NoDeadline::unknown);
  if (!known && !applies_on(deadline, anchors.calendar, window->last_day))
    return tl::unexpected(NoDeadline::other_mode);
  return *window;
}

}  // namespace quyche
