// Where the files of a calendar lie. Internal to rules/calendar.
#pragma once

#include <string>
#include <vector>

namespace quyche::rules {

// The paths of ID.yaml and ID/*.yaml in the folder `calendars` in `folder` or in the nearest of its parents
// that has any, by name; empty when there are none. As names, they begin as `folder` does.
[[nodiscard]] std::vector<std::string> calendar_files(const std::string& id, const std::string& folder);

// The id that the place of a file in a folder `calendars` gives it; empty when it lies elsewhere.
[[nodiscard]] std::string calendar_id_of(const std::string& path);

// The folder of a path, as it was written.
[[nodiscard]] std::string folder_of_file(const std::string& path);

}  // namespace quyche::rules
