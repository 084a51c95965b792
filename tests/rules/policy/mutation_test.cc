// A real policy with small changes: checking never crashes, and every finding has a known code and a place in
// the file.
#include <gtest/gtest.h>

#include <random>

#include "engine/messages/messages.h"
#include "rules/diagnostics/render.h"
#include "tests/rules/policy/read_policy.h"

namespace quyche::rules {
namespace {

constexpr int mutants = 2'000;

bool is_space(char c) { return c == ' ' || c == '\n'; }

// Words as a person would take hold of them, with where they stand.
std::vector<std::string> pieces_of(const std::string& text) {
  std::vector<std::string> out;
  for (const char c : text) {
    const bool sign = std::string_view(" \n:,[]{}\"#").find(c) != std::string_view::npos;
    if (out.empty() || sign || std::string_view(" \n:,[]{}\"#").find(out.back()[0]) != std::string_view::npos)
      out.emplace_back();
    out.back() += c;
  }
  return out;
}

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string out;
  for (const std::string& part : parts) out += part + between;
  return out;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out(1);
  for (const char c : text) {
    if (c == '\n')
      out.emplace_back();
    else
      out.back() += c;
  }
  return out;
}

std::string mutant_of(const std::string& text, std::mt19937& random) {
  const auto below = [&](std::size_t n) { return n == 0 ? 0 : random() % n; };
  if (random() % 4 == 0) {  // whole lines
    std::vector<std::string> lines = lines_of(text);
    const std::size_t a = below(lines.size());
    const std::size_t b = random() % 3 == 0 ? below(lines.size()) : std::min(a + 1, lines.size() - 1);
    switch (random() % 3) {
      case 0: std::swap(lines[a], lines[b]); break;
      case 1: lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(a)); break;
      default: lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(a), std::string(lines[b]));
    }
    return joined(lines, "\n");
  }
  std::vector<std::string> pieces = pieces_of(text);
  for (std::size_t changes = 1 + below(3); changes > 0 && !pieces.empty(); --changes) {
    std::size_t at = below(pieces.size());
    while (is_space(pieces[at][0]) && random() % 8 != 0) at = below(pieces.size());
    const std::string other = pieces[below(pieces.size())];
    switch (random() % 3) {
      case 0: pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(at)); break;
      case 1: pieces.insert(pieces.begin() + static_cast<std::ptrdiff_t>(at), std::string(pieces[at])); break;
      default: pieces[at] = other;
    }
  }
  return joined(pieces, "");
}

void expect_sound(const Findings& findings, const ReadPolicy& read, int round) {
  for (const Diagnostic& one : findings.sorted()) {
    ASSERT_NE(find_message(one.code), nullptr) << round << ' ' << one.code;
    ASSERT_NE(one.span.source, nullptr) << round << ' ' << one.code;
    const std::size_t size = one.span.source->text().size();
    ASSERT_LE(one.span.offset, size) << round << ' ' << one.code;
    if (one.span.source == read.source && size > 0) {
      ASSERT_LE(one.span.length, size - one.span.offset) << round << ' ' << one.code;
    }
    // Every place of the sentence has its argument.
    for (const Lang lang : {Lang::vi, Lang::en}) {
      const std::string text = render_human(one, {lang, false});
      ASSERT_EQ(render(one.code, lang, one.args).find("{0}"), std::string::npos) << round << ' ' << text;
    }
  }
}

TEST(PolicyMutation, NeverCrashesAndPointsIntoTheFile) {
  const std::string text = bytes_of(repository() / "policies/vn.hai-phong.duong-kinh.primary-records.yaml");
  std::mt19937 random(20'260'801);  // NOLINT: the same texts each time
  int clean = 0;
  for (int round = 0; round < mutants; ++round) {
    const ReadPolicy read(mutant_of(text, random));
    expect_sound(read.findings, read, round);
    ASSERT_EQ(read.policy == nullptr, read.findings.has_errors()) << round;
    if (read.policy == nullptr) continue;
    ++clean;
    const auto again = read_canonical_policy(canonical_policy(*read.policy));
    ASSERT_TRUE(again) << round;
    ASSERT_EQ(*again, *read.policy) << round;
  }
  // Comments, titles and clauses may change freely; most changes must be noticed.
  EXPECT_GT(clean, mutants / 50);
  EXPECT_LT(clean, mutants / 2);
}

TEST(PolicyMutation, EveryBeginningOfAFile) {
  const std::string text = bytes_of(repository() / "policies/vn.hai-phong.duong-kinh.primary-records.yaml");
  for (std::size_t size = 0; size < text.size(); size += 41) {
    const ReadPolicy read(text.substr(0, size));
    expect_sound(read.findings, read, static_cast<int>(size));
    ASSERT_EQ(read.policy == nullptr, read.findings.has_errors()) << size;
  }
}

}  // namespace
}  // namespace quyche::rules
