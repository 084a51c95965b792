#include "engine/replay/recorded_hooks.h"

#include <algorithm>

namespace quyche {

Result<HookVerdict, HookFault> RecordedHooks::run(const HookCall& call) {
  const auto at = std::find_if(records_.begin(), records_.end(),
                               [&](const HookRecord& record) { return record.script == call.script; });
  if (at == records_.end()) return tl::unexpected(HookFault{"Q470", call.script.text()});
  if (rerun_ != nullptr) {
    auto now = rerun_->run(call);
    if (!now)
      ++unknown_;
    else if (!*now || (*now)->ok != at->ok)
      others_.push_back({call.script, std::move(*now)});
  }
  return HookVerdict{at->ok, ""};
}

const std::vector<HookRecord>& hooks_of(const EventBody& body) {
  static const std::vector<HookRecord> none;
  return std::visit(
      [](const auto& event) -> const std::vector<HookRecord>& {
        if constexpr (requires { event.hooks; })
          return event.hooks;
        else
          return none;
      },
      body);
}

}  // namespace quyche
