// Every label that the command line names stands in the message table.
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "tests/adapters/cli/cli.h"

namespace quyche::cli {
namespace {

// "label.due" in a source text; not "cli.mistake.", which is the beginning of one.
std::set<std::string> labels_in(const std::string& text, const std::set<std::string>& families) {
  static const std::regex label(R"rx("([a-z_]+)(\.[a-z0-9_]+)+")rx");
  std::set<std::string> out;
  for (std::sregex_iterator at(text.begin(), text.end(), label), end; at != end; ++at)
    if (families.contains((*at)[1])) out.insert(at->str().substr(1, at->str().size() - 2));
  return out;
}

TEST(CliLabels, StandInTheTable) {
  std::set<std::string> families;
  for (const Message& message : all_messages())
    if (message.code.find('.') != std::string_view::npos)
      families.insert(std::string(message.code.substr(0, message.code.find('.'))));
  std::size_t seen = 0;
  for (const char* folder : {"adapters", "rules/scaffold"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(repository() / folder)) {
      if (entry.path().extension() != ".cc") continue;
      for (const std::string& label : labels_in(bytes_of(entry.path()), families)) {
        EXPECT_NE(find_message(label), nullptr) << entry.path() << " says `" << label << '`';
        ++seen;
      }
    }
  EXPECT_GT(seen, 200U);
}

TEST(CliLabels, AreFoundInTheSource) {
  const std::set<std::string> families = {"label", "cli"};
  EXPECT_EQ(
      labels_in(R"(say("label.due") + say("cli.mistake." + x) + "other.word" + "label.a.b_2")", families),
      (std::set<std::string>{"label.due", "label.a.b_2"}));
}

}  // namespace
}  // namespace quyche::cli
