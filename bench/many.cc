// A store with a thousand schools of ten thousand documents each: how soon it answers, how much memory that
// takes, and whether looking at one school costs more than where there is no other.
#include "bench/many.h"

#include <cstdio>
#include <cstdlib>
#include <sstream>

#include "bench/figure.h"
#include "bench/folder.h"
#include "engine/base/check.h"

namespace quyche::bench {
namespace {

constexpr int repetitions = 5;

std::size_t schools_asked_for() {
  const char* given = std::getenv("QUYCHE_BENCH_SCHOOLS");
  return given == nullptr ? 1'000 : static_cast<std::size_t>(std::strtoul(given, nullptr, 10));
}

struct Pair {
  double first = 0;
  double second = 0;
};

// Two numbers that this program prints when it is started as a child.
Pair child(const std::string& name, const std::string& dir, std::size_t schools) {
  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  const std::string line = "'" + self + "' --child " + name + " '" + dir + "' " + std::to_string(schools);
  std::FILE* pipe = popen(line.c_str(), "r");
  CHECK(pipe != nullptr, "a child starts");
  char text[200] = {};
  CHECK(std::fgets(text, sizeof text, pipe) != nullptr, "a child says what it measured");
  CHECK(pclose(pipe) == 0, "a child ends well");
  Pair numbers;
  std::istringstream(text) >> numbers.first >> numbers.second;
  return numbers;
}

std::vector<Figure> run(const std::function<bool(const std::string&)>& wanted) {
  const Folder folder("many");
  const std::string many = folder.below("many");
  const std::string one = folder.below("one");
  const std::size_t schools = schools_asked_for();
  write_schools(many, schools);
  write_schools(one, 1);
  std::vector<Figure> seconds;
  std::vector<Figure> memory;
  std::vector<Figure> inboxes;
  std::vector<Figure> histories;
  for (int i = 0; i < repetitions; ++i) {
    if (wanted("open_many") || wanted("open_many_memory")) {
      const Pair bound = child("open_bound", many, schools);
      const Pair ours = child("open", many, schools);
      seconds.push_back({"open_many", ours.first, "s", bound.first});
      memory.push_back({"open_many_memory", ours.second, "MB", bound.second});
    }
    if (wanted("query_p99/inbox") || wanted("query_p99/history")) {
      const Pair bound = child("query", one, 1);
      const Pair ours = child("query", many, schools);
      inboxes.push_back({"query_p99/inbox", ours.first, "ms", bound.first});
      histories.push_back({"query_p99/history", ours.second, "ms", bound.second});
    }
  }
  std::vector<Figure> out;
  for (auto* repeated : {&seconds, &memory, &inboxes, &histories})
    if (!repeated->empty() && wanted(repeated->front().name)) out.push_back(median(*repeated));
  return out;
}

}  // namespace

Program many_program() {
  return {{"open_many", "open_many_memory", "query_p99/inbox", "query_p99/history"}, true, run};
}

}  // namespace quyche::bench
