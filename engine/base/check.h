// CHECK(condition, "why it must hold"): a broken invariant of our own stops the process, in every build.
// Never for input: what a person or a file can cause is a Refusal, a diagnostic or an Error.
#pragma once

#include <cstdlib>

namespace quyche {

// Called once with the place and the reason before the process stops; adapters may set it to log.
using CheckReporter = void (*)(const char* file, int line, const char* reason);
void set_check_reporter(CheckReporter reporter);
[[noreturn]] void check_failed(const char* file, int line, const char* reason);

}  // namespace quyche

#define CHECK(condition, reason)                                          \
  do {                                                                    \
    if (!(condition)) ::quyche::check_failed(__FILE__, __LINE__, reason); \
  } while (false)
