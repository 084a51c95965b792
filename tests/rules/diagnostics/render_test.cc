#include "rules/diagnostics/render.h"

#include <gtest/gtest.h>

#include <sstream>

#include "rules/text/utf8.h"

namespace quyche::rules {
namespace {

Diagnostic about(const std::string& text, std::string_view word, std::string code = "Q124") {
  const auto source = std::make_shared<const Source>("policies/x.yaml", text);
  const std::size_t offset = text.find(word);
  return {std::move(code), Severity::error, {source, offset, word.size()}, {std::string(word)}, {}, {}, {}};
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) out.push_back(line);
  return out;
}

TEST(RenderHuman, WholeForm) {
  Diagnostic one = about("a: 1\ndocs:\n    rolse teacher\n", "rolse");
  one.path = "documents.lesson_plan";
  one.clause = "Điều 12";
  one.suggestion = "roles";
  EXPECT_EQ(render_human(one, {Lang::vi, false}),
            "policies/x.yaml:3:5: lỗi Q124: thiếu dấu hai chấm sau khóa `rolse`\n"
            "    3 |     rolse teacher\n"
            "      |     ^^^^^ có phải ý bạn là `roles`?\n"
            "      = documents.lesson_plan, Điều 12\n");
  EXPECT_EQ(render_human(one, {Lang::en, false}),
            "policies/x.yaml:3:5: error Q124: a colon is missing after key `rolse`\n"
            "    3 |     rolse teacher\n"
            "      |     ^^^^^ did you mean `roles`?\n"
            "      = documents.lesson_plan, Điều 12\n");
}

TEST(RenderHuman, WithoutAPlaceThereIsOneLine) {
  const Diagnostic one{"Q501", Severity::error, {}, {"x.yaml", "hỏng"}, {}, {}, {}};
  EXPECT_EQ(render_human(one, {Lang::vi, false}), "lỗi Q501: không đọc được `x.yaml`: hỏng\n");
}

TEST(RenderHuman, CombiningMarksTakeNoColumnAndWideCharactersTwo) {
  const auto out = lines(render_human(about("ke\u0302\u0301: 計画 xx", "xx"), {Lang::vi, false}));
  ASSERT_EQ(out.size(), 3U);
  EXPECT_EQ(out[2], "      |          ^^");
}

TEST(RenderHuman, ControlCharactersNeverReachTheTerminal) {
  Diagnostic one = about("a: \x1b[31m\tx\x07\n", "x");
  one.args = {"\x1b]0;title\x07\n"};
  one.suggestion = "\x1b[1m";
  one.path = "a\x1b[0m";
  const std::string out = render_human(one, {Lang::vi, false});
  for (const char c : out) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
  EXPECT_EQ(lines(out).size(), 4U);
}

TEST(RenderHuman, LongLinesAreCutAroundTheCaret) {
  for (const std::size_t before : {0U, 20U, 60U, 90U, 500U, 4'000U}) {
    for (const std::size_t after : {0U, 20U, 90U, 500U}) {
      for (const std::size_t length : {1U, 10U, 300U}) {
        std::string text;
        for (std::size_t i = 0; i < before; ++i) text += "ệ";
        const std::size_t offset = text.size();
        text += std::string(length, 'X') + std::string(after, '.');
        const auto source = std::make_shared<const Source>("x", text);
        const auto out = lines(render_human(
            {"Q104", Severity::error, {source, offset, length}, {}, {}, {}, {}}, {Lang::vi, false}));
        ASSERT_EQ(out.size(), 3U);
        EXPECT_LE(utf8::width(out[1]), 100U);
        EXPECT_LE(utf8::width(out[2]), 100U);
        // The first caret stands under the first X.
        EXPECT_EQ(utf8::width(std::string_view(out[1]).substr(0, out[1].find('X'))), out[2].find('^'));
      }
    }
  }
}

TEST(RenderHuman, ASpanIsCappedToItsLineAndItsText) {
  const auto source = std::make_shared<const Source>("x", "abc\ndef");
  const auto out =
      lines(render_human({"Q104", Severity::error, {source, 1, 999}, {}, {}, {}, {}}, {Lang::vi, false}));
  EXPECT_EQ(out[2], "      |  ^^");
  const auto end =
      lines(render_human({"Q104", Severity::error, {source, 99, 9}, {}, {}, {}, {}}, {Lang::vi, false}));
  EXPECT_EQ(end[1], "    2 | def");
  EXPECT_EQ(end[2], "      |    ^");
}

TEST(RenderHuman, ColourOnlyWhenAsked) {
  const Diagnostic one = about("a b", "b");
  EXPECT_NE(render_human(one, {Lang::vi, true}).find("\x1b["), std::string::npos);
  EXPECT_EQ(render_human(one, {Lang::vi, false}).find("\x1b["), std::string::npos);
}

TEST(RenderJson, AllMembers) {
  Diagnostic one = about("a: 1\nhạn nộp b\n", "hạn nộp");
  one.path = "p";
  one.clause = "Điều 1";
  one.suggestion = "s";
  const json::Value value = to_json(one);
  EXPECT_EQ(*value.find("code")->string(), "Q124");
  EXPECT_EQ(*value.find("severity")->string(), "error");
  EXPECT_EQ(*value.find("file")->string(), "policies/x.yaml");
  EXPECT_EQ(*value.find("line")->integer(), 2);
  EXPECT_EQ(*value.find("column")->integer(), 1);
  EXPECT_EQ(*value.find("length")->integer(), 7);
  EXPECT_EQ(*value.find("message")->find("vi")->string(), "thiếu dấu hai chấm sau khóa `hạn nộp`");
  EXPECT_EQ(*value.find("message")->find("en")->string(), "a colon is missing after key `hạn nộp`");
  EXPECT_EQ(*value.find("path")->string(), "p");
  EXPECT_EQ(*value.find("clause")->string(), "Điều 1");
  EXPECT_EQ(*value.find("suggestion")->string(), "s");
}

TEST(RenderJson, WithoutAPlace) {
  const json::Value value = to_json({"Q501", Severity::warning, {}, {}, {}, {}, {}});
  EXPECT_TRUE(value.find("file")->is_null());
  EXPECT_TRUE(value.find("line")->is_null());
  EXPECT_EQ(*value.find("severity")->string(), "warning");
}

}  // namespace
}  // namespace quyche::rules
