#include "engine/replay/recorded_hooks.h"

#include <algorithm>

namespace quyche {
namespace {

const HookRecord* find_record(const std::vector<HookRecord>& records, const Digest& script) {
  const auto at = std::find_if(records.begin(), records.end(),
                               [&](const HookRecord& record) { return record.script == script; });
  return at == records.end() ? nullptr : &*at;
}

}  // namespace

Result<HookVerdict, HookFault> RecordedHooks::run(const HookCall& call) {
  const HookRecord* at = find_record(records_, call.script);
  if (at == nullptr) return tl::unexpected(HookFault{"Q470", call.script.text()});
  if (rerun_ != nullptr) {
    auto now = rerun_->run(call);
    if (!now)
      ++unknown_;
    else if (!*now || (*now)->ok != at->ok)
      others_.push_back({call.script, std::move(*now)});
  }
  return HookVerdict{at->ok, ""};
}

Result<HookVerdict, HookFault> KnownHooks::run(const HookCall& call) {
  if (const HookRecord* at = find_record(records_, call.script)) return HookVerdict{at->ok, ""};
  unknown_.push_back(call.script);
  return HookVerdict{true, ""};
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
