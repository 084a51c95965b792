// index.html of an archive: the school's records for somebody who opens the folder in twenty years. One page
// without scripts or anything from elsewhere, Vietnamese with English beside it.
#pragma once

#include <string>

#include "adapters/archive/export.h"
#include "engine/base/result.h"

namespace quyche::cli {

// Fails with what reading a document's events fails with.
[[nodiscard]] Outcome<std::string> archive_page(const archive::PageSource& source);

}  // namespace quyche::cli
