// Every code has its page, and every page its code.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "adapters/cli/code_pages.h"
#include "tests/adapters/cli/cli.h"

namespace quyche::cli {
namespace {

std::set<std::string> codes() {
  std::set<std::string> out;
  for (const Message& message : all_messages()) {
    if (message.code[0] != 'Q') continue;
    EXPECT_TRUE(out.insert(std::string(message.code)).second) << message.code << " stands twice in the table";
  }
  return out;
}

std::map<std::string, std::string> files() {
  std::map<std::string, std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(repository() / "docs/codes"))
    out[entry.path().filename().string()] = bytes_of(entry.path());
  return out;
}

TEST(CodePages, EveryCodeHasAPageAndEveryPageACode) {
  std::set<std::string> wanted;
  for (const std::string& code : codes()) wanted.insert(code + ".md");
  for (const auto& [name, text] : files()) EXPECT_TRUE(wanted.contains(name)) << name << " is of no code";
  for (const std::string& name : wanted) EXPECT_TRUE(files().contains(name)) << name << " is missing";
}

TEST(CodePages, PagesHaveBothLanguages) {
  for (const auto& [name, text] : files()) {
    EXPECT_TRUE(text.starts_with("# " + name.substr(0, 4) + "\n\n## Tiếng Việt\n\n")) << name;
    const std::size_t english = text.find("\n## English\n\n");
    ASSERT_NE(english, std::string::npos) << name;
    const std::size_t vietnamese = text.find("## Tiếng Việt\n\n");
    EXPECT_GT(english, vietnamese + 60) << name << " says little in Vietnamese";
    EXPECT_GT(text.size(), english + 60) << name << " says little in English";
    EXPECT_EQ(text.find("\n## ", english + 1), std::string::npos) << name;
    EXPECT_EQ(text.find("TODO"), std::string::npos) << name;
  }
}

TEST(CodePages, TheProgramCarriesThemAsTheyAre) {
  const auto on_disk = files();
  EXPECT_EQ(code_pages().size(), on_disk.size());
  for (const CodePage& page : code_pages()) {
    const auto at = on_disk.find(std::string(page.code) + ".md");
    ASSERT_NE(at, on_disk.end()) << page.code;
    EXPECT_EQ(page.text, at->second) << page.code;
  }
}

}  // namespace
}  // namespace quyche::cli
