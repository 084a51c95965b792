// One figure and its bound, and the figures that are not Google Benchmark's: they make data first, take
// seconds or minutes, and run alone.
#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <vector>

namespace quyche::bench {

struct Figure {
  std::string name;
  double value = 0;
  std::string unit;
  double bound = 0;
  bool bounded = true;
  [[nodiscard]] double ratio() const { return value / bound; }
};

// {"bound":..,"name":..,"ratio":..,"unit":..,"value":..} and a line end.
void print_json(std::ostream& out, const Figure& figure);
void print_table(std::ostream& out, const Figure& figure);

// Measures figures of one kind; `wanted` says which of its names are.
struct Program {
  std::vector<std::string> names;
  bool only_when_named = false;  // takes minutes or much room on the disk
  std::function<std::vector<Figure>(const std::function<bool(const std::string&)>& wanted)> run;
};
[[nodiscard]] Program load_program();
[[nodiscard]] Program fold_program();
[[nodiscard]] Program many_program();
[[nodiscard]] Program what_if_program();

// The one whose ratio is the middle one.
[[nodiscard]] Figure median(std::vector<Figure> repeated);
// The value that 99 of 100 do not exceed.
[[nodiscard]] double p99(std::vector<double> values);

}  // namespace quyche::bench
