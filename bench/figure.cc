#include "bench/figure.h"

#include <algorithm>
#include <iomanip>
#include <sstream>

#include "engine/base/check.h"

namespace quyche::bench {
namespace {

// Three figures that count.
std::string number(double value) {
  std::ostringstream out;
  out << std::setprecision(3) << value;
  if (out.str().find('e') == std::string::npos) return out.str();
  std::ostringstream whole;
  whole << std::fixed << std::setprecision(0) << value;
  return whole.str();
}

}  // namespace

void print_json(std::ostream& out, const Figure& figure) {
  out << "{\"bound\":" << (figure.bounded ? number(figure.bound) : "null") << ",\"name\":\"" << figure.name
      << "\",\"ratio\":" << (figure.bounded ? number(figure.ratio()) : "null") << ",\"unit\":\""
      << figure.unit << "\",\"value\":" << number(figure.value) << "}" << std::endl;
}

void print_table(std::ostream& out, const Figure& figure) {
  out << std::left << std::setw(36) << figure.name << std::right << std::setw(10) << number(figure.value)
      << ' ' << figure.unit;
  if (figure.bounded) out << "   bound " << number(figure.bound) << ", ratio " << number(figure.ratio());
  out << std::endl;
}

Figure median(std::vector<Figure> repeated) {
  CHECK(!repeated.empty(), "a figure is measured at least once");
  const auto middle = repeated.begin() + static_cast<std::ptrdiff_t>(repeated.size() / 2);
  std::nth_element(repeated.begin(), middle, repeated.end(),
                   [](const Figure& a, const Figure& b) { return a.ratio() < b.ratio(); });
  return *middle;
}

double p99(std::vector<double> values) {
  CHECK(!values.empty(), "something was timed");
  const auto at = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) * 99 / 100);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

}  // namespace quyche::bench
