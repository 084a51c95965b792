// Regulations in folders: which files stand under which, on which days.
#include "rules/layers/library.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "rules/policy/load.h"

namespace quyche::rules {
namespace {

namespace fs = std::filesystem;

class LayersTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() / ("quyche-layers-" + std::string(info->name()));
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "district/schools");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name) << text; }
  // A whole regulation.
  void write_regulation(const std::string& name, const std::string& id, const std::string& effective,
                        const std::string& due, const std::string& more = {}) {
    write(name, "regulation: " + id + "\ntitle: T " + id + "\neffective: {" + effective + "}\n" + more +
                    R"(school_year_starts: 01/8
roles: {teacher: Giáo viên, principal: Hiệu trưởng}
administration: {people: {by: principal, cite: Điều 1}}
documents:
  plan:
    title: Kế hoạch
    cite: Điều 2
    owner: teacher
    workflow:
      states: {draft: Soạn, done: {title: Xong, final: true}}
      actions: {finish: {from: draft, to: done, by: owner}}
    fields: {day: {type: date, title: Ngày, called: dạy, required: true}}
    deadlines:
      in_time: {counts: done, due: )" +
                    due + R"(, reading: date_difference, roll: none, cite: Điều 3}
)");
  }
  void write_layer(const std::string& name, const std::string& id, const std::string& under,
                   const std::string& effective, const std::string& more = {}) {
    write(name, "regulation: " + id + "\ntitle: T " + id + "\nunder: " + under + "\neffective: {" +
                    effective + "}\n" + more);
  }
  [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::set<std::string> codes(const std::string& name) {
    Findings findings;
    (void)load_policies(path(name), findings);
    std::set<std::string> out;
    for (const Diagnostic& one : findings.sorted()) out.insert(one.code);
    return out;
  }

  fs::path folder_;
};

const std::string three = "3 ngày trước khi dạy";
const std::string five = "5 ngày trước khi dạy";

TEST_F(LayersTest, AreFoundInTheFoldersAbove) {
  write_regulation("nation.yaml", "nation", "from: 2024-01-01", three);
  write_layer("district/district.yaml", "district", "nation", "from: 2024-01-01");
  write_layer("district/schools/school.yaml", "school", "district", "from: 2024-01-01",
              "documents: {plan: {deadlines: {in_time: {due: " + five +
                  ", reading: date_difference, cite: II.3}}}}\n");
  Findings findings;
  const auto policy = load_policy(path("district/schools/school.yaml"), findings);
  ASSERT_NE(policy, nullptr) << findings.sorted().at(0).code;
  EXPECT_EQ(policy->regulation.value, "school");
  const Deadline& deadline = policy->documents.at(0).deadlines.at(0);
  EXPECT_EQ(deadline.due.phrase, five);
  // Each clause is of the regulation that it was written in.
  EXPECT_EQ(deadline.cite.regulation.value, "school");
  EXPECT_EQ(policy->documents.at(0).cite.regulation.value, "nation");
}

TEST_F(LayersTest, VersionsFollowEachOther) {
  write_regulation("nation.yaml", "nation", "from: 2024-01-01, to: 2024-12-31", three);
  write_regulation("nation@2025-01-01.yaml", "nation", "from: 2025-01-01", five);
  write_layer("school.yaml", "school", "nation", "from: 2024-06-01");
  Findings findings;
  const Policies policies = load_policies(path("school.yaml"), findings);
  ASSERT_EQ(policies.size(), 2U);
  EXPECT_EQ(policies[0]->effective_from.text(), "2024-06-01");
  EXPECT_EQ(policies[0]->effective_to->text(), "2024-12-31");
  EXPECT_EQ(policies[0]->documents.at(0).deadlines.at(0).due.phrase, three);
  EXPECT_EQ(policies[1]->effective_from.text(), "2025-01-01");
  EXPECT_FALSE(policies[1]->effective_to);
  EXPECT_EQ(policies[1]->documents.at(0).deadlines.at(0).due.phrase, five);
  // A regulation's own versions are all of it.
  EXPECT_EQ(load_policies(path("nation.yaml"), findings).size(), 2U);
  EXPECT_EQ(load_policies(path("nation@2025-01-01.yaml"), findings).size(), 1U);
  // A test beside a version is no version.
  write("nation@2025-01-01.test.yaml", "tests: nation\n");
  EXPECT_EQ(version_files(folder_.string() + "/", RegulationId{"nation"}).size(), 2U);
  // One day, one policy.
  const auto on = [&](const char* day) {
    return load_policy(path("school.yaml"), findings, Date::parse(day));
  };
  EXPECT_EQ(on("2024-12-31")->documents.at(0).deadlines.at(0).due.phrase, three);
  EXPECT_EQ(on("2025-01-01")->documents.at(0).deadlines.at(0).due.phrase, five);
  EXPECT_FALSE(findings.has_errors());
  EXPECT_EQ(on("2024-05-31"), nullptr);
  EXPECT_EQ(findings.sorted().at(0).code, "Q370");
}

TEST_F(LayersTest, VersionsMustNotOverlapOrLeaveAGap) {
  write_regulation("nation.yaml", "nation", "from: 2024-01-01, to: 2025-01-01", three);
  write_regulation("nation@2025-01-01.yaml", "nation", "from: 2025-01-01", five);
  EXPECT_EQ(codes("nation.yaml"), std::set<std::string>{"Q361"});
  write_regulation("nation.yaml", "nation", "from: 2024-01-01", three);
  EXPECT_EQ(codes("nation.yaml"), std::set<std::string>{"Q361"}) << "the first has no end";
  write_regulation("nation.yaml", "nation", "from: 2024-01-01, to: 2024-12-30", three);
  EXPECT_EQ(codes("nation.yaml"), std::set<std::string>{"Q362"});
  write_layer("school.yaml", "school", "nation", "from: 2024-06-01");
  EXPECT_EQ(codes("school.yaml"), std::set<std::string>{"Q367"});
  write_layer("school.yaml", "school", "nation", "from: 2024-06-01, to: 2024-12-30");
  EXPECT_EQ(codes("school.yaml"), std::set<std::string>{}) << "the gap lies after it";
}

TEST_F(LayersTest, AFileMustHoldWhatItIsNamedAfter) {
  write_regulation("nation.yaml", "other", "from: 2024-01-01", three);
  write_layer("school.yaml", "school", "nation", "from: 2024-06-01");
  EXPECT_TRUE(codes("school.yaml").contains("Q360"));
}

TEST_F(LayersTest, DepthHasALimit) {
  write_regulation("r0.yaml", "r0", "from: 2024-01-01", three);
  for (int i = 1; i <= 8; ++i)
    write_layer("r" + std::to_string(i) + ".yaml", "r" + std::to_string(i), "r" + std::to_string(i - 1),
                "from: 2024-01-01");
  EXPECT_EQ(codes("r7.yaml"), std::set<std::string>{});
  EXPECT_TRUE(codes("r8.yaml").contains("Q365"));
}

// What a school may not say, its district may not say either, and the school is told whose fault it is.
TEST_F(LayersTest, AnErrorAboveStopsThoseBelow) {
  write_regulation("nation.yaml", "nation", "from: 2024-01-01", three);
  write_layer("district.yaml", "district", "nation", "from: 2024-01-01",
              "documents: {plan: {deadlines: {in_time: {due: 2 ngày trước khi dạy, reading: "
              "date_difference}}}}\n");
  write_layer("school.yaml", "school", "district", "from: 2024-01-01");
  EXPECT_EQ(codes("district.yaml"), std::set<std::string>{"Q375"});
  EXPECT_EQ(codes("school.yaml"), std::set<std::string>{"Q369"});
}

}  // namespace
}  // namespace quyche::rules
