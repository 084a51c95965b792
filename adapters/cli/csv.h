// CSV for spreadsheets (RFC 4180).
#pragma once

#include <string>
#include <vector>

namespace quyche::cli {

// A byte order mark (without it Excel reads UTF-8 as another encoding), then one record a row, ended by CR
// LF. A cell that a spreadsheet would take for a formula gets an apostrophe before it, which makes it text.
[[nodiscard]] std::string csv_text(const std::vector<std::vector<std::string>>& rows);

}  // namespace quyche::cli
