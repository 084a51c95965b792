// Reads policies for tests.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "rules/policy/load.h"

namespace quyche::rules {

inline std::filesystem::path repository() { return QUYCHE_SOURCE_DIR; }

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// A policy from a text; calendars and scripts that it names lie in policies/.
struct ReadPolicy {
  SourcePtr source;
  Findings findings;
  std::shared_ptr<const Policy> policy;

  explicit ReadPolicy(std::string text)
      : source(std::make_shared<const Source>((repository() / "policies" / "x.yaml").string(),
                                              std::move(text))) {
    policy = load_policy(source, findings);
  }
  // Errors and warnings; not the choices that a due line leaves open (week, roll), which are tested by
  // themselves.
  [[nodiscard]] std::vector<std::string> codes() const {
    std::vector<std::string> out;
    for (const Diagnostic& one : findings.sorted())
      if (one.severity != Severity::note && one.code != "Q224" && one.code != "Q225") out.push_back(one.code);
    return out;
  }
};

}  // namespace quyche::rules
