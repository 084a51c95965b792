#include <gtest/gtest.h>

#include "tests/rules/yaml/read_text.h"

namespace quyche::rules::yaml {
namespace {

struct Place {
  std::string text;
  Position at;
  std::string written;
};

void collect(const Node& node, std::vector<Place>& out) {
  const Source& source = *node.span.source;
  if (node.kind == Kind::scalar) {
    out.push_back({node.text, source.position(node.span.offset),
                   std::string(source.text().substr(node.span.offset, node.span.length))});
  }
  for (const Node& item : node.items) collect(item, out);
  for (const Entry& entry : node.entries) {
    collect(entry.key, out);
    collect(entry.value, out);
  }
}

void expect_places(const std::string& text, const std::vector<Place>& expected) {
  const ReadText read(text);
  ASSERT_TRUE(read.root) << text;
  std::vector<Place> found;
  collect(*read.root, found);
  ASSERT_EQ(found.size(), expected.size()) << text;
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].text, expected[i].text) << text;
    EXPECT_EQ(found[i].at, expected[i].at) << expected[i].text;
    EXPECT_EQ(found[i].written, expected[i].written) << text;
  }
}

TEST(YamlPosition, VietnameseText) {
  expect_places("# Quy chế\nhạn nộp: thứ sáu\nvai trò:\n  - giáo viên\n  - tổ trưởng  # ký\n",
                {{"hạn nộp", {2, 1}, "hạn nộp"},
                 {"thứ sáu", {2, 10}, "thứ sáu"},
                 {"vai trò", {3, 1}, "vai trò"},
                 {"giáo viên", {4, 5}, "giáo viên"},
                 {"tổ trưởng", {5, 5}, "tổ trưởng"}});
}

TEST(YamlPosition, WindowsLineBreaks) {
  expect_places("ế: \"ạ\"\r\nb: |\r\n  ộ\r\n\r\nc: ậ\r\n", {{"ế", {1, 1}, "ế"},
                                                            {"ạ", {1, 4}, "\"ạ\""},
                                                            {"b", {2, 1}, "b"},
                                                            {"ộ\n", {2, 4}, "|\r\n  ộ\r\n"},
                                                            {"c", {5, 1}, "c"},
                                                            {"ậ", {5, 4}, "ậ"}});
}

TEST(YamlPosition, QuotedOverLines) {
  expect_places(
      "a: 'một\n\n  hai'\nb: x\n",
      {{"a", {1, 1}, "a"}, {"một\nhai", {1, 4}, "'một\n\n  hai'"}, {"b", {4, 1}, "b"}, {"x", {4, 4}, "x"}});
}

TEST(YamlPosition, Brackets) {
  expect_places("a: [ế, \"ộ\", {ậ: x y, z: ''}]\n", {{"a", {1, 1}, "a"},
                                                     {"ế", {1, 5}, "ế"},
                                                     {"ộ", {1, 8}, "\"ộ\""},
                                                     {"ậ", {1, 14}, "ậ"},
                                                     {"x y", {1, 17}, "x y"},
                                                     {"z", {1, 22}, "z"},
                                                     {"", {1, 25}, "''"}});
}

TEST(YamlPosition, PlainOverLinesAndBehindMarks) {
  expect_places("--- \n- - ế\n    b # c\n- d: e\n  f: g\n...\n", {{"ế b", {2, 5}, "ế\n    b"},
                                                                  {"d", {4, 3}, "d"},
                                                                  {"e", {4, 6}, "e"},
                                                                  {"f", {5, 3}, "f"},
                                                                  {"g", {5, 6}, "g"}});
}

TEST(YamlPosition, ScalarsInTheOutline) {
  expect_places("a:\n  - >+1\n    x\n\n  - y\nb: -1\n", {{"a", {1, 1}, "a"},
                                                         {" x\n\n", {2, 5}, ">+1\n    x\n"},
                                                         {"y", {5, 5}, "y"},
                                                         {"b", {6, 1}, "b"},
                                                         {"-1", {6, 4}, "-1"}});
}

TEST(YamlPosition, CollectionsStandAtTheirFirstCharacter) {
  const ReadText read("ế:\n  - x\nb: [y]\nc: {z: 1}\n");
  ASSERT_TRUE(read.root);
  EXPECT_EQ(read.source->position(read.root->span.offset), (Position{1, 1}));
  EXPECT_EQ(read.source->position(read.root->find("ế")->span.offset), (Position{2, 3}));
  EXPECT_EQ(read.source->position(read.root->find("b")->span.offset), (Position{3, 4}));
  EXPECT_EQ(read.source->position(read.root->find("c")->span.offset), (Position{4, 4}));
  EXPECT_EQ(read.root->find("c")->span.length, 1U);
}

}  // namespace
}  // namespace quyche::rules::yaml
