// What a policy's text means and does not mean, beyond what the twins of tests/golden/policy show.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/rules/policy/read_policy.h"

namespace quyche::rules {
namespace {

using Codes = std::vector<std::string>;

const std::string header = R"(regulation: vi-du
title: Quy chế ví dụ
effective: {from: 2024-08-01}
school_year_starts: 01/8
)";
const std::string roles = R"(roles:
  teacher: {title: Giáo viên, within: unit}
  principal: Hiệu trưởng
)";
const std::string administration = R"(administration:
  people: {by: principal, cite: Điều 2}
)";
const std::string documents = R"(documents:
  plan:
    title: Kế hoạch
    cite: Điều 3
    owner: teacher
    workflow:
      states:
        draft: Soạn thảo
        approved: {title: Đã duyệt, final: true}
      actions:
        approve: {from: draft, to: approved, by: principal}
)";

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

std::string all() { return header + roles + administration + documents; }

PolicyId id_of(const std::string& text) {
  const ReadPolicy read(text);
  EXPECT_NE(read.policy, nullptr) << text;
  return read.policy == nullptr ? PolicyId() : policy_id(*read.policy);
}

TEST(PolicyMeaning, TheOrderOfTopLevelKeysMeansNothing) {
  const PolicyId id = id_of(all());
  EXPECT_EQ(id_of(documents + administration + roles + header), id);
  EXPECT_EQ(id_of(roles + documents + header + administration), id);
  EXPECT_EQ(id_of("# chú thích\n" + all() + "# chú thích\n"), id);
  EXPECT_EQ(
      id_of(replaced(all(), "{title: Giáo viên, within: unit}", "{within: unit, title: \"Giáo viên\"}")), id);
}

// The first state is where documents start, so their order has a meaning.
TEST(PolicyMeaning, TheOrderOfStatesHasAMeaning) {
  const std::string turned = replaced(
      replaced(all(), "        draft: Soạn thảo\n", ""), "        approved: {title: Đã duyệt, final: true}\n",
      "        approved: {title: Đã duyệt, final: true}\n        draft: Soạn thảo\n");
  const ReadPolicy read(turned);
  EXPECT_EQ(read.codes(), Codes{"Q309"});  // nothing leads back to draft
}

TEST(PolicyMeaning, EveryChangeOfMeaningChangesTheId) {
  const PolicyId id = id_of(all());
  EXPECT_NE(id_of(replaced(all(), "Điều 3", "Điều 4")), id);
  EXPECT_NE(id_of(replaced(all(), "title: Kế hoạch", "title: Kế Hoạch")), id);
  EXPECT_NE(id_of(replaced(all(), "by: principal}\n", "by: owner}\n")), id);
  EXPECT_NE(id_of(replaced(all(), "01/8", "15/8")), id);
  EXPECT_NE(id_of(replaced(all(), "2024-08-01", "2024-08-02")), id);
}

TEST(PolicyMeaning, ATypoNamesTheNearest) {
  const struct {
    const char* right;
    const char* wrong;
    const char* code;
    const char* nearest;
  } typos[] = {
      {"owner: teacher", "owner: techer", "Q301", "teacher"},
      {"from: draft", "from: darft", "Q302", "draft"},
      {"to: approved", "to: aproved", "Q302", "approved"},
      {"by: principal}\n", "by: prinicpal}\n", "Q301", "principal"},
      {"workflow:", "worfklow:", "Q202", "workflow"},
      {"school_year_starts:", "school_year_start:", "Q202", "school_year_starts"},
      {"within: unit", "within: unti", "Q206", "unit"},
      {"final: true", "finall: true", "Q202", "final"},
      {"regulation:", "regulations:", "Q202", "regulation"},
  };
  for (const auto& typo : typos) {
    const ReadPolicy read(replaced(all(), typo.right, typo.wrong));
    const auto found = read.findings.sorted();
    ASSERT_FALSE(found.empty()) << typo.wrong;
    const auto at = std::find_if(found.begin(), found.end(),
                                 [&](const Diagnostic& one) { return one.suggestion == typo.nearest; });
    ASSERT_NE(at, found.end()) << typo.wrong;
    EXPECT_EQ(at->code, typo.code) << typo.wrong;
    // The caret stands at the typo itself.
    const std::string_view marked = read.source->text().substr(at->span.offset, at->span.length);
    EXPECT_NE(std::string_view(typo.wrong).find(marked), std::string_view::npos) << marked;
  }
}

// One mistake is one finding, whatever else it makes doubtful.
TEST(PolicyMeaning, OneMistakeIsOneFinding) {
  const struct {
    const char* right;
    const char* wrong;
    const char* code;
  } mistakes[] = {
      {"documents:", "document:", "Q202"},
      {"        approve:", "        Approve:", "Q204"},
      {"        draft: Soạn thảo", "        Draft: Soạn thảo", "Q204 Q302"},
      {"  teacher: {", "  Teacher: {", "Q204 Q301"},
      {"to: approved", "to: aproved", "Q302"},
      {"from: draft, ", "", "Q203"},
      {"from: draft", "from: [draft, x]", "Q302"},
      {"states:", "state:", "Q202"},
      {"effective: {from: 2024-08-01}", "effective: {from: 1/8/2024, to: 2025-01-01}", "Q205"},
  };
  for (const auto& mistake : mistakes) {
    const ReadPolicy read(replaced(all(), mistake.right, mistake.wrong));
    std::string codes;
    for (const std::string& code : read.codes()) codes += (codes.empty() ? "" : " ") + code;
    EXPECT_EQ(codes, mistake.code) << mistake.wrong;
    EXPECT_EQ(read.policy, nullptr);
  }
}

TEST(PolicyMeaning, WhatSigningNeedsMayNameActionsOfTheWorkflow) {
  const std::string signing = "    signing: {by: principal, needs: [{not_same_person_as: NAME}]}\n";
  EXPECT_EQ(ReadPolicy(all() + replaced(signing, "NAME", "approve")).codes(), Codes{});
  EXPECT_EQ(ReadPolicy(all() + replaced(signing, "NAME", "approves")).codes(), Codes{"Q308"});
}

TEST(PolicyMeaning, AReadingInAWindowBelongsToTheLineThatCountsDays) {
  const std::string window =
      "    fields: {day: {type: date, title: Ngày dạy}}\n"
      "    needs: {approve: [{window: {opens: 01/8, closes: 3 ngày trước day, reading: clear_days}}]}\n";
  EXPECT_EQ(ReadPolicy(all() + window).codes(), Codes{});
  EXPECT_EQ(ReadPolicy(all() + replaced(window, "3 ngày trước day", "31/5")).codes(), Codes{"Q327"});
  EXPECT_EQ(ReadPolicy(all() + replaced(window, ", reading: clear_days", "")).codes(), Codes{"Q314"});
}

TEST(PolicyMeaning, ADutyIsOwedByOneRole) {
  const std::string duty = "    duty: {each: [teacher, principal], every: school_year}\n";
  EXPECT_EQ(ReadPolicy("calendar: vn.hai-phong\n" + all() + duty).codes(), Codes{"Q222"});
}

TEST(PolicyMeaning, StatesOfTheDocumentsConcernedAreChecked) {
  const std::string record = R"(  record:
    title: Biên bản
    cite: Điều 5
    owner: teacher
    about: plan
    workflow:
      states: {drafted: Soạn thảo, done: {title: Xong, final: true}}
      actions: {finish: {from: drafted, to: done, by: owner, needs: [{about: {in: STATE}}]}}
)";
  EXPECT_EQ(ReadPolicy(all() + replaced(record, "STATE", "approved")).codes(), Codes{});
  EXPECT_EQ(ReadPolicy(all() + replaced(record, "STATE", "done")).codes(), Codes{"Q302"});
  const std::string any = replaced(record, "about: plan", "about: any");
  // Known, though nothing but the record itself could be in it.
  EXPECT_EQ(ReadPolicy(all() + replaced(any, "STATE", "done")).codes(), Codes{"Q384"});
  EXPECT_EQ(ReadPolicy(all() + replaced(any, "STATE", "dnoe")).codes(), Codes{"Q302"});
}

TEST(PolicyMeaning, PathsStayInTheFolder) {
  for (const std::string path : {"../x.lua", "/etc/passwd", "a/../../x.lua", "a//x.lua", "./x.lua",
                                 "a\\x.lua", "..", "hooks/", "\"\""}) {
    const ReadPolicy read(all() + "    hooks: {approve: " + path + "}\n");
    EXPECT_EQ(read.codes(), Codes{"Q213"}) << path;
  }
  EXPECT_EQ(ReadPolicy("calendar: ../calendars/vn.hai-phong\n" + all()).codes(), Codes{"Q204"});
}

TEST(PolicyMeaning, AFileThatCannotBeReadIsAFinding) {
  Findings findings;
  EXPECT_EQ(load_policy((repository() / "policies/khong-co.yaml").string(), findings), nullptr);
  EXPECT_EQ(load_policy((repository() / "policies").string(), findings), nullptr);
  EXPECT_EQ(findings.errors(), 2U);
  for (const Diagnostic& one : findings.sorted()) EXPECT_EQ(one.code, "Q501");
}

}  // namespace
}  // namespace quyche::rules
