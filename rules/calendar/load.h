// Calendar files to calendars. A calendar's files lie in a folder `calendars`: ID.yaml, ID/*.yaml, or both;
// one calendar may stand under another, whose days and years it takes over where it has none.
// docs/calendars.md is the format.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/policy/calendar.h"
#include "rules/diagnostics/diagnostic.h"
#include "rules/source/source.h"

namespace quyche::rules {

struct CalendarOptions {
  // Only what had been decided by the end of this day, including what was replaced later. Absent: all.
  std::optional<Date> as_known_on;
};

// All of these report what is wrong to `findings` and give nothing when there is an error; whether the result
// is as known on a day or not, the files are judged whole. The order in which files are found does not
// matter.

// Calendar `id` from the folder `calendars` in `folder`, else in the nearest of its parent folders that has
// one with this id. An empty `folder` is the working directory.
[[nodiscard]] std::optional<Calendar> load_calendar(const CalendarId& id, const std::string& folder,
                                                    const CalendarOptions& options, Findings& findings);

// The calendar that the file at `path` is a part of; the file alone when it lies in no folder `calendars`.
[[nodiscard]] std::optional<Calendar> load_calendar_file(const std::string& path,
                                                         const CalendarOptions& options, Findings& findings);

// Calendar `id` from texts at hand, which stand for all files there are; they are told apart by the id that
// each begins with.
[[nodiscard]] std::optional<Calendar> read_calendar(const CalendarId& id,
                                                    const std::vector<SourcePtr>& sources,
                                                    const CalendarOptions& options, Findings& findings);

}  // namespace quyche::rules
