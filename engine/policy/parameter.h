// A number that a regulation leaves open, named: "at most {password_max_age} days".
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "engine/base/id.h"
#include "engine/policy/text.h"

namespace quyche {

enum class ParameterUnit { days, hours, weeks, months, times, percent };
constexpr auto names_of(ParameterUnit) {
  return std::to_array<std::string_view>({"days", "hours", "weeks", "months", "times", "percent"});
}

struct Parameter {
  ParameterId id;
  Title title;
  ParameterUnit unit = ParameterUnit::days;
  std::optional<int> value;  // whole, not negative; absent while the layer below has not given it
  bool delegated = false;    // the layer below must give the value
  bool open = false;         // the layer below may change it
  Clause cite;
  bool operator==(const Parameter&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("id", self.id);
    io("title", self.title);
    io.required("unit", self.unit);
    io("value", self.value);
    io("delegated", self.delegated);
    io("open", self.open);
    io("cite", self.cite);
  }
};

}  // namespace quyche
