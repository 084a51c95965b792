// RFC 8785: the one byte form of a value.
#include "engine/json/canonical.h"

#include <gtest/gtest.h>

#include "engine/json/read.h"

namespace quyche::json {
namespace {

// RFC 8785 section 3.2.3: the example of key sorting, whose last keys differ in UTF-8 and UTF-16 order.
TEST(JsonCanonical, KeysSortByUtf16CodeUnits) {
  const auto value =
      read(R"({"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",)"
           R"("1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control",)"
           R"("\u00f6":"Latin Small Letter O With Diaeresis"})");
  ASSERT_TRUE(value);
  std::vector<std::string> names;
  for (const auto& entry : *value->object()) names.push_back(*entry.second.string());
  EXPECT_EQ(names, (std::vector<std::string>{"Carriage Return", "One", "Control",
                                             "Latin Small Letter O With Diaeresis", "Euro Sign",
                                             "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh"}));
}

// Compares with an order made from the code units themselves.
std::u16string utf16(char32_t c) {
  if (c < 0x10000) return {static_cast<char16_t>(c)};
  return {static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10)),
          static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF))};
}
std::string utf8(char32_t c) {
  const auto byte = [](char32_t b) { return static_cast<char>(static_cast<unsigned char>(b)); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0 | (c >> 6)), byte(0x80 | (c & 63))};
  if (c < 0x10000) return {byte(0xE0 | (c >> 12)), byte(0x80 | ((c >> 6) & 63)), byte(0x80 | (c & 63))};
  return {byte(0xF0 | (c >> 18)), byte(0x80 | ((c >> 12) & 63)), byte(0x80 | ((c >> 6) & 63)),
          byte(0x80 | (c & 63))};
}

TEST(JsonCanonical, OrderIsThatOfTheCodeUnitsForEveryPair) {
  const std::vector<char32_t> letters{'a',    'b',    0x7F,   0x80,    0x7FF,   0x800,   0xD7FF,  0xE000,
                                      0xEFFF, 0xF000, 0xFFFF, 0x10000, 0x103FF, 0x3FFFF, 0x40000, 0x10FFFF};
  const KeyLess less;
  for (const char32_t x : letters) {
    for (const char32_t y : letters) {
      ASSERT_EQ(less(utf8(x), utf8(y)), utf16(x) < utf16(y))
          << static_cast<unsigned>(x) << " " << static_cast<unsigned>(y);
      ASSERT_EQ(less("k" + utf8(x) + "z", "k" + utf8(y)), utf16(x) + u"z" < utf16(y))
          << static_cast<unsigned>(x) << " " << static_cast<unsigned>(y);
    }
    ASSERT_TRUE(less("", utf8(x)));
    ASSERT_FALSE(less(utf8(x), ""));
    ASSERT_TRUE(less(utf8(x), utf8(x) + "a"));
  }
}

TEST(JsonCanonical, EscapesOnlyWhatMustBe) {
  std::string all;
  for (char c = 0; c < 0x20; ++c) all += c;
  all += "\"\\/\x7F\u20ac\U0001F600";
  EXPECT_EQ(
      canonical(Value(all)),
      "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f"
      "\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b\\u001c\\u001d"
      "\\u001e\\u001f\\\"\\\\/\x7F\u20ac\U0001F600\"");
}

TEST(JsonCanonical, NumbersAndWords) {
  EXPECT_EQ(canonical(Array{Value(), true, false, 0, -1, std::int64_t{9'007'199'254'740'991}}),
            "[null,true,false,0,-1,9007199254740991]");
  EXPECT_EQ(canonical(Object{}), "{}");
  EXPECT_EQ(canonical(Array{}), "[]");
  EXPECT_EQ(canonical(""), "\"\"");
}

TEST(JsonCanonical, ReadingBackGivesTheSameValueAndBytes) {
  const Value value =
      Object{{"\U0001F600", Array{1, "x", Object{{"é", Value()}}}}, {"\uE000", "\x01\"\\"}, {"", true}};
  const std::string bytes = canonical(value);
  const auto again = read(bytes);
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, value);
  EXPECT_EQ(canonical(*again), bytes);
}

}  // namespace
}  // namespace quyche::json
