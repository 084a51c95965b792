// Figures: what a piece of work takes beside the least that it could take, measured in the same run.
#pragma once

#include <benchmark/benchmark.h>

#include <map>
#include <string>
#include <vector>

#include "bench/figure.h"

namespace quyche::bench {

// Collects the medians of Google Benchmark's runs, as CPU times. A benchmark NAME/bound is the bound of NAME.
class Figures : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override;

  [[nodiscard]] std::vector<Figure> all() const;
  // Whether anything failed, or nothing ran.
  [[nodiscard]] bool failed() const { return failed_ || order_.empty(); }

 private:
  struct Measured {
    double value = 0;
    std::string unit;
  };
  std::vector<std::string> order_;  // names without /bound
  std::map<std::string, Measured> measured_;
  bool failed_ = false;
};

}  // namespace quyche::bench
