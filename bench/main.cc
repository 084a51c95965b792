// quyche_bench [--only NAME] [--format human|json]. Google Benchmark's own options go along.
#include <cstring>
#include <iostream>

#include "bench/figures.h"

int main(int argc, char** argv) {
  std::vector<std::string> arguments = {argv[0], "--benchmark_repetitions=5"};
  bool json = false;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const bool value_follows = i + 1 < argc;
    if (argument == "--only" && value_follows) {
      arguments.push_back("--benchmark_filter=^" + std::string(argv[++i]));
    } else if (argument == "--format" && value_follows) {
      json = std::strcmp(argv[++i], "json") == 0;
    } else {
      arguments.push_back(argument);
    }
  }
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  int count = static_cast<int>(pointers.size());
  benchmark::Initialize(&count, pointers.data());
  if (benchmark::ReportUnrecognizedArguments(count, pointers.data())) return 2;
  quyche::bench::Figures figures;
  benchmark::RunSpecifiedBenchmarks(&figures);
  if (json)
    figures.print_json(std::cout);
  else
    figures.print_table(std::cout);
  return figures.failed() ? 1 : 0;
}
