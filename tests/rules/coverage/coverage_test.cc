// The coverage table of tests/golden/coverage/table*.yaml, and a pair of twins for each finding: the files
// that begin with NAME.bad give exactly NAME.expected.txt, those that begin with NAME.good give nothing.
// QUYCHE_REFRESH_GOLDEN=1 writes the expected files anew.
#include "rules/coverage/coverage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "rules/coverage/table.h"
#include "rules/diagnostics/render.h"
#include "tests/rules/policy/read_policy.h"

namespace quyche::rules::coverage {
namespace {

const std::string folder = "tests/golden/coverage";

// The files whose names begin with `prefix`, seen from the repository's root.
std::vector<std::string> files_of(const std::string& prefix) {
  std::filesystem::current_path(repository());
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(prefix) && name.ends_with(".yaml")) out.push_back(entry.path().string());
  }
  std::sort(out.begin(), out.end());
  EXPECT_FALSE(out.empty()) << prefix;
  return out;
}

std::string rendered(const Findings& findings) {
  std::string out;
  for (const Lang lang : {Lang::vi, Lang::en}) {
    if (lang == Lang::en) out += "---\n";
    for (const Diagnostic& one : findings.sorted()) out += render_human(one, {lang, false});
  }
  return out;
}

void expect_golden(const std::string& text, const std::string& name) {
  const std::filesystem::path path = repository() / folder / name;
  if (std::getenv("QUYCHE_REFRESH_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << text;
  EXPECT_EQ(text, bytes_of(path)) << name;
}

std::set<std::string> twins() {
  std::set<std::string> out;
  for (const std::string& path : files_of("q")) {
    const std::string name = std::filesystem::path(path).filename().string();
    out.insert(name.substr(0, name.find('.')));
  }
  return out;
}

TEST(Coverage, TheTable) {
  Findings findings;
  const auto requirements = read_coverage(files_of("table"), findings);
  EXPECT_EQ(rendered(findings), "---\n");
  expect_golden(markdown(requirements), "table.md");
  std::vector<std::string> ids;
  for (const Requirement& one : requirements) ids.push_back(one.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"A-1", "A-2", "A-3", "A-10", "B-1"}));
}

TEST(Coverage, EveryPlaceThatMayHoldCoversIsSeen) {
  Findings findings;
  std::vector<std::string> paths;
  for (const Requirement& one : read_coverage(files_of("table"), findings))
    for (const Covering& place : one.encoded) paths.push_back(one.id + " " + place.path);
  const std::vector<std::string> expected = {"A-1 ",
                                             "A-2 parameters.nhac",
                                             "A-2 roles.principal",
                                             "A-10 documents.plan",
                                             "A-10 documents.plan.fields.covers",
                                             "A-10 documents.plan.paper_steps.print",
                                             "A-10 documents.plan.workflow.actions.approve",
                                             "A-10 documents.plan.duty",
                                             "A-10 documents.plan.deadlines.in_time",
                                             "B-1 roles.principal",
                                             "B-1 documents.plan.signing"};
  EXPECT_EQ(paths, expected);
}

TEST(Coverage, TheOrderOfFilesDoesNotMatter) {
  auto files = files_of("");  // with several regulations
  Findings findings;
  const std::string table = markdown(read_coverage(files, findings));
  const std::size_t errors = findings.errors();
  std::reverse(files.begin(), files.end());
  files.push_back(files.front());
  Findings again;
  EXPECT_EQ(markdown(read_coverage(files, again)), table);
  EXPECT_EQ(again.errors(), errors);
  EXPECT_GT(errors, 0U);
}

TEST(Coverage, BadTwinsGiveTheExpectedText) {
  for (const std::string& name : twins()) {
    Findings findings;
    (void)read_coverage(files_of(name + ".bad."), findings);
    expect_golden(rendered(findings), name + ".expected.txt");
    std::set<std::string> codes;
    for (const Diagnostic& one : findings.sorted()) codes.insert(one.code);
    EXPECT_EQ(codes, std::set<std::string>{"Q" + name.substr(1, 3)}) << name;
  }
}

TEST(Coverage, GoodTwinsGiveNothing) {
  for (const std::string& name : twins()) {
    Findings findings;
    (void)read_coverage(files_of(name + ".good."), findings);
    EXPECT_EQ(rendered(findings), "---\n") << name;
  }
}

TEST(Coverage, EveryCodeHasATwin) {
  std::set<std::string> seen;
  for (const std::string& name : twins()) seen.insert("Q" + name.substr(1, 3));
  for (const Message& message : all_messages()) {
    if (message.code.starts_with("Q26")) {
      EXPECT_TRUE(seen.contains(std::string(message.code))) << message.code;
    }
  }
}

TEST(Coverage, FilesThatCannotBeReadAreFindings) {
  Findings findings;
  EXPECT_TRUE(read_coverage({"khong-co.yaml", (repository() / "policies").string()}, findings).empty());
  EXPECT_EQ(findings.errors(), 2U);
}

}  // namespace
}  // namespace quyche::rules::coverage
