// Loading and checking everything in policies/, as `quyche check policies` does. The bound is reading the
// same files and parsing their YAML, with nobody listening to what it says.
#include <benchmark/benchmark.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "engine/base/limits.h"
#include "rules/policy/load.h"

namespace quyche::bench {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> yaml_files() {
  std::vector<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(QUYCHE_SOURCE_DIR) / "policies"))
    if (entry.path().extension() == ".yaml") out.push_back(entry.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

void check_policies(benchmark::State& state) {
  const std::vector<std::string> files = yaml_files();
  for (auto _ : state) {
    std::size_t loaded = 0;
    rules::Findings findings;
    for (const std::string& file : files)
      if (rules::kind_of_file(file, findings) == rules::FileKind::regulation)
        loaded += rules::load_policy(file, findings) == nullptr ? 0 : 1;
    if (loaded == 0 || findings.has_errors()) return state.SkipWithError("a shipped policy has errors");
    benchmark::DoNotOptimize(loaded);
  }
}

class Nobody : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
  }
  void OnMapEnd() override {}
};

void parse_yaml(benchmark::State& state) {
  const std::vector<std::string> files = yaml_files();
  for (auto _ : state) {
    for (const std::string& file : files) {
      const auto source = rules::load_source(file, limits::policy_bytes_max);
      if (!source) return state.SkipWithError("a shipped policy cannot be read");
      std::istringstream text{std::string((*source)->text())};
      YAML::Parser parser(text);
      Nobody nobody;
      while (parser.HandleNextDocument(nobody)) {
      }
    }
  }
}

BENCHMARK(check_policies)->Name("check_policies")->Unit(benchmark::kMillisecond);
BENCHMARK(parse_yaml)->Name("check_policies/bound")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace quyche::bench
