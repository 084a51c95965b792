// The command line in a test: run() with streams of its own, and a small school in a directory of the test's.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "adapters/cli/run.h"
#include "engine/json/read.h"
#include "rules/text/utf8.h"
#include "tests/contract/temp_dir.h"

namespace quyche::cli {

using contract::TempDir;

inline std::filesystem::path repository() { return QUYCHE_SOURCE_DIR; }
inline std::string duong_kinh() {
  return (repository() / "policies/vn.hai-phong.duong-kinh.primary-records.yaml").string();
}

// A small regulation for what is printed, beside the expected texts.
inline std::string example() { return (repository() / "tests/golden/cli/regulation.yaml").string(); }

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}
inline std::string write_file(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
  return path;
}
inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

struct Ran {
  int exit = 0;
  std::string out;
  std::string err;

  // The one JSON value that was printed; null when there is none.
  [[nodiscard]] json::Value json() const {
    const auto value = json::read(out.substr(0, out.find('\n')));
    EXPECT_TRUE(value) << out;
    EXPECT_EQ(out.find('\n') + 1, out.size()) << out;
    return value ? *value : json::Value();
  }
};

inline Ran run_cli(const std::vector<std::string>& arguments) {
  std::ostringstream out;
  std::ostringstream err;
  Ran ran;
  ran.exit = run(arguments, Context{out, err});
  ran.out = out.str();
  ran.err = err.str();
  return ran;
}

inline std::vector<std::string> keys_of(const json::Value& value) {
  std::vector<std::string> out;
  if (const json::Object* members = value.object())
    for (const auto& [key, member] : *members) out.push_back(key);
  return out;
}
using Names = std::vector<std::string>;

// No line is wider than a hundred columns unless it is one long word.
inline void expect_narrow(const std::string& text, const std::string& what) {
  for (const std::string& line : lines_of(text)) {
    const std::string_view trimmed =
        std::string_view(line).substr(std::min(line.find_first_not_of(' '), line.size()));
    EXPECT_TRUE(rules::utf8::width(line) <= 100 || trimmed.find(' ') == std::string_view::npos)
        << what << '\n'
        << line;
  }
}

// An invented school: two teachers of one team, its lead, the head and those around the head.
inline const std::string people_csv =
    "account,name,roles\n"
    "gv01,Đỗ Thị Mẫu,teacher@to-1\n"
    "gv02,Lý Văn Thử,teacher@to-1\n"
    "tt1,Hồ Thị Ví,teacher@to-1;team_lead@to-1\n"
    "ht,Mai Văn Dụ,principal\n"
    "hp,Tạ Thị Giả,vice_principal\n"
    "qt,Vi Văn Định,administrator\n"
    "vt,La Thị Nháp,clerk\n"
    "kt,Âu Văn Tạm,accountant\n";

class School {
 public:
  School() : dir(temp_.in("school")) {
    write_file(temp_.in("people.csv"), people_csv);
    opened = run_cli({"init", dir, "--policy", example(), "--people", temp_.in("people.csv"), "--clock",
                      "commands", "--at", "2024-09-01T08:00:00+07:00"});
    EXPECT_EQ(opened.exit, 0) << opened.err;
  }
  // Carries out the lines of a text.
  [[nodiscard]] Ran give(const std::string& commands, const Names& options = {}) const {
    Names arguments = {"do", dir, write_file(temp_.in("commands.jsonl"), commands)};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return run_cli(arguments);
  }
  [[nodiscard]] std::string in(const std::string& name) const { return temp_.in(name); }

 private:
  TempDir temp_;

 public:
  std::string dir;
  Ran opened;
};

}  // namespace quyche::cli
