// Reads a text as a policy file would be read, for tests.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/yaml/reader.h"

namespace quyche::rules::yaml {

struct ReadText {
  SourcePtr source;
  Findings findings;
  std::optional<Node> root;

  explicit ReadText(std::string text) : source(std::make_shared<const Source>("x.yaml", std::move(text))) {
    root = read(source, findings);
  }
  [[nodiscard]] std::vector<std::string> codes() const {
    std::vector<std::string> out;
    for (const Diagnostic& one : findings.sorted()) out.push_back(one.code);
    return out;
  }
  [[nodiscard]] std::string first_code() const {
    const std::vector<std::string> all = codes();
    return all.empty() ? std::string() : all.front();
  }
};

}  // namespace quyche::rules::yaml
