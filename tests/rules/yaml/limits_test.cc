// Texts made to take long, much memory or deep recursion: each gets its finding.
#include <gtest/gtest.h>

#include "engine/base/limits.h"
#include "tests/rules/yaml/read_text.h"

namespace quyche::rules::yaml {
namespace {

std::string repeat(std::string_view unit, std::size_t times) {
  std::string out;
  out.reserve(unit.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += unit;
  return out;
}

// A text of 1 MiB made of lines as long as they may be.
std::string in_lines(std::string_view unit) {
  const std::string line = repeat(unit, (limits::yaml_line_bytes_max - 8) / unit.size()) + "\n";
  return repeat(line, limits::policy_bytes_max / line.size());
}

TEST(YamlLimits, Size) {
  const std::string line = "# " + std::string(61, 'x') + "\n";
  const std::string most = "a: 1\n" + std::string(59, '#') + repeat(line, limits::policy_bytes_max / 64 - 1);
  EXPECT_EQ(ReadText(most).codes(), std::vector<std::string>{});
  EXPECT_EQ(ReadText(most + "\n").codes(), std::vector<std::string>{"Q105"});
}

TEST(YamlLimits, LineLength) {
  const std::string most = "a: " + std::string(limits::yaml_line_bytes_max - 3, 'x');
  EXPECT_TRUE(ReadText(most + "\n").root);
  EXPECT_EQ(ReadText(most + "x\n").codes(), std::vector<std::string>{"Q116"});
}

TEST(YamlLimits, Nodes) {
  const std::size_t most = limits::yaml_nodes_max - 1;  // and the list itself
  EXPECT_TRUE(ReadText(repeat("- a\n", most)).root);
  const ReadText more(repeat("- a\n", most + 1));
  EXPECT_FALSE(more.root);
  EXPECT_EQ(more.codes(), std::vector<std::string>{"Q107"});
}

TEST(YamlLimits, DepthOfEachKind) {
  const std::size_t most = limits::yaml_depth_max;
  const auto staircase = [](std::size_t levels) {
    std::string out;
    for (std::size_t i = 0; i < levels; ++i) out += std::string(i, ' ') + "a:\n";
    return out;
  };
  const auto check = [](const std::string& good, const std::string& bad) {
    EXPECT_TRUE(ReadText(good).root) << good;
    EXPECT_EQ(ReadText(bad).codes(), std::vector<std::string>{"Q106"}) << bad;
  };
  check(repeat("[", most) + repeat("]", most), repeat("[", most + 1) + repeat("]", most + 1));
  check(repeat("{a: ", most) + repeat("}", most), repeat("{a: ", most + 1) + repeat("}", most + 1));
  check(repeat("- ", most) + "x", repeat("- ", most + 1) + "x");
  check(staircase(most), staircase(most + 1));
  // A pair in brackets is a mapping of its own, which only the tree shows.
  check(repeat("[a: ", most / 2) + repeat("]", most / 2), repeat("[a: ", most) + repeat("]", most));
}

TEST(YamlLimits, AHundredThousandLevels) {
  for (const std::string_view unit :
       {"[", "{", "- ", "[{", "{a: [", "- [", "[\n", "{\n", "- {\n", "[a: ", "[\"", "{'"}) {
    const std::string text = repeat(unit, 100'000);
    const std::string code = ReadText(text).first_code();
    EXPECT_TRUE(code == "Q106" || code == "Q116" || code == "Q121" || code == "Q125" || code == "Q132")
        << unit << ' ' << code;
    EXPECT_FALSE(ReadText(in_lines(unit)).codes().empty()) << unit;
  }
  std::string steps;
  for (std::size_t i = 0; i < 1'400; ++i) steps += std::string(i, ' ') + "a:\n";
  EXPECT_EQ(ReadText(steps).first_code(), "Q106");
}

TEST(YamlLimits, AnchorsAndAliasesAreNeverExpanded) {
  std::string bomb = "a0: &a0 [x, x]\n";
  for (int i = 1; i < 20; ++i) {
    const std::string name = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + name + ", " + name + "]\n";
  }
  const ReadText read(bomb);
  EXPECT_FALSE(read.root);
  EXPECT_EQ(read.findings.errors(), 20U + 2U * 19U);
}

TEST(YamlLimits, AnchorCyclesAndUnknownAliases) {
  EXPECT_EQ(ReadText("a: &x [*x]\n").codes(), (std::vector<std::string>{"Q108", "Q109"}));
  EXPECT_EQ(ReadText("&x a: *x\n").codes(), (std::vector<std::string>{"Q108", "Q109"}));
  EXPECT_EQ(ReadText("a: *none\n").codes(), std::vector<std::string>{"Q109"});
  EXPECT_EQ(ReadText("*a: 1\n").codes(), std::vector<std::string>{"Q109"});
}

TEST(YamlLimits, AMebibyteOfEachSign) {
  const std::pair<std::string_view, std::string_view> expected[] = {
      {"? ", "Q117"},    {": ", "Q130"},   {"a: ", "Q123"},  {"&a ", "Q108"}, {"*a ", "Q109"},
      {"! ", "Q110"},    {"!a ", "Q110"},  {"!<", "Q110"},   {"%a ", "Q118"}, {"\"", "Q128"},
      {"\"\" ", "Q128"}, {"'' ", "Q128"},  {"] ", "Q126"},   {"} ", "Q126"},  {"| ", "Q131"},
      {"> ", "Q131"},    {", ", "Q127"},   {"@", "Q127"},    {"\t", "Q104"},  {"# ", "Q115"},
      {" ", "Q115"},     {"\x01", "Q103"}, {"\xFF", "Q101"}, {"[] ", "Q128"}, {"--- ", "Q114"},
      {"... ", "Q114"},  {"a ", ""},       {"ệ", ""},        {"::", "Q134"},  {"-", ""},
  };
  for (const auto& [unit, code] : expected) {
    const std::string text = in_lines(unit);
    const ReadText read(text);
    EXPECT_EQ(read.first_code(), code) << unit;
  }
}

TEST(YamlLimits, AMebibyteOfShortLines) {
  const std::pair<std::string_view, std::string_view> expected[] = {
      {"a:\n", "Q112"},      {"a: b\n", "Q112"}, {"-\n", "Q107"},  {"\n", "Q115"},  {"\r\n", "Q115"},
      {"#\n", "Q115"},       {"&a\n", "Q108"},   {"*a\n", "Q109"}, {"!\n", "Q110"}, {"%a\n", "Q118"},
      {"---\n", "Q114"},     {"...\n", "Q115"},  {"\"\n", "Q128"}, {"'\n", "Q128"}, {"- |\n", "Q107"},
      {"- >\n x\n", "Q107"}, {"[a,\n", "Q106"},  {"{\n", "Q106"},  {"a\n", ""},     {" a\n", ""},
      {"?\n", "Q117"},       {":\n", "Q130"},
  };
  for (const auto& [unit, code] : expected) {
    const ReadText read(repeat(unit, limits::policy_bytes_max / unit.size()));
    EXPECT_EQ(read.first_code(), code) << unit;
  }
}

TEST(YamlLimits, FoldingOverAMebibyte) {
  const std::size_t most = limits::policy_bytes_max - 64;
  EXPECT_TRUE(ReadText("a: x\n" + repeat("\n", most) + " y\n").root);
  EXPECT_TRUE(ReadText("a: \"x\n" + repeat("\n", most) + " y\"\n").root);
  EXPECT_TRUE(ReadText("a: >\n x\n" + repeat("\n", most) + " y\n").root);
  EXPECT_TRUE(ReadText("a: |+\n" + repeat(" \n", most / 2)).root);
  EXPECT_TRUE(ReadText("a: >\n" + repeat(" x\n  y\n\n", most / 8)).root);
  EXPECT_EQ(ReadText("[\n" + repeat("a\n", most / 2)).codes(), std::vector<std::string>{"Q125"});
}

TEST(YamlLimits, KeysOfManyCombiningMarks) {
  std::string text;
  for (int i = 0; i < 900; ++i) {
    text += "\"a" + repeat("\u0301", 250) + repeat("\u0323", 250) + std::to_string(i) + "\": v\n";
  }
  EXPECT_TRUE(ReadText(text).root || ReadText(text).first_code() == "Q134");
}

}  // namespace
}  // namespace quyche::rules::yaml
