// The budget of one evaluation, latched: once a part of it is spent, no charge and no allocation is admitted
// any more, and every function of ours that catches or continues must stop (see stop() and pcall in
// basics.cc).
//
// Steps are what a script and its input alone decide, so they are part of the deterministic outcome: VM
// instructions, bytes that our functions walk over, strings and closures that the VM makes by itself (`..`,
// `function`). Memory is what Lua holds. Two more counters only bound the time and are never reported: table
// parts laid out anew (a table that is emptied and filled can be made to rehash on every insertion) and
// emergency collections.
#pragma once

#include <lua.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/limits.h"

namespace quyche::rules::hooks {

enum class Spent { nothing, steps, memory };
enum class Phase {
  setup,  // our own work: the environment and the input. No steps are charged.
  parse,
  run,
};

class Meter {
 public:
  Meter() = default;
  // `chunk` is the script's name as it stands before the line number in messages.
  explicit Meter(std::string chunk) : chunk_(std::move(chunk)) {}

  // A lua_Alloc; `self` is a Meter.
  static void* allocate(void* self, void* block, std::size_t old_size, std::size_t new_size);

  void enter(Phase phase) { phase_ = phase; }
  void at_line(int line) { line_ = line; }
  // False when the steps are spent (now or before).
  [[nodiscard]] bool charge(std::int64_t steps);
  void spend_memory();

  [[nodiscard]] Spent spent() const { return spent_; }
  [[nodiscard]] std::int64_t steps() const { return steps_; }
  [[nodiscard]] std::size_t memory_peak() const { return memory_peak_; }
  [[nodiscard]] const std::string& chunk() const { return chunk_; }
  [[nodiscard]] int line() const { return line_; }
  // What ran out, for the fault; empty when nothing did.
  [[nodiscard]] std::string describe() const;

 private:
  enum class Refused { nothing, total, part, traffic, collections };

  [[nodiscard]] bool admits(int kind, std::size_t held, std::size_t new_size);
  [[nodiscard]] std::size_t part_bytes_max(int kind) const;
  void refuse(Refused why);

  std::string chunk_;
  int line_ = 0;  // of the instruction that ran last; 0 before the first
  Phase phase_ = Phase::setup;
  Spent spent_ = Spent::nothing;
  Refused refused_ = Refused::nothing;
  std::int64_t steps_ = 0;
  std::size_t memory_ = 0;
  std::size_t memory_peak_ = 0;
  std::size_t traffic_ = 0;
  int refusals_ = 0;
};

// The meter of a state (kept in its extra space).
[[nodiscard]] Meter& meter_of(lua_State* lua);

// Ends the evaluation; only for a meter that is spent.
[[noreturn]] void stop(lua_State* lua);
// Ends the evaluation when the budget is spent.
void check_latch(lua_State* lua);
// Charges, or ends the evaluation.
void charge(lua_State* lua, std::int64_t steps);
// bytes / 16, at least 1. Called before the work and before the allocation.
void charge_bytes(lua_State* lua, std::size_t bytes);
// Makes room for `slots` on the Lua stack, or ends the evaluation.
void make_room(lua_State* lua, int slots);
// The count hook: one call an instruction.
void on_step(lua_State* lua, lua_Debug* where);

}  // namespace quyche::rules::hooks
