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

Outcome<void> FailingStore::write(const Batch& batch) {
  if (stopped_) return fail("Q513", "simulated");
  written_.push_back(batch);
  return {};
}

Outcome<void> FailingStore::commit() {
  if (stopped_) return fail("Q513", "simulated");
  if (written_.empty()) return {};
  const std::vector<Batch> batches = std::exchange(written_, {});
  const bool fails = left_ && (*left_)-- == 0;
  if (!fails || how_ == How::written_but_not_acknowledged) {
    for (const Batch& batch : batches)
      if (auto written = inner_.write(batch); !written) return written;
    if (auto committed = inner_.commit(); !committed) return committed;
  }
  if (!fails) return {};
  stopped_ = true;
  return fail("Q512", "simulated");
}

Outcome<void> FailingStore::rollback() {
  written_.clear();
  return {};
}

Outcome<std::unique_ptr<StoreReader>> FailingStore::reader() {
  if (stopped_) return fail("Q513", "simulated");
  return inner_.reader();
}

}  // namespace quyche::sim
