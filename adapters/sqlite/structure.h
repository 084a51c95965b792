// Whether a data file holds together: the checks of SQLite itself, and rows that nothing ever reads.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "adapters/sqlite/connection.h"

namespace quyche::sqlite {

// At most `count` sentences (StoreReader::structure_problems). Reads the file as it is now, in several
// transactions.
[[nodiscard]] Answer<std::vector<std::string>> problems_of_structure(Connection& connection,
                                                                     std::size_t count);

}  // namespace quyche::sqlite
