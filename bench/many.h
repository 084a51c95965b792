// A store of many schools, written in bulk, and the programs that are measured on it: each in a process of
// its own, so that its memory is its own.
#pragma once

#include <cstddef>
#include <string>

namespace quyche::bench {

// Every school has 10 thousand documents: notes, and for every hundredth a plan that is archived and for
// every hundredth one that is open. Written through the Store port.
constexpr std::size_t documents_per_school = 10'000;
void write_schools(const std::string& dir, std::size_t schools);

// The reference work on a new store in `dir`, stage by stage on one thread.
void counted_steps(const std::string& dir, std::size_t documents);

// What a child process does; it writes numbers to standard output. 0: done.
int run_child(const std::string& name, const std::string& dir, std::size_t count);

}  // namespace quyche::bench
