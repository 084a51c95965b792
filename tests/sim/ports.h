// The ports of the simulation: hooks that pass, refuse or break as the seed of a document says, and a store
// that fails on order.
#pragma once

#include <optional>

#include "engine/ports/hooks.h"
#include "engine/ports/store.h"

namespace quyche::sim {

// A pure function of script and document: of sixteen documents one is refused, and for one the script breaks.
enum class HookOutcome { pass, refuse, fault };
[[nodiscard]] HookOutcome hook_outcome(const Digest& script, const DocumentId& document);

class SimHooks : public Hooks {
 public:
  [[nodiscard]] Result<HookVerdict, HookFault> run(const HookCall& call) override;
};

// Stands before a store. An order to fail makes one commit fail with Q512, before or after it was written;
// from then on everything fails with Q513 until restart().
class FailingStore : public Store {
 public:
  explicit FailingStore(Store& inner) : inner_(inner) {}
  enum class How { lost, written_but_not_acknowledged };
  void fail_at(int appends_from_now, How how) {
    left_ = appends_from_now;
    how_ = how;
  }
  [[nodiscard]] bool stopped() const { return stopped_; }
  void restart() {
    stopped_ = false;
    left_.reset();
  }

  [[nodiscard]] Outcome<void> write(const Batch& batch) override;
  [[nodiscard]] Outcome<void> commit() override;
  [[nodiscard]] Outcome<void> rollback() override;
  [[nodiscard]] Outcome<std::unique_ptr<StoreReader>> reader() override;

 private:
  Store& inner_;
  std::vector<Batch> written_;  // not committed
  std::optional<int> left_;
  How how_ = How::lost;
  bool stopped_ = false;
};

}  // namespace quyche::sim
