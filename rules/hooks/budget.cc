#include "rules/hooks/budget.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace quyche::rules::hooks {
namespace {

// Lua names the kind of a fresh object in `old_size`; a vector (table part, stack, string index) has no kind.
constexpr int kind_vector = 0;

// A part below this is laid out too quickly to matter.
constexpr std::size_t traffic_part_bytes_min = 1'024;
constexpr std::size_t traffic_bytes_max = 4'194'304;
// A refusal makes Lua collect all garbage and ask again, so two refusals are one full collection.
constexpr int refusals_max = 64;
// Short strings are shared, so whether one is allocated depends on the collector; they are not charged. The
// header and the 40 bytes Lua calls short are below this.
constexpr std::size_t charged_string_bytes_min = 96;
constexpr std::size_t object_bytes_per_step = 64;
constexpr std::size_t bytes_per_step = 16;

}  // namespace

void* Meter::allocate(void* self, void* block, std::size_t old_size, std::size_t new_size) {
  Meter& meter = *static_cast<Meter*>(self);
  const std::size_t held = block == nullptr ? 0 : old_size;
  if (new_size == 0) {
    std::free(block);
    meter.memory_ -= held;
    return nullptr;
  }
  const int kind = block == nullptr ? static_cast<int>(old_size) : kind_vector;
  if (new_size > held && !meter.admits(kind, held, new_size)) return nullptr;
  void* const moved = std::realloc(block, new_size);
  if (moved == nullptr) return nullptr;
  meter.memory_ = meter.memory_ - held + new_size;
  meter.memory_peak_ = std::max(meter.memory_peak_, meter.memory_);
  return moved;
}

std::size_t Meter::part_bytes_max(int kind) const {
  if (kind == LUA_TUSERDATA)
    return 2 * limits::hook_block_bytes_max;  // scratch of ours, never seen by a script
  if (phase_ == Phase::parse)
    return limits::hook_memory_bytes_max;  // the code of one long function is one part
  if (kind == kind_vector && phase_ == Phase::run) return limits::hook_table_part_bytes_max;
  return limits::hook_block_bytes_max;
}

bool Meter::admits(int kind, std::size_t held, std::size_t new_size) {
  if (spent_ != Spent::nothing) return false;
  if (new_size > part_bytes_max(kind)) {
    refuse(Refused::part);
    return false;
  }
  if (memory_ - held + new_size > limits::hook_memory_bytes_max) {
    refuse(Refused::total);
    return false;
  }
  if (phase_ != Phase::run) return true;
  if (kind == kind_vector) {
    if (new_size >= traffic_part_bytes_min) traffic_ += new_size;
    if (traffic_ <= traffic_bytes_max) return true;
    refused_ = Refused::traffic;
    spend_memory();
    return false;
  }
  if (kind == LUA_TUSERDATA) return true;  // whoever asked has charged for it
  if (kind == LUA_TSTRING && new_size < charged_string_bytes_min) return true;
  return charge(static_cast<std::int64_t>(new_size / object_bytes_per_step));
}

void Meter::refuse(Refused why) {
  refused_ = why;
  if (++refusals_ <= refusals_max) return;
  refused_ = Refused::collections;
  spend_memory();
}

bool Meter::charge(std::int64_t steps) {
  if (spent_ != Spent::nothing) return false;
  // The sum cannot overflow: what is left is never negative.
  if (steps <= limits::hook_steps_max - steps_) {
    steps_ += steps;
    return true;
  }
  steps_ = limits::hook_steps_max;
  spent_ = Spent::steps;
  return false;
}

void Meter::spend_memory() {
  if (spent_ == Spent::nothing) spent_ = Spent::memory;
}

std::string Meter::describe() const {
  if (spent_ == Spent::nothing) return {};
  if (spent_ == Spent::steps) return "more than " + std::to_string(limits::hook_steps_max) + " steps";
  const std::string total = std::to_string(limits::hook_memory_bytes_max) + " bytes";
  switch (refused_) {
    case Refused::part:
      return "one string, table or call depth too large (at most " +
             std::to_string(limits::hook_block_bytes_max) + " bytes for a string, " +
             std::to_string(limits::hook_table_part_bytes_max) + " for a part of a table)";
    case Refused::traffic: return "tables were laid out anew too often";
    case Refused::collections: return "too little memory left below " + total;
    case Refused::total:
    case Refused::nothing: break;
  }
  return "more than " + total;
}

Meter& meter_of(lua_State* lua) {
  Meter* meter = nullptr;
  std::memcpy(&meter, lua_getextraspace(lua), sizeof(void*));
  return *meter;
}

void stop(lua_State* lua) {
  lua_pushnil(lua);  // nobody sees it: the latch tells what happened
  lua_error(lua);
  std::abort();  // lua_error does not return, but is not declared so
}

void check_latch(lua_State* lua) {
  if (meter_of(lua).spent() != Spent::nothing) stop(lua);
}

void charge(lua_State* lua, std::int64_t steps) {
  if (!meter_of(lua).charge(steps)) stop(lua);
}

void charge_bytes(lua_State* lua, std::size_t bytes) {
  charge(lua, static_cast<std::int64_t>(std::max<std::size_t>(1, bytes / bytes_per_step)));
}

void make_room(lua_State* lua, int slots) {
  if (lua_checkstack(lua, slots) != 0) return;
  meter_of(lua).spend_memory();
  // The guaranteed slots may be in use; the error needs one. Dropping them is safe: the evaluation ends.
  lua_settop(lua, 0);
  stop(lua);
}

void on_step(lua_State* lua, lua_Debug* where) {
  Meter& meter = meter_of(lua);
  lua_getinfo(lua, "l", where);
  meter.at_line(where->currentline);
  if (!meter.charge(1)) stop(lua);
}

}  // namespace quyche::rules::hooks
