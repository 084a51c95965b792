// One function a subcommand: adds it to the command line with its options and what it does.
#pragma once

#include "adapters/cli/context.h"

namespace CLI {
class App;
}

namespace quyche::cli {

void add_check(CLI::App& app, Context& context);
void add_test(CLI::App& app, Context& context);
void add_init(CLI::App& app, Context& context);
void add_do(CLI::App& app, Context& context);
void add_backup(CLI::App& app, Context& context);
void add_inbox(CLI::App& app, Context& context);
void add_history(CLI::App& app, Context& context);
void add_replay(CLI::App& app, Context& context);
void add_report(CLI::App& app, Context& context);
void add_erase(CLI::App& app, Context& context);
void add_export(CLI::App& app, Context& context);
void add_import(CLI::App& app, Context& context);
void add_explain(CLI::App& app, Context& context);
void add_graph(CLI::App& app, Context& context);
void add_why(CLI::App& app, Context& context);
void add_calendar(CLI::App& app, Context& context);
void add_diff(CLI::App& app, Context& context);
void add_late(CLI::App& app, Context& context);
void add_status(CLI::App& app, Context& context);
void add_tick(CLI::App& app, Context& context);
void add_when(CLI::App& app, Context& context);
void add_new(CLI::App& app, Context& context);
void add_coverage(CLI::App& app, Context& context);
void add_schema(CLI::App& app, Context& context);
void add_audit(CLI::App& app, Context& context);
void add_what_if(CLI::App& app, Context& context);
void add_adopt(CLI::App& app, Context& context);
void add_key(CLI::App& app, Context& context);
void add_checkpoint(CLI::App& app, Context& context);
void add_prove(CLI::App& app, Context& context);
void add_verify_proof(CLI::App& app, Context& context);
void add_verify(CLI::App& app, Context& context);
void add_witness(CLI::App& app, Context& context);
void add_help(CLI::App& app, Context& context);

}  // namespace quyche::cli
