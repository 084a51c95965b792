#include "engine/base/check.h"

namespace quyche {
namespace {
CheckReporter reporter_in_use = nullptr;
}

void set_check_reporter(CheckReporter reporter) { reporter_in_use = reporter; }

void check_failed(const char* file, int line, const char* reason) {
  if (reporter_in_use != nullptr) reporter_in_use(file, line, reason);
  std::abort();
}

}  // namespace quyche
