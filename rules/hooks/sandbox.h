// The Lua sandbox: runs one hook script on one input and returns its verdict.
//
// A script is a text chunk that returns a function. The function gets the input as a table and returns
// `true`, or `false, "why not"`. Example:
//
//   return function(input)
//     if #input.document.fields.summary < 20 then return false, "Tóm tắt quá ngắn" end
//     return true
//   end
//
// What a script has: the language without metatables, coroutines and the coercion of strings to numbers, and
//   - assert, error, ipairs, pairs, pcall, select, tonumber, tostring, type
//   - math.{abs, max, min, floor, tointeger, maxinteger, mininteger}
//   - string.{len, sub, byte, char, rep, reverse} by bytes, {lower, upper} for all of Unicode,
//     {contains, starts_with, ends_with} without patterns, and a small format
//   - table.{concat, insert, remove, sort, unpack, pack}
//   - utf8.{len, char, codepoint}
// pairs has a defined order: integers, floats, strings by bytes, booleans. tostring shows no address.
// What it has not: load, require, io, os, debug, coroutine, setmetatable, getmetatable, collectgarbage,
// rawset, next, clock, random, print, binary chunks, the character zero. docs/hooks.md tells all this to
// authors.
//
// Budgets (engine/base/limits.h: hook_*) are latched: once one is spent, the evaluation ends, whatever the
// script does; pcall cannot catch it. See rules/hooks/budget.h.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/ports/hooks.h"

namespace quyche::rules::hooks {

struct Budget {
  std::int64_t steps;
  std::size_t memory_bytes;
};

class Sandbox {
 public:
  Sandbox();  // with the budgets of engine/base/limits.h
  ~Sandbox();
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

  // Each call has a fresh state: nothing a script does is seen by the next call. Not thread safe; one per
  // thread. `name` is used in messages (the script's path as the policy writes it).
  // Faults: Q601 the text does not compile (or is a binary chunk, or too long), Q602 it raised an error,
  // Q603 steps ran out, Q604 memory ran out, Q605 the verdict has the wrong shape.
  [[nodiscard]] Result<HookVerdict, HookFault> run(std::string_view name, std::string_view script,
                                                   const json::Value& input);
  // Compiles only; the fault, or nothing. For `quyche check`.
  [[nodiscard]] Result<void, HookFault> compile(std::string_view name, std::string_view script);
  // What the last run used of its budget: steps and the peak of memory.
  [[nodiscard]] Budget used() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace quyche::rules::hooks
