#include "bench/figures.h"

#include <iomanip>
#include <iostream>

namespace quyche::bench {
namespace {

constexpr std::string_view bound_mark = "/bound";

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

void Figures::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs) {
    if (run.error_occurred) {
      std::cerr << run.run_name.function_name << ": " << run.error_message << '\n';
      failed_ = true;
    }
    if (run.run_type != Run::RT_Aggregate || run.aggregate_name != "median") continue;
    const std::string& name = run.run_name.function_name;
    measured_[name] = {run.GetAdjustedCPUTime(), benchmark::GetTimeUnitString(run.time_unit)};
    if (!std::string_view(name).ends_with(bound_mark)) order_.push_back(name);
  }
}

void Figures::print_json(std::ostream& out) const {
  for (const std::string& name : order_) {
    const Measured& measured = measured_.at(name);
    const auto bound = measured_.find(name + std::string(bound_mark));
    const bool bounded = bound != measured_.end();
    out << "{\"bound\":" << (bounded ? number(bound->second.value) : "null") << ",\"name\":\"" << name
        << "\",\"ratio\":" << (bounded ? number(measured.value / bound->second.value) : "null")
        << ",\"unit\":\"" << measured.unit << "\",\"value\":" << number(measured.value) << "}\n";
  }
}

void Figures::print_table(std::ostream& out) const {
  for (const std::string& name : order_) {
    const Measured& measured = measured_.at(name);
    out << std::left << std::setw(36) << name << std::right << std::setw(10) << number(measured.value) << ' '
        << measured.unit;
    const auto bound = measured_.find(name + std::string(bound_mark));
    if (bound != measured_.end())
      out << "   bound " << number(bound->second.value) << ", ratio "
          << number(measured.value / bound->second.value);
    out << '\n';
  }
}

}  // namespace quyche::bench
