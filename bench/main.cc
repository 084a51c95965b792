// quyche_bench [--only NAME] [--format human|json]. Google Benchmark's own options go along.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <iostream>

#include "bench/figure.h"
#include "bench/figures.h"
#include "bench/many.h"

namespace quyche::bench {
namespace {

struct Asked {
  std::string only;  // the beginning of the names; empty: all that do not take minutes
  bool json = false;
  std::vector<std::string> rest;
};

Asked read_arguments(int argc, char** argv) {
  Asked asked;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const bool value_follows = i + 1 < argc;
    if (argument == "--only" && value_follows)
      asked.only = argv[++i];
    else if (argument == "--format" && value_follows)
      asked.json = std::strcmp(argv[++i], "json") == 0;
    else
      asked.rest.push_back(argument);
  }
  return asked;
}

void print(const Asked& asked, const Figure& figure) {
  if (asked.json)
    print_json(std::cout, figure);
  else
    print_table(std::cout, figure);
}

// Whether any of the names was among them.
bool run_programs(const Asked& asked) {
  bool any = false;
  for (const Program& program : {load_program(), fold_program(), many_program(), what_if_program()}) {
    const auto wanted = [&](const std::string& name) {
      return asked.only.empty() ? !program.only_when_named : name.starts_with(asked.only);
    };
    if (std::none_of(program.names.begin(), program.names.end(), wanted)) continue;
    any = true;
    for (const Figure& figure : program.run(wanted)) print(asked, figure);
  }
  return any;
}

int run_micro(const char* program, const Asked& asked) {
  std::vector<std::string> arguments = {program, "--benchmark_repetitions=5"};
  if (!asked.only.empty()) arguments.push_back("--benchmark_filter=^" + asked.only);
  arguments.insert(arguments.end(), asked.rest.begin(), asked.rest.end());
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  int count = static_cast<int>(pointers.size());
  benchmark::Initialize(&count, pointers.data());
  if (benchmark::ReportUnrecognizedArguments(count, pointers.data())) return 2;
  Figures figures;
  benchmark::RunSpecifiedBenchmarks(&figures);
  for (const Figure& figure : figures.all()) print(asked, figure);
  return figures.failed() ? 1 : 0;
}

}  // namespace
}  // namespace quyche::bench

int main(int argc, char** argv) {
  using namespace quyche::bench;
  if (argc == 5 && std::strcmp(argv[1], "--child") == 0)
    return run_child(argv[2], argv[3], std::strtoul(argv[4], nullptr, 10));
  const Asked asked = read_arguments(argc, argv);
  const bool any = run_programs(asked);
  if (any && !asked.only.empty()) return 0;
  return run_micro(argv[0], asked);
}
