#include <gtest/gtest.h>

#include <array>

#include "tests/rules/yaml/read_text.h"

namespace quyche::rules::yaml {
namespace {

TEST(YamlScalar, StaysText) {
  for (const std::string text :
       {"no",         "yes",   "on", "off", "true", "012",  "05/9", "1e3",  "0x1F", "0o17", "1_000",
        "2024-09-01", "12:30", ".5", "-1",  ".nan", ".inf", "=",    "nULL", "a#b",  "-x",   "x?"}) {
    const ReadText read("k: " + text + "\n");
    ASSERT_TRUE(read.root) << text;
    const Node* value = read.root->find("k");
    ASSERT_NE(value, nullptr);
    EXPECT_EQ(value->kind, Kind::scalar) << text;
    EXPECT_EQ(value->text, text);
    EXPECT_FALSE(value->quoted);
    EXPECT_EQ(value->span.offset, 3U);
    EXPECT_EQ(value->span.length, text.size());
  }
}

TEST(YamlScalar, NothingIsEmptyAndKeepsWhatWasWritten) {
  for (const std::string text : {"~", "null", "Null", "NULL", ""}) {
    for (const std::string& form :
         {"k: " + text + "\n", "k: " + text, "k: " + text + " # chú thích\nnull: 1\n", "{k: " + text + "}",
          "{k: " + text + " , l: null}"}) {
      const ReadText read(form);
      ASSERT_TRUE(read.root) << form;
      const Node* value = read.root->find("k");
      ASSERT_NE(value, nullptr);
      EXPECT_EQ(value->kind, Kind::empty) << form;
      EXPECT_EQ(value->text, text) << form;
      EXPECT_EQ(value->span.length, text.size()) << form;
      EXPECT_EQ(value->span.offset, form.find('k') + (text.empty() ? 1 : 3)) << form;
    }
  }
}

TEST(YamlScalar, AnAbsentValueBeforeAKeyNamedNull) {
  const ReadText read("a:\nnull: 1\nlist:\n-\n- ~\n");
  ASSERT_TRUE(read.root);
  EXPECT_EQ(read.root->find("a")->text, "");
  EXPECT_EQ(read.root->find("null")->text, "1");
  const Node* list = read.root->find("list");
  ASSERT_EQ(list->items.size(), 2U);
  EXPECT_EQ(list->items[0].span.source->position(list->items[0].span.offset), (Position{4, 1}));
  EXPECT_EQ(list->items[1].text, "~");
}

TEST(YamlScalar, QuotedNullIsText) {
  for (const std::string text : {"\"null\"", "'~'", "\"\"", "''"}) {
    const ReadText read("k: " + text + "\n");
    ASSERT_TRUE(read.root);
    const Node* value = read.root->find("k");
    EXPECT_EQ(value->kind, Kind::scalar);
    EXPECT_TRUE(value->quoted);
    EXPECT_EQ(value->text, text.substr(1, text.size() - 2));
    EXPECT_EQ(value->span.length, text.size());
  }
}

TEST(YamlScalar, KeysAreText) {
  const ReadText read("1: a\ntrue: b\n~: c\n\"x y\": d\n05/9: e\n");
  ASSERT_TRUE(read.root);
  const auto expected = std::to_array<std::string_view>({"1", "true", "~", "x y", "05/9"});
  ASSERT_EQ(read.root->entries.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(read.root->entries[i].key.text, expected[i]);
    EXPECT_EQ(read.root->entries[i].key.kind, Kind::scalar);
  }
}

TEST(YamlScalar, QuotesAndEscapesAreResolved) {
  const ReadText read(
      "a: 'it''s # not: a comment'\nb: \"\\u0110i\\u1ec1u\\t\\\"12\\\"\"\nc: \"một\n  hai\"\n");
  ASSERT_TRUE(read.root);
  EXPECT_EQ(read.root->find("a")->text, "it's # not: a comment");
  EXPECT_EQ(read.root->find("b")->text, "Điều\t\"12\"");
  EXPECT_EQ(read.root->find("c")->text, "một hai");
}

TEST(YamlScalar, BlockText) {
  const ReadText read("a: |\n  một: hai\n  # không phải chú thích\n\n  - ba\nb: >-\n  bốn\n  năm\nc: 1\n");
  ASSERT_TRUE(read.root);
  EXPECT_EQ(read.root->find("a")->text, "một: hai\n# không phải chú thích\n\n- ba\n");
  EXPECT_EQ(read.root->find("b")->text, "bốn năm");
  EXPECT_EQ(read.root->find("c")->text, "1");
  EXPECT_FALSE(read.root->find("a")->quoted);
}

TEST(YamlScalar, ADuplicateKeyKeepsTheFirst) {
  const ReadText read("a: 1\na: 2\nb: 3\n");
  ASSERT_TRUE(read.root);
  EXPECT_EQ(read.codes(), std::vector<std::string>{"Q112"});
  ASSERT_EQ(read.root->entries.size(), 2U);
  EXPECT_EQ(read.root->find("a")->text, "1");
  EXPECT_EQ(read.findings.sorted()[0].args, (std::vector<std::string>{"a", "1"}));
}

}  // namespace
}  // namespace quyche::rules::yaml
