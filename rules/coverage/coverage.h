// Which requirement of a source text is carried out where: `requirements:` of regulations, the `covers:` of
// their parts, and the `covers:` of policy tests, put together. It is read off the files' trees, so that it
// says where things stand; whether the policies are right is for `check`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/policy/text.h"
#include "rules/diagnostics/diagnostic.h"

namespace quyche::rules::coverage {

// A part of a regulation, or a case of a policy test.
struct Covering {
  std::string
      path;  // documents.lesson_plan.deadlines.in_time; empty: the regulation as a whole. Of a test: its name
  Span span;
};

struct Requirement {
  std::string id;  // S2-01
  std::string regulation;
  std::string cite;
  Title says;
  std::optional<Title> not_encoded;  // why it is no rule
  Span span;
  std::vector<Covering> encoded;  // by file, then as they stand in it
  std::vector<Covering> tests;
};

// Reads regulations and policy tests (other YAML files say nothing here) and puts them together: requirements
// by id, S2-2 before S2-10. The order of `files` does not matter, and a file given twice is read once.
// Versions of one regulation may declare the same requirement; the first one counts. Reports files that
// cannot be read (Q1xx, Q5xx) and
//   Q260 a requirement that nothing carries out and no reason stands for,
//   Q261 a `covers` that no requirement declares,
//   Q262 (warning) a requirement with a reason why it is no rule, that something carries out all the same,
//   Q263 a requirement that two regulations declare,
//   Q264 a requirement that is carried out but named by no test.
[[nodiscard]] std::vector<Requirement> read_coverage(std::vector<std::string> files, Findings& findings);

}  // namespace quyche::rules::coverage
