// Strict reading of JSON that comes from outside.
#include "engine/json/read.h"

#include <gtest/gtest.h>

#include "engine/json/canonical.h"

namespace quyche::json {
namespace {

TEST(JsonRead, WhatReadsHasThisCanonicalForm) {
  struct Row {
    const char* text;
    const char* canonical;
  };
  const Row rows[] = {
      {"null", "null"},
      {" true\n", "true"},
      {"[]", "[]"},
      {"{ }", "{}"},
      {"0", "0"},
      {"-0", "0"},
      {"-17", "-17"},
      {"9007199254740991", "9007199254740991"},
      {"-9007199254740991", "-9007199254740991"},
      {R"("a\/b")", R"("a/b")"},
      {R"("\u0041\u00e9\u20ac")", "\"A\u00e9\u20ac\""},
      {R"("\ud83d\ude00")", "\"\U0001F600\""},
      {R"("\u0000\u001f\u007f")", "\"\\u0000\\u001f\x7f\""},
      {R"({"b":1,"a":[1,{"d":null,"c":false}]})", R"({"a":[1,{"c":false,"d":null}],"b":1})"},
  };
  for (const Row& row : rows) {
    const auto value = read(row.text);
    ASSERT_TRUE(value) << row.text << ": " << value.error().what;
    EXPECT_EQ(canonical(*value), row.canonical) << row.text;
  }
}

TEST(JsonRead, WhatIsWrongAndWhere) {
  struct Row {
    const char* text;
    const char* what;
    const char* where;
  };
  const Row rows[] = {
      {"", "empty text", ""},
      {"  ", "empty text", ""},
      {R"({"a":1,"a":2})", "duplicate key", "/a"},
      {R"({"a":1,"\u0061":2})", "duplicate key", "/a"},
      {R"({"x":[{"a":1,"b":2,"a":1}]})", "duplicate key", "/x/0/a"},
      {R"({"a/b~c":{"k":1,"k":1}})", "duplicate key", "/a~1b~0c/k"},
      {"1.0", "number is not an integer", ""},
      {R"({"n":[0,1.5]})", "number is not an integer", "/n/1"},
      {"1e3", "number is not an integer", ""},
      {"-0.0", "number is not an integer", ""},
      {"9007199254740992", "number out of range", ""},
      {"-9007199254740992", "number out of range", ""},
      {"9223372036854775807", "number out of range", ""},
      {"18446744073709551615", "number out of range", ""},
  };
  for (const Row& row : rows) {
    const auto value = read(row.text);
    ASSERT_FALSE(value) << row.text;
    EXPECT_EQ(value.error(), (ReadError{row.what, row.where})) << row.text;
  }
}

TEST(JsonRead, TextsThatAreNotJson) {
  for (const std::string_view text : {"{",         "}",           "[1,]",
                                      "[1",        R"({"a":1,})", R"({"a"})",
                                      R"({a:1})",  "'a'",         "tru",
                                      "nul",       "NaN",         "Infinity",
                                      "01",        "+1",          "1.",
                                      ".5",        "--1",         "0x10",
                                      "1 2",       "[] []",       "// note\n1",
                                      R"("\x41")", R"("\u12")",   "\"a",
                                      "\"a\nb\"",  "\"a\tb\"",    "184467440737095516160",
                                      "[1]x",      "\xEF\xBB\xBF"})
    EXPECT_FALSE(read(text)) << text;
}

TEST(JsonRead, OnlyValidUtf8AndWholePairs) {
  for (const std::string_view text : {"\"\x80\"", "\"\xC0\xAF\"", "\"\xE0\x80\x80\"", "\"\xED\xA0\x80\"",
                                      "\"\xF4\x90\x80\x80\"", "\"\xC3\"", "\"\xFF\"", "{\"\xC3\":1}"}) {
    ASSERT_FALSE(read(text));
    EXPECT_EQ(read(text).error().what, "not valid UTF-8");
  }
  for (const char* text : {R"("\ud800")", R"("\udc00")", R"("\ud800x")", R"("\ud800\u0041")",
                           R"("\udc00\ud800")", R"({"\ud83d":1})"})
    EXPECT_FALSE(read(text)) << text;
}

std::string nested(std::size_t depth, const char* open, const char* close) {
  std::string text;
  for (std::size_t i = 0; i < depth; ++i) text += open;
  text += "1";
  for (std::size_t i = 0; i < depth; ++i) text += close;
  return text;
}

TEST(JsonRead, DepthHasALimit) {
  // The innermost number is a level of its own.
  const std::size_t most = limits::json_depth_max - 1;
  EXPECT_TRUE(read(nested(most, "[", "]")));
  EXPECT_TRUE(read(nested(most, "{\"a\":", "}")));
  for (const std::size_t depth : {most + 1, most + 2, std::size_t{2'000}, std::size_t{200'000}}) {
    ASSERT_FALSE(read(nested(depth, "[", "]"))) << depth;
    EXPECT_EQ(read(nested(depth, "[", "]")).error().what, "nested too deeply") << depth;
    EXPECT_FALSE(read(nested(depth, "{\"a\":", "}"))) << depth;
  }
}

TEST(JsonRead, SizeHasALimit) {
  const auto text = [](std::size_t size) { return '"' + std::string(size - 2, 'x') + '"'; };
  EXPECT_TRUE(read(text(limits::json_bytes_max)));
  const auto over = read(text(limits::json_bytes_max + 1));
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().what, "text too long");
  EXPECT_TRUE(read(text(limits::json_bytes_max + 1), limits::json_bytes_max + 1)) << "where more is meant";
  EXPECT_FALSE(read("[1,2]", 4));
}

TEST(JsonRead, OneReadDoesNotDisturbTheNext) {
  const auto first = read(R"({"a":"eins"})");
  const auto second = read(R"({"a":"zwei und mehr"})");
  (void)read("{");
  ASSERT_TRUE(first && second);
  EXPECT_EQ(*first->find("a")->string(), "eins");
  EXPECT_EQ(*second->find("a")->string(), "zwei und mehr");
  EXPECT_EQ(first->find("b"), nullptr);
  EXPECT_EQ(Value(1).find("a"), nullptr);
}

}  // namespace
}  // namespace quyche::json
