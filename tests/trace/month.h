// A month of an invented school under the regulation of Dương Kinh (tests/golden/trace/month.jsonl): a plan
// returned and approved in time, one late, one whose duty closed first, one whose date was moved, one whose
// deadline passed while nobody ran the program; a report card signed, returned, signed anew, locked,
// corrected.
#pragma once

#include "tests/adapters/cli/cli.h"

namespace quyche::cli {

inline std::filesystem::path golden() { return repository() / "tests/golden/trace"; }

// One directory for all tests of a binary: they only read.
inline const std::string& month_dir() {
  static const TempDir temp;
  static const std::string dir = [] {
    const std::string at = temp.in("school");
    const Ran opened =
        run_cli({"init", at, "--policy", duong_kinh(), "--people", (golden() / "people.csv").string(),
                 "--clock", "commands", "--at", "2024-09-27T08:00:00+07:00", "--school", "truong-mau"});
    EXPECT_EQ(opened.exit, 0) << opened.err;
    const Ran done = run_cli({"do", at, (golden() / "month.jsonl").string()});
    EXPECT_EQ(done.exit, 0) << done.out << done.err;
    return at;
  }();
  return dir;
}

inline Ran in_language(const std::string& lang, Names arguments) {
  arguments.insert(arguments.end(), {"--lang", lang});
  return run_cli(arguments);
}

}  // namespace quyche::cli
