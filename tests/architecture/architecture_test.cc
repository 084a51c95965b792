// The include arrows (rules -> engine <- adapters) and what engine/ may not reach for, read off the source
// text.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct SourceFile {
  std::string path;  // relative to the root
  std::vector<std::string> lines;
};

std::vector<SourceFile> files_under(const std::string& folder) {
  std::vector<SourceFile> files;
  const fs::path root = QUYCHE_SOURCE_DIR;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    const std::string extension = entry.path().extension();
    if (!entry.is_regular_file() || (extension != ".cc" && extension != ".h" && extension != ".inc"))
      continue;
    SourceFile file{fs::relative(entry.path(), root).string(), {}};
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) file.lines.push_back(line);
    files.push_back(std::move(file));
  }
  return files;
}

// The code of a line: without a // comment and without what stands in string literals.
std::string code_of(const std::string& line) {
  std::string out;
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && (i == 0 || line[i - 1] != '\\')) quoted = !quoted;
    if (!quoted && line.compare(i, 2, "//") == 0) break;
    if (!quoted) out += line[i];
  }
  return out;
}

std::string include_of(const std::string& line) {
  static const std::regex include(R"rx(^\s*#include\s+["<]([^">]+)[">])rx");
  std::smatch match;
  return std::regex_search(line, match, include) ? match[1].str() : "";
}

std::string top_folder(const std::string& path) { return path.substr(0, path.find('/')); }

bool project_folder(const std::string& folder) {
  static const std::set<std::string> folders = {"engine", "rules", "adapters", "tests", "bench"};
  return folders.contains(folder);
}

TEST(Architecture, IncludesRunRulesToEngineFromAdapters) {
  const std::map<std::string, std::set<std::string>> allowed = {
      {"engine", {"engine"}}, {"rules", {"engine", "rules"}}, {"adapters", {"engine", "rules", "adapters"}}};
  std::size_t seen = 0;
  for (const auto& [folder, may_include] : allowed) {
    for (const SourceFile& file : files_under(folder)) {
      for (const std::string& line : file.lines) {
        const std::string target = top_folder(include_of(line));
        if (!project_folder(target)) continue;
        ++seen;
        EXPECT_TRUE(may_include.contains(target)) << file.path << ": " << line;
      }
    }
  }
  EXPECT_GT(seen, 200U) << "the test reads the real tree";
}

TEST(Architecture, EngineIncludesTheStandardLibraryAndTwoLibrariesBehindOneFileEach) {
  const std::map<std::string, std::string> behind = {{"simdjson.h", "engine/json/read.cc"},
                                                     {"openssl/sha.h", "engine/digest/sha256.cc"},
                                                     {"tl/expected.hpp", "engine/base/result.h"}};
  // Parts of the standard library that reach outside a pure function.
  const std::set<std::string> impure = {"iostream", "fstream", "filesystem", "thread",  "mutex",
                                        "atomic",   "future",  "random",     "locale",  "clocale",
                                        "ctime",    "cstdio",  "sstream",    "iomanip", "condition_variable",
                                        "cmath",    "cfloat",  "unistd.h"};
  for (const SourceFile& file : files_under("engine")) {
    for (const std::string& line : file.lines) {
      const std::string target = include_of(line);
      if (target.empty() || top_folder(target) == "engine") continue;
      EXPECT_FALSE(impure.contains(target)) << file.path << ": " << line;
      if (const auto at = behind.find(target); at != behind.end()) {
        EXPECT_EQ(file.path, at->second) << line;
        continue;
      }
      EXPECT_EQ(target.find_first_of("./"), std::string::npos)
          << file.path << ": " << line << " is no header of the standard library";
    }
  }
}

TEST(Architecture, EngineReachesForNoClockRandomLocaleFileThreadOrFloatingPoint) {
  const std::vector<std::pair<std::string, std::regex>> forbidden = {
      {"a clock",
       std::regex(
           R"(system_clock|steady_clock|high_resolution_clock|\btime\s*\(\s*(NULL|nullptr|0)|gettimeofday|clock_gettime)")},
      {"randomness", std::regex(R"(\brand\s*\(|random_device|mt19937|getrandom|RAND_bytes)")},
      {"the locale",
       std::regex(
           R"(setlocale|std::locale|\btolower\s*\(|\btoupper\s*\(|\bisalpha\s*\(|\bisdigit\s*\(|\bisspace\s*\()")},
      {"files", std::regex(R"(\bfopen\b|fstream|std::filesystem|\bprintf\s*\(|std::cout|std::cerr)")},
      {"threads", std::regex(R"(std::thread|std::mutex|std::atomic|std::async|pthread_)")},
      {"the environment", std::regex(R"(\bgetenv\b|\bsystem\s*\()")},
      {"floating point", std::regex(R"(\bdouble\b|\bfloat\b|strtod|\bstod\b|\bstof\b)")},
  };
  // A json reader must be able to say that a fraction is not accepted.
  const std::set<std::string> may_name_doubles = {"engine/json/read.cc"};
  for (const SourceFile& file : files_under("engine")) {
    for (const std::string& line : file.lines) {
      const std::string code = code_of(line);
      for (const auto& [what, pattern] : forbidden) {
        if (what == "floating point" && may_name_doubles.contains(file.path)) continue;
        EXPECT_FALSE(std::regex_search(code, pattern))
            << file.path << " reaches for " << what << ": " << line;
      }
    }
  }
}

// Each forbidden thing is found when it is there: the patterns are not dead.
TEST(Architecture, ThePatternsFindWhatTheyForbid) {
  EXPECT_EQ(code_of("int x; // double"), "int x; ");
  EXPECT_EQ(code_of("f(\"std::thread\");"), "f(\");");
  EXPECT_EQ(include_of("#include <random>"), "random");
  EXPECT_EQ(include_of("  #include \"rules/x.h\""), "rules/x.h");
}

TEST(Architecture, HeadersSayWhatTheyAreFor) {
  for (const char* folder : {"engine", "rules", "adapters"}) {
    for (const SourceFile& file : files_under(folder)) {
      if (!file.path.ends_with(".h")) continue;
      ASSERT_FALSE(file.lines.empty()) << file.path;
      EXPECT_TRUE(file.lines.front().starts_with("// ")) << file.path << " begins with its contract";
    }
  }
}

TEST(Architecture, FilesHoldOneIdea) {
  for (const char* folder : {"engine", "rules", "adapters"}) {
    for (const SourceFile& file : files_under(folder)) {
      if (file.path.ends_with(".inc") || file.path == "engine/event/event.h") continue;
      EXPECT_LE(file.lines.size(), 420U) << file.path << " has grown a second idea";
    }
  }
}

}  // namespace
