// Writing a table anew, so that nothing stays in the file of what was deleted from it.
#pragma once

#include <string>

#include "adapters/sqlite/connection.h"

namespace quyche::sqlite {

// Within the transaction that runs: copies the table's rows in the order of its key, drops the old table and
// makes its indexes again.
// `secure_delete` overwrites what is deleted, but not the copies that a B-tree leaves in the unused part of a
// page when it moves rows between pages; only whole pages given back are clean. Takes time with every row of
// the table. Statements of the connection that read the table must have been reset.
[[nodiscard]] Answer<void> rewrite_table(sqlite3* db, const std::string& table);

}  // namespace quyche::sqlite
