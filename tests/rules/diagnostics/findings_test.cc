#include <gtest/gtest.h>

#include "engine/base/limits.h"
#include "rules/diagnostics/diagnostic.h"

namespace quyche::rules {
namespace {

Diagnostic at(const SourcePtr& source, std::size_t offset, Severity severity = Severity::error,
              std::string code = "Q104") {
  return {std::move(code), severity, {source, offset, 1}, {}, {}, {}, {}};
}

SourcePtr file(std::string name) {
  return std::make_shared<const Source>(std::move(name), std::string(1'000, 'x'));
}

TEST(Findings, SortsByFileThenPlaceThenOrder) {
  const SourcePtr a = file("a");
  const SourcePtr b = file("b");
  Findings findings;
  findings.add(at(b, 1));
  findings.add(at(a, 5, Severity::error, "Q110"));
  findings.add(at(a, 5, Severity::warning, "Q104"));
  findings.add(at(a, 2));
  const auto all = findings.sorted();
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0].span.offset, 2U);
  EXPECT_EQ(all[1].code, "Q110");
  EXPECT_EQ(all[2].code, "Q104");
  EXPECT_EQ(all[3].span.source, b);
  EXPECT_EQ(findings.errors(), 3U);
  EXPECT_EQ(findings.warnings(), 1U);
  EXPECT_TRUE(findings.has_errors());
}

TEST(Findings, KeepsARepeatedOneOnce) {
  const SourcePtr a = file("a");
  Findings findings;
  findings.add(at(a, 1));
  findings.add(at(a, 1));
  Diagnostic other = at(a, 1);
  other.args = {"x"};
  findings.add(other);
  EXPECT_EQ(findings.sorted().size(), 2U);
  EXPECT_EQ(findings.errors(), 2U);
}

TEST(Findings, SaysHowManyAreLeftOutOfEachFile) {
  const SourcePtr a = file("a");
  const SourcePtr b = file("b");
  Findings findings;
  findings.add(at(b, 1));
  for (std::size_t i = 0; i < limits::diagnostics_max + 7; ++i) findings.add(at(a, i));
  const auto all = findings.sorted();
  ASSERT_EQ(all.size(), limits::diagnostics_max + 2);
  const Diagnostic& more = all[limits::diagnostics_max];
  EXPECT_EQ(more.code, "Q199");
  EXPECT_EQ(more.severity, Severity::note);
  EXPECT_EQ(more.args, std::vector<std::string>{"7"});
  EXPECT_EQ(more.span.source, a);
  EXPECT_EQ(all.back().span.source, b);
  EXPECT_EQ(findings.errors(), limits::diagnostics_max + 8);
}

TEST(Findings, AnErrorIsKeptRatherThanAWarning) {
  const SourcePtr a = file("a");
  Findings findings;
  for (std::size_t i = 0; i < limits::diagnostics_max; ++i) findings.add(at(a, i, Severity::warning));
  findings.add(at(a, 999));
  const auto all = findings.sorted();
  ASSERT_EQ(all.size(), limits::diagnostics_max + 1);
  EXPECT_EQ(all[limits::diagnostics_max - 1].severity, Severity::error);
  EXPECT_EQ(all.back().args, std::vector<std::string>{"1"});
}

TEST(Findings, AFindingWithoutAFile) {
  Findings findings;
  findings.add({"Q501", Severity::error, {}, {"a", "b"}, {}, {}, {}});
  ASSERT_EQ(findings.sorted().size(), 1U);
}

}  // namespace
}  // namespace quyche::rules
