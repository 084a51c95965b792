// Loading and checking everything in policies/, as `quyche check policies` does. The bound is reading the
// same files and parsing their YAML, with nobody listening to what it says.
#include <benchmark/benchmark.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
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

// A district with a thousand schools, each with a deadline of its own, held against the district's rules on
// every day of the calendar.
class Schools {
 public:
  static constexpr int count = 1'000;

  Schools() : folder_(fs::temp_directory_path() / "quyche-bench-schools") {
    fs::remove_all(folder_);
    fs::copy(fs::path(QUYCHE_SOURCE_DIR) / "policies", folder_, fs::copy_options::recursive);
    fs::create_directory(folder_ / "schools");
    for (int i = 0; i < count; ++i) {
      const std::string id = "vn.hai-phong.school-" + std::to_string(i);
      files_.push_back((folder_ / "schools" / (id + ".yaml")).string());
      std::ofstream(files_.back())
          << "regulation: " << id << "\ntitle: " << id
          << "\nunder: vn.hai-phong.duong-kinh.primary-records\n"
             "effective: {from: 2024-08-01}\n"
             "documents:\n  lesson_plan:\n    deadlines:\n      three_days_ahead: "
             "{due: trước ít nhất "
          << 3 + i % 9
          << " ngày trước khi thực hiện, reading: date_difference, roll: none, cite: "
             "Điều 1}\n";
    }
  }
  Schools(const Schools&) = delete;
  Schools& operator=(const Schools&) = delete;
  ~Schools() { fs::remove_all(folder_); }
  [[nodiscard]] const std::vector<std::string>& files() const { return files_; }

 private:
  fs::path folder_;
  std::vector<std::string> files_;
};

void check_layers(benchmark::State& state) {
  const Schools schools;
  for (auto _ : state) {
    rules::Library library;
    rules::Findings findings;
    for (const std::string& file : schools.files())
      if (rules::load_policies(file, findings, library).empty())
        return state.SkipWithError("a generated school has errors");
  }
}

// Each school's rules are the district's as well: at the least the district's tree is walked once a school.
void parse_layers(benchmark::State& state) {
  const Schools schools;
  const std::string district =
      (fs::path(QUYCHE_SOURCE_DIR) / "policies" / "vn.hai-phong.duong-kinh.primary-records.yaml").string();
  rules::Findings findings;
  rules::Library once;
  const auto above = once.layer(district, findings);
  for (auto _ : state) {
    rules::Library library;
    for (const std::string& file : schools.files()) {
      const auto layer = library.layer(file, findings);
      benchmark::DoNotOptimize(rules::merge_layers(above->tree, layer->tree).tree.entries.size());
    }
  }
}

BENCHMARK(check_layers)->Name("check_1000_layers")->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(parse_layers)->Name("check_1000_layers/bound")->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(check_policies)->Name("check_policies")->Unit(benchmark::kMillisecond);
BENCHMARK(parse_yaml)->Name("check_policies/bound")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace quyche::bench
