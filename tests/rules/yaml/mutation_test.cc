// Small changes to a valid file: reading never crashes, and every finding points into the text.
#include <gtest/gtest.h>

#include <random>

#include "rules/diagnostics/render.h"
#include "tests/rules/yaml/read_text.h"

namespace quyche::rules::yaml {
namespace {

const std::string valid = R"(# Quy chế làm việc
title: "Quy chế \"tổ chuyên môn\""
clause: Điều 12
roles:
  - giáo viên
  - {name: tổ trưởng, may: [duyệt, 'trả lại']}
documents:
  lesson_plan:
    due: 05/9
    empty: ~
    note: |
      dòng một # không phải chú thích

        dòng hai
    long: một hai
      ba bốn
    list:
    - - a
      - b: c
        d: e
    -
)";

constexpr std::string_view pieces[] = {
    " ",  "\n", ": ", "- ",   "#",    " #",   "\"",   "'",    "[",       "]",
    "{",  "}",  ",",  "|",    "|\n",  ">",    "? ",   "?",    "&a",      "*a",
    "!t", "~",  "\t", "\\",   "\r\n", "\r",   "%",    "---",  "\n---\n", "\n...\n",
    "@",  "ệ",  "<<", "null", "\n  ", "\n- ", "\xFF", "\x01", "\uFEFF",  "\u00A0"};

void check_spans(const Node& node, std::size_t size) {
  ASSERT_NE(node.span.source, nullptr);
  ASSERT_LE(node.span.offset, size);
  ASSERT_LE(node.span.length, size - node.span.offset);
  for (const Node& item : node.items) check_spans(item, size);
  for (const Entry& entry : node.entries) {
    ASSERT_EQ(entry.key.kind, Kind::scalar);
    ASSERT_GT(entry.key.span.length, 0U);
    check_spans(entry.key, size);
    check_spans(entry.value, size);
  }
}

void mutate(std::string& text, std::mt19937& random) {
  const std::size_t at = random() % (text.size() + 1);
  switch (random() % 4) {
    case 0: text.insert(at, pieces[random() % std::size(pieces)]); break;
    case 1: text.erase(at, 1 + random() % 6); break;
    case 2: text.insert(at, valid.substr(random() % valid.size(), random() % 40)); break;
    default:
      if (at < text.size()) text[at] = static_cast<char>(random() % 256);
  }
}

TEST(YamlMutation, NeverCrashesAndPointsIntoTheText) {
  ASSERT_TRUE(ReadText(valid).root);
  std::mt19937 random(20'260'801);  // NOLINT: the same texts each time
  for (int round = 0; round < 20'000; ++round) {
    std::string text = valid;
    for (std::size_t changes = 1 + random() % 5; changes > 0; --changes) mutate(text, random);
    const ReadText read(text);
    const auto all = read.findings.sorted();
    for (const Diagnostic& one : all) {
      ASSERT_LE(one.span.offset, text.size()) << text;
      ASSERT_LE(one.span.length, text.size() - one.span.offset) << one.code << '\n' << text;
      ASSERT_FALSE(render_human(one, {Lang::vi, true}).empty());
    }
    ASSERT_TRUE(read.root || !all.empty()) << text;
    if (read.root) check_spans(*read.root, text.size());
  }
}

TEST(YamlMutation, EveryBeginningOfAFile) {
  for (std::size_t size = 0; size <= valid.size(); ++size) {
    const ReadText read(valid.substr(0, size));
    EXPECT_TRUE(read.root || !read.findings.sorted().empty()) << size;
  }
}

}  // namespace
}  // namespace quyche::rules::yaml
