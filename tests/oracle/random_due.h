// Random calendars and due lines, from one seed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/due/window.h"

namespace quyche::oracle {

// SplitMix64: the same numbers everywhere from the same seed.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  // least .. most, both included.
  [[nodiscard]] int number(int least, int most);
  [[nodiscard]] bool once_in(int times) { return number(1, times) == 1; }
  template <class E>
  [[nodiscard]] E one_of() {
    return static_cast<E>(number(0, static_cast<int>(names_of(E{}).size()) - 1));
  }

 private:
  std::uint64_t state_;
};

// Days off and working days between 2022 and 2031, one to three days of weekly rest, up to five school years
// with semesters, weeks without teaching and gaps of knowledge.
[[nodiscard]] Calendar random_calendar(Dice& dice);

[[nodiscard]] std::vector<Recurrence> random_recurrences(Dice& dice);

// One line and what it is measured from. `anchors.calendar` is `calendar`.
struct Case {
  Due due;
  DueAnchors anchors;
};
[[nodiscard]] Case random_case(Dice& dice, const Calendar* calendar);

// The case as JSON, for a failing test's message.
[[nodiscard]] std::string text(const Case& one);

}  // namespace quyche::oracle
