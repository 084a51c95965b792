// quyche new: what is written passes check, and nothing is overwritten.
#include <gtest/gtest.h>

#include "tests/adapters/cli/cli.h"

namespace quyche::cli {
namespace {

const std::string primary = "vn.hai-phong.duong-kinh.primary-records";

TEST(CliNew, ARegulationPassesCheckAsWritten) {
  for (const char* lang : {"vi", "en"}) {
    const TempDir temp;
    const std::string path = temp.in("vn.mau.yaml");
    const Ran made =
        run_cli({"new", "regulation", "vn.mau", "--title", "Quy chế mẫu", "--out", path, "--lang", lang});
    EXPECT_EQ(made.exit, 0) << made.err;
    EXPECT_EQ(made.out, "");
    EXPECT_NE(made.err.find("quyche check " + path), std::string::npos) << made.err;
    const Ran checked = run_cli({"check", path});
    EXPECT_EQ(checked.exit, 0) << checked.out;
    EXPECT_EQ(run_cli({"explain", path, "lesson_plan"}).exit, 0);
    // So does its test, which passes.
    const Ran all = run_cli({"check", temp.root()});
    EXPECT_EQ(all.exit, 0) << all.out;
    const Ran tested = run_cli({"test", temp.in("vn.mau.test.yaml")});
    EXPECT_EQ(tested.exit, 0) << tested.out;
  }
}

TEST(CliNew, ASchoolsLayerFillsWhatIsLeftToIt) {
  const TempDir temp;
  std::filesystem::copy(repository() / "policies", temp.in("policies"),
                        std::filesystem::copy_options::recursive);
  std::filesystem::create_directory(temp.in("policies/truong"));
  // Beside the regulation above, and in a folder below it.
  for (const std::string& path : {temp.in("policies/mau.yaml"), temp.in("policies/truong/mau.yaml")}) {
    const Ran made = run_cli({"new", "school", "mau", "--under", primary, "--out", path});
    EXPECT_EQ(made.exit, 0) << made.err;
    const Ran checked = run_cli({"check", path});
    EXPECT_EQ(checked.exit, 0) << checked.out;
    std::filesystem::remove(path);
    EXPECT_EQ(run_cli({"new", "school", "mau", "--under", primary, "--out", path, "--proposals-only"}).exit,
              0);
    EXPECT_EQ(run_cli({"check", path}).exit, 1);  // nothing is filled yet
    EXPECT_NE(bytes_of(path).find("#   weekly_schedule:"), std::string::npos);
  }
}

TEST(CliNew, ASchoolMayStandUnderEveryShippedRegulation) {
  const TempDir temp;
  std::filesystem::copy(repository() / "policies", temp.in("policies"),
                        std::filesystem::copy_options::recursive);
  int seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(repository() / "policies")) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".yaml") || name.ends_with(".test.yaml") || name.find('@') != std::string::npos)
      continue;
    const std::string id = name.substr(0, name.size() - std::string(".yaml").size());
    const std::string path = temp.in("policies/mau-" + std::to_string(++seen) + ".yaml");
    const Ran made = run_cli({"new", "school", "mau-" + std::to_string(seen), "--under", id, "--out", path});
    EXPECT_EQ(made.exit, 0) << id << '\n' << made.err << made.out;
    const Ran checked = run_cli({"check", path});
    EXPECT_EQ(checked.exit, 0) << id << '\n' << checked.out;
  }
  EXPECT_GT(seen, 0);
}

TEST(CliNew, ARegulationUnderAnotherIsALayer) {
  const TempDir temp;
  std::filesystem::copy(repository() / "policies", temp.in("policies"),
                        std::filesystem::copy_options::recursive);
  const std::string path = temp.in("policies/xa.yaml");
  const Ran made =
      run_cli({"new", "regulation", "xa", "--title", "Quy chế xã", "--under", primary, "--out", path});
  EXPECT_EQ(made.exit, 0) << made.err;
  EXPECT_NE(bytes_of(path).find("level: district\nunder: " + primary + "\ntitle: \"Quy chế xã\"\n"),
            std::string::npos);
  EXPECT_EQ(run_cli({"check", path}).exit, 0);
}

TEST(CliNew, NothingIsOverwritten) {
  const TempDir temp;
  const std::string path = write_file(temp.in("mau.yaml"), "của người khác");
  const Ran ran = run_cli({"new", "regulation", "mau", "--title", "Mẫu", "--out", path});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_NE(ran.err.find("lỗi Q526"), std::string::npos) << ran.err;
  EXPECT_EQ(bytes_of(path), "của người khác");
  EXPECT_FALSE(std::filesystem::exists(temp.in("mau.test.yaml")));
  // Nor the test beside it; then the regulation is not written either.
  write_file(temp.in("b.test.yaml"), "của người khác");
  EXPECT_EQ(run_cli({"new", "regulation", "b", "--title", "Mẫu", "--out", temp.in("b.yaml")}).exit, 3);
  EXPECT_FALSE(std::filesystem::exists(temp.in("b.yaml")));
}

TEST(CliNew, WhatCannotBeWrittenIsSaid) {
  const TempDir temp;
  const auto made = [&](const Names& arguments) {
    Names all = {"new"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    all.insert(all.end(), {"--out", temp.in("mau.yaml")});
    const Ran ran = run_cli(all);
    EXPECT_FALSE(std::filesystem::exists(temp.in("mau.yaml"))) << ran.err;
    return ran;
  };
  const Ran bad_id = made({"regulation", "Mẫu", "--title", "Mẫu"});
  EXPECT_EQ(bad_id.exit, 2);
  EXPECT_NE(bad_id.err.find("`Mẫu`"), std::string::npos) << bad_id.err;
  EXPECT_EQ(made({"school", "mau", "--under", "Không phải mã"}).exit, 2);
  const Ran nowhere = made({"school", "mau", "--under", "khong-co"});
  EXPECT_EQ(nowhere.exit, 2);
  EXPECT_NE(nowhere.err.find("`khong-co`"), std::string::npos) << nowhere.err;
  EXPECT_EQ(made({"regulation", "mau"}).exit, 2);
  EXPECT_EQ(made({"school", "mau"}).exit, 2);
  EXPECT_EQ(run_cli({"new"}).exit, 2);
  EXPECT_EQ(made({"regulation", "mau", "--title", "a\x01"}).exit, 1);
  EXPECT_EQ(made({"regulation", "mau", "--title", "a\xff"}).exit, 1);
  // A regulation above that has errors of its own.
  write_file(temp.in("hong.yaml"), "regulation: hong\ntitle: Hỏng\n");
  EXPECT_EQ(made({"school", "mau", "--under", "hong"}).exit, 1);
}

TEST(CliNew, Json) {
  const TempDir temp;
  const Ran ran = run_cli(
      {"new", "regulation", "mau", "--title", "Mẫu", "--out", temp.in("mau.yaml"), "--format", "json"});
  EXPECT_EQ(ran.exit, 0);
  EXPECT_EQ(ran.err, "");
  const json::Value answer = ran.json();
  const json::Array& files = *answer.find("files")->array();
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(*files[0].string(), temp.in("mau.yaml"));
  EXPECT_EQ(*files[1].string(), temp.in("mau.test.yaml"));
}

}  // namespace
}  // namespace quyche::cli
