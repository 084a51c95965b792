// open_documents: each regulation's own word, not inherited by the layers below.
#include <gtest/gtest.h>

#include <fstream>

#include "rules/policy/load.h"
#include "tests/contract/temp_dir.h"
#include "tests/engine/decide/fixture.h"

namespace quyche::test {
namespace {

constexpr const char* above = R"(regulation: above
title: Quy chế trên
level: district
effective: {from: 2024-08-01}
open_documents: take_over
roles: {teacher: Giáo viên, principal: Hiệu trưởng}
administration: {people: {by: principal, cite: Điều 1}}
documents:
  plan:
    title: Kế hoạch
    cite: Điều 3
    owner: teacher
    workflow:
      states: {draft: Soạn thảo, done: {title: Xong, final: true}}
      actions: {close: {from: draft, to: done, by: owner}}
)";

std::shared_ptr<const Policy> load(const std::string& path) {
  rules::Findings findings;
  auto policies = rules::load_policies(path, findings);
  EXPECT_EQ(policies.size(), 1u) << path;
  return policies.empty() ? nullptr : policies.front();
}

TEST(OpenDocumentsKey, BelongsToItsFile) {
  const contract::TempDir dir;
  const auto write = [&](const std::string& name, const std::string& text) {
    const std::string path = dir.in(name);
    std::ofstream(path, std::ios::binary) << text;
    return path;
  };
  const std::string head =
      "title: Quy chế trường\nlevel: school\nunder: above\neffective: {from: 2024-08-01}\n";
  const auto upper = load(write("above.yaml", above));
  const auto silent = load(write("silent.yaml", "regulation: silent\n" + head));
  const auto speaks =
      load(write("speaks.yaml", "regulation: speaks\n" + head + "open_documents: take_over\n"));
  ASSERT_TRUE(upper && silent && speaks);
  EXPECT_EQ(upper->open_documents, OpenDocuments::take_over);
  EXPECT_EQ(silent->open_documents, OpenDocuments::keep) << "what is above says it of itself";
  EXPECT_EQ(speaks->open_documents, OpenDocuments::take_over);
}

TEST(OpenDocumentsKey, IsPartOfTheCanonicalFormOnlyWhenItSaysSomething) {
  Policy policy = *fixture_policy();
  EXPECT_EQ(canonical_policy(policy).find("open_documents"), std::string::npos);
  const PolicyId keeps = policy_id(policy);
  policy.open_documents = OpenDocuments::take_over;
  EXPECT_NE(policy_id(policy), keeps);
  const auto read = read_canonical_policy(canonical_policy(policy));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, policy);
}

}  // namespace
}  // namespace quyche::test
