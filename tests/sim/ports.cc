#include "tests/sim/ports.h"

namespace quyche::sim {

HookOutcome hook_outcome(const Digest& script, const DocumentId& document) {
  const unsigned number = sha256(script.text() + document.value).bytes[0] % 16U;
  return number == 0 ? HookOutcome::refuse : number == 1 ? HookOutcome::fault : HookOutcome::pass;
}

Result<HookVerdict, HookFault> SimHooks::run(const HookCall& call) {
  const json::Value* document = call.input.find("document");
  const json::Value* id = document == nullptr ? nullptr : document->find("id");
  const std::string* text = id == nullptr ? nullptr : id->string();
  if (text == nullptr) return tl::unexpected(HookFault{"Q602", "no document"});
  switch (hook_outcome(call.script, DocumentId{*text})) {
    case HookOutcome::pass: return HookVerdict{true, ""};
    case HookOutcome::refuse: return HookVerdict{false, "không"};
    case HookOutcome::fault: break;
  }
  return tl::unexpected(HookFault{"Q602", "broken"});
}

Outcome<void> FailingStore::append(const Batch& batch) {
  if (stopped_) return fail("Q513", "simulated");
  if (left_ && (*left_)-- == 0) {
    stopped_ = true;
    if (how_ == How::written_but_not_acknowledged) {
      if (auto written = inner_.append(batch); !written) return written;
    }
    return fail("Q512", "simulated");
  }
  return inner_.append(batch);
}

Outcome<std::unique_ptr<StoreReader>> FailingStore::reader() {
  if (stopped_) return fail("Q513", "simulated");
  return inner_.reader();
}

}  // namespace quyche::sim
