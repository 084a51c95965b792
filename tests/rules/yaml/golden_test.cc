// Every NAME.bad.yaml of tests/golden/yaml gives exactly NAME.expected.txt; its twin NAME.good.yaml gives
// nothing. QUYCHE_REFRESH_GOLDEN=1 writes the expected files anew.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "engine/messages/messages.h"
#include "rules/diagnostics/render.h"
#include "rules/yaml/reader.h"

namespace quyche::rules::yaml {
namespace {

const std::filesystem::path root = QUYCHE_SOURCE_DIR;
const std::string folder = "tests/golden/yaml";
constexpr std::string_view bad_ending = ".bad.yaml";

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::string> names() {
  std::set<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(root / folder)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(bad_ending)) out.insert(name.substr(0, name.size() - bad_ending.size()));
  }
  return {out.begin(), out.end()};
}

Findings findings_of(const std::string& file) {
  // Named from the root, so that the expected texts are the same everywhere.
  const std::string name = folder + "/" + file;
  Findings findings;
  (void)read(std::make_shared<const Source>(name, bytes_of(root / name)), findings);
  return findings;
}

std::string rendered(const Findings& findings) {
  std::string out;
  for (const Lang lang : {Lang::vi, Lang::en}) {
    if (lang == Lang::en) out += "---\n";
    for (const Diagnostic& one : findings.sorted()) out += render_human(one, {lang, false});
  }
  return out;
}

TEST(YamlGolden, BadTwinsGiveTheExpectedText) {
  const bool refresh = std::getenv("QUYCHE_REFRESH_GOLDEN") != nullptr;
  for (const std::string& name : names()) {
    const Findings findings = findings_of(name + std::string(bad_ending));
    EXPECT_TRUE(findings.has_errors()) << name;
    const std::filesystem::path expected = root / folder / (name + ".expected.txt");
    if (refresh) std::ofstream(expected, std::ios::binary) << rendered(findings);
    EXPECT_EQ(rendered(findings), bytes_of(expected)) << name;
  }
}

TEST(YamlGolden, GoodTwinsGiveNothing) {
  for (const std::string& name : names()) {
    EXPECT_EQ(rendered(findings_of(name + ".good.yaml")), "---\n") << name;
  }
}

TEST(YamlGolden, EveryCodeHasATwinOrATestOfItsOwn) {
  // Too large to be kept as files (limits_test.cc), or left for what no known input reaches.
  std::set<std::string> seen = {"Q105", "Q107", "Q120"};
  for (const std::string& name : names()) {
    for (const Diagnostic& one : findings_of(name + std::string(bad_ending)).sorted()) seen.insert(one.code);
  }
  for (const Message& message : all_messages()) {
    if (message.code.starts_with("Q1")) {
      EXPECT_TRUE(seen.contains(std::string(message.code))) << message.code;
    }
  }
}

TEST(YamlGolden, EveryCodeHasAPage) {
  for (const Message& message : all_messages()) {
    if (!message.code.starts_with("Q1")) continue;
    const std::string page = bytes_of(root / "docs/codes" / (std::string(message.code) + ".md"));
    EXPECT_TRUE(page.starts_with("# " + std::string(message.code) + "\n")) << message.code;
    const std::size_t vietnamese = page.find("\n## Tiếng Việt\n");
    EXPECT_NE(vietnamese, std::string::npos) << message.code;
    EXPECT_LT(vietnamese, page.find("\n## English\n")) << message.code;
  }
}

}  // namespace
}  // namespace quyche::rules::yaml
