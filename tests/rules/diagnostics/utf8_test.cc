#include "rules/text/utf8.h"

#include <gtest/gtest.h>

namespace quyche::rules::utf8 {
namespace {

TEST(Utf8, FindsTheFirstBadByte) {
  EXPECT_FALSE(first_invalid(""));
  EXPECT_FALSE(first_invalid("Điều 12 計画 \U0001F600"));
  EXPECT_EQ(first_invalid("ab\xFF"), 2U);
  EXPECT_EQ(first_invalid("a\xC0\xAF"), 1U);          // overlong
  EXPECT_EQ(first_invalid("a\xE0\x80\x80"), 1U);      // overlong
  EXPECT_EQ(first_invalid("a\xED\xA0\x80"), 1U);      // a surrogate
  EXPECT_EQ(first_invalid("a\xF4\x90\x80\x80"), 1U);  // past U+10FFFF
  EXPECT_EQ(first_invalid("a\xE1\xBB"), 1U);          // cut off
  EXPECT_EQ(first_invalid("ệ\x80"), 3U);              // a stray continuation
}

TEST(Utf8, Widths) {
  EXPECT_EQ(width("abc"), 3U);
  EXPECT_EQ(width("hạn nộp"), 7U);
  EXPECT_EQ(width("ha\u0323n"), 3U);
  EXPECT_EQ(width("計画"), 4U);
  EXPECT_EQ(length("ha\u0323n"), 4U);
}

TEST(Utf8, ComposedForm) {
  EXPECT_EQ(nfc("ha\u0323n no\u0323\u0302p"), "hạn nộp");
  EXPECT_EQ(nfc("plain"), "plain");
  EXPECT_EQ(nfc("a\xFF"), "a\xFF");
}

TEST(Utf8, ComposingIsBounded) {
  std::string text = "a";
  for (int i = 0; i < 200'000; ++i) text += i < 100'000 ? "\u0301" : "\u0323";
  EXPECT_EQ(nfc(text), text);
}

TEST(Utf8, Printable) {
  EXPECT_EQ(printable("a\tb\x1b\xFF\u200B\u202E"),
            "a\uFFFD"
            "b\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(printable("Điều"), "Điều");
}

}  // namespace
}  // namespace quyche::rules::utf8
