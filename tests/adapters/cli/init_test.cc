// quyche init is all or nothing.
#include <gtest/gtest.h>

#include "tests/adapters/cli/cli.h"

namespace quyche::cli {
namespace {

namespace fs = std::filesystem;

class CliInit : public testing::Test {
 protected:
  CliInit() : people(write_file(temp.in("people.csv"), people_csv)), dir(temp.in("truong")) {}

  [[nodiscard]] Ran init(const Names& options, const std::string& policy = duong_kinh()) const {
    Names arguments = {"init", dir, "--policy", policy, "--people", people};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return run_cli(arguments);
  }
  // Everything in the test's directory, so that nothing half made is missed.
  [[nodiscard]] Names left() const {
    Names out;
    for (const auto& entry : fs::directory_iterator(temp.root())) out.push_back(entry.path().filename());
    std::sort(out.begin(), out.end());
    return out;
  }

  TempDir temp;
  std::string people;
  std::string dir;
};

TEST_F(CliInit, OpensASchool) {
  const Ran ran = init({});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_NE(ran.out.find("8 người"), std::string::npos) << ran.out;
  EXPECT_EQ(left(), (Names{"people.csv", "truong", "truong.keys"}));
  EXPECT_EQ(run_cli({"status", dir}).exit, 0);
}

TEST_F(CliInit, SaysSoInJson) {
  const Ran ran = init({"--format", "json", "--school", "th-vi-du"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(keys_of(ran.json()), (Names{"directory", "key", "keys", "people", "policy", "school"}));
  EXPECT_EQ(*ran.json().find("school")->string(), "th-vi-du");
  EXPECT_EQ(*ran.json().find("people")->integer(), 8);
  EXPECT_EQ(ran.json().find("policy")->string()->size(), 64U);
  const Ran status = run_cli({"status", dir, "--format", "json"});
  EXPECT_EQ(*status.json().find("school")->string(), "th-vi-du");
  EXPECT_EQ(*status.json().find("policy"), *ran.json().find("policy"));
}

TEST_F(CliInit, ABadPolicyLeavesNothing) {
  const std::string bad = write_file(temp.in("x.yaml"), "regulation: x\n");
  for (const std::string& policy : {bad, temp.in("khong-co.yaml")}) {
    const Ran human = init({}, policy);
    EXPECT_EQ(human.exit, 1);
    EXPECT_EQ(human.out, "");
    EXPECT_NE(human.err, "");
    const Ran ran = init({"--format", "json"}, policy);
    EXPECT_EQ(ran.exit, 1);
    EXPECT_EQ(keys_of(ran.json()), Names{"findings"});
  }
  EXPECT_EQ(left(), (Names{"people.csv", "x.yaml"}));
}

TEST_F(CliInit, BadPeopleLeaveNothing) {
  for (const std::string text :
       {"", "account,name\ngv01,A\n", "account,name,roles\n", "account,name,roles\ngv01,A,techer@to-1\n",
        "account,name,roles\ngv01,A,teacher@to-1\ngv01,B,clerk\n", "account,name,roles\n\"gv01,A,clerk\n",
        "account,name,roles\ngv01,A,board\n", "account,name,roles\ngv01,\xFF,clerk\n"}) {
    write_file(people, text);
    const Ran ran = init({});
    EXPECT_EQ(ran.exit, 1) << text;
    EXPECT_EQ(ran.out, "") << text;
    EXPECT_NE(ran.err.find("people.csv:"), std::string::npos) << text << ran.err;
    EXPECT_EQ(left(), (Names{"people.csv"})) << text;
  }
  fs::remove(people);
  EXPECT_EQ(init({}).exit, 1);
  EXPECT_EQ(left(), Names{});
}

TEST_F(CliInit, ARoleSaidTwiceIsHeldOnce) {
  write_file(people, "account,name,roles\ngv01,A,teacher@to-1; teacher@to-1\nht,B,principal;principal\n");
  EXPECT_EQ(init({}).exit, 0);
  EXPECT_EQ(run_cli({"status", dir}).exit, 0);
}

TEST_F(CliInit, ADirectoryWithFilesIsRefused) {
  ASSERT_EQ(init({}).exit, 0);
  const Ran again = init({});
  EXPECT_EQ(again.exit, 3);
  EXPECT_NE(again.err.find("Q504"), std::string::npos) << again.err;
  fs::remove_all(dir);
  fs::create_directory(dir);
  write_file(dir + "/ghi-chu.txt", "của tôi");
  EXPECT_EQ(init({}).exit, 3);
  EXPECT_EQ(bytes_of(dir + "/ghi-chu.txt"), "của tôi");
  EXPECT_EQ(left(), (Names{"people.csv", "truong", "truong.keys"}));
  fs::remove(dir + "/ghi-chu.txt");
  EXPECT_EQ(init({}).exit, 0);  // empty is as good as absent
}

TEST_F(CliInit, AFileInThePlaceOfTheDirectoryIsKept) {
  write_file(dir, "của tôi");
  EXPECT_EQ(init({}).exit, 3);
  EXPECT_EQ(bytes_of(dir), "của tôi");
}

TEST_F(CliInit, ASlashAtTheEndMeansNothing) {
  dir += "//";
  EXPECT_EQ(init({}).exit, 0);
  EXPECT_EQ(left(), (Names{"people.csv", "truong", "truong.keys"}));
}

TEST_F(CliInit, TimeFromCommandsNeedsAStart) {
  const std::string at = "2024-08-15T08:00:00+07:00";
  EXPECT_EQ(init({"--clock", "commands"}).exit, 2);
  EXPECT_EQ(init({"--at", at}).exit, 2);
  EXPECT_EQ(init({"--clock", "system", "--at", at}).exit, 2);
  EXPECT_EQ(init({"--clock", "commands", "--at", "15/8/2024"}).exit, 2);
  EXPECT_EQ(init({"--clock", "system", "--at", "15/8/2024"}).exit, 2);
  EXPECT_EQ(init({"--school", "Trường"}).exit, 2);
  EXPECT_EQ(left(), Names{"people.csv"});
  EXPECT_EQ(init({"--clock", "commands", "--at", at}).exit, 0);
  const Ran status = run_cli({"status", dir, "--format", "json"});
  EXPECT_EQ(*status.json().find("last_at")->string(), "2024-08-15T01:00:00.000Z");
}

TEST_F(CliInit, WhatNobodyCanDoIsAWarning) {
  write_file(people, "account,name,roles\ngv01,A,teacher@to-1\nht,B,principal\n");
  const Ran ran = init({});
  EXPECT_EQ(ran.exit, 0);
  EXPECT_NE(ran.err.find("Q320"), std::string::npos) << ran.err;
}

}  // namespace
}  // namespace quyche::cli
