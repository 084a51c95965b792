// The people file of `quyche init`: CSV (RFC 4180), UTF-8, with a header line.
//
//   account,name,roles
//   gv01,Nguyễn Thị An,teacher@to-1
//   tt1,Trần Văn Bình,teacher@to-1;team_lead@to-1
//
// `roles` are separated by semicolons; a role within a unit names it after @. A spreadsheet's byte order mark
// is accepted here, and columns may come in any order; cells may be separated by
// semicolons (then a cell with several roles stands in double quotes).
#pragma once

#include <string>
#include <vector>

#include "engine/policy/policy.h"
#include "engine/school/school_state.h"
#include "rules/diagnostics/diagnostic.h"

namespace quyche::people {

struct PersonRow {
  std::string account;
  std::string name;
  std::vector<Assignment> roles;
};

// All rows, or what is wrong with the file (Q34x, Q501, Q502) reported to `findings`. Roles are checked
// against `policy`; roles that it needs and nobody holds are warnings (Q320).
[[nodiscard]] std::vector<PersonRow> read_people(const std::string& path, const Policy& policy,
                                                 rules::Findings& findings);

}  // namespace quyche::people
