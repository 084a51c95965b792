#include "rules/diagnostics/nearest.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace quyche::rules {
namespace {

constexpr auto keys =
    std::to_array<std::string_view>({"roles", "title", "documents", "hạn nộp", "hạn duyệt"});

TEST(Nearest, FindsAMisspeltWord) {
  EXPECT_EQ(nearest("rolse", keys), "roles");   // a swap is one step
  EXPECT_EQ(nearest("role", keys), "roles");    // one missing
  EXPECT_EQ(nearest("titlee", keys), "title");  // one too many
  EXPECT_EQ(nearest("docunents", keys), "documents");
  EXPECT_EQ(nearest("roles", keys), "roles");
}

TEST(Nearest, CountsCodePointsAndComposes) {
  EXPECT_EQ(nearest("hạn nôp", keys), "hạn nộp");
  EXPECT_EQ(nearest("ha\u0323n nộp", keys), "hạn nộp");
  EXPECT_EQ(nearest("han duyet", keys), "hạn duyệt");
}

TEST(Nearest, NothingWhenAllAreFar) {
  EXPECT_EQ(nearest("calendar", keys), "");
  EXPECT_EQ(nearest("", keys), "");
  EXPECT_EQ(nearest("x", {}), "");
}

TEST(Nearest, TiesGoToTheFirst) {
  constexpr auto pair = std::to_array<std::string_view>({"abcd", "abce"});
  EXPECT_EQ(nearest("abcx", pair), "abcd");
}

TEST(Nearest, AThirdRoundedUp) {
  constexpr auto one = std::to_array<std::string_view>({"abcdef"});
  EXPECT_EQ(nearest("abcdxy", one), "abcdef");
  EXPECT_EQ(nearest("abcxyz", one), "");
}

TEST(Nearest, HugeAndInvalidWordsAreAnswered) {
  EXPECT_EQ(nearest(std::string(1'000'000, 'a'), keys), "");
  EXPECT_EQ(nearest("rol\xFFs", keys), "roles");
}

}  // namespace
}  // namespace quyche::rules
