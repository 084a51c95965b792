#include "bench/figures.h"

#include <iostream>

namespace quyche::bench {
namespace {

constexpr std::string_view bound_mark = "/bound";

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

std::vector<Figure> Figures::all() const {
  std::vector<Figure> out;
  for (const std::string& name : order_) {
    const Measured& measured = measured_.at(name);
    const auto bound = measured_.find(name + std::string(bound_mark));
    const bool bounded = bound != measured_.end();
    out.push_back({name, measured.value, measured.unit, bounded ? bound->second.value : 0, bounded});
  }
  return out;
}

}  // namespace quyche::bench
