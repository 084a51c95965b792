// What a check of an archive found, as every subcommand that checks one says it.
#pragma once

#include "adapters/archive/check.h"
#include "adapters/cli/context.h"

namespace quyche::cli {

// Human: a line a problem and what the check cannot know; JSON: archive::to_json. Leaves exit code 1 when
// something is wrong.
void print_archive_report(Context& context, const archive::Report& report,
                          const archive::CheckOptions& options);

// What holds however well the files agree: a line each.
void print_archive_notes(Context& context, const archive::Report& report,
                         const archive::CheckOptions& options);

}  // namespace quyche::cli
