// quyche init is all or nothing.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

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

TEST_F(CliInit, OtherThingsInTheDirectoryAreNamed) {
  fs::create_directory(dir);
  write_file(dir + "/ghi-chu.txt", "của tôi");
  const Ran ran = init({});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_NE(ran.err.find("Q516"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("ghi-chu.txt"), std::string::npos) << ran.err;
  EXPECT_EQ(left(), (Names{"people.csv", "truong"}));
}

// A directory that cannot be given another name: a mounted volume, the working directory, what a link leads
// to. It stays the same directory.
TEST_F(CliInit, AnEmptyDirectoryIsFilledInItsPlace) {
  fs::create_directory(dir);
  fs::create_directory_symlink(dir, temp.in("lien-ket"));
  const std::string real = dir;
  struct stat before {};
  ASSERT_EQ(::stat(real.c_str(), &before), 0);
  dir = temp.in("lien-ket");
  EXPECT_EQ(init({}).exit, 0);
  struct stat after {};
  ASSERT_EQ(::stat(real.c_str(), &after), 0);
  EXPECT_EQ(before.st_ino, after.st_ino);
  EXPECT_EQ(left(), (Names{"lien-ket", "people.csv", "truong", "truong.keys"}));
  struct stat file {};
  ASSERT_EQ(::stat((real + "/quyche.db").c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 0777U, 0600U) << "personal data is for the owner alone";
  for (const std::string& name : {real, dir}) EXPECT_EQ(run_cli({"checkpoint", name}).exit, 0) << name;
  for (const auto& entry : fs::directory_iterator(real))
    EXPECT_EQ(entry.path().filename().string().find("partial"), std::string::npos) << entry.path();
}

TEST_F(CliInit, TheWorkingDirectory) {
  fs::create_directory(dir);
  const fs::path before = fs::current_path();
  fs::current_path(dir);
  dir = ".";
  const Ran ran = init({});
  fs::current_path(before);
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(left(), (Names{"people.csv", "truong", "truong.keys"})) << "the key lies beside it, not in it";
}

TEST_F(CliInit, ALinkToNothingAndAMissingParentAreNamed) {
  fs::create_symlink(temp.in("khong-co"), temp.in("lien-ket"));
  dir = temp.in("lien-ket");
  EXPECT_NE(init({}).err.find("lien-ket: No such file"), std::string::npos);
  dir = temp.in("a/b");
  const Ran ran = init({});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_NE(ran.err.find("Q508"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find(temp.in("a") + ": No such file"), std::string::npos) << ran.err;
  EXPECT_EQ(left(), (Names{"lien-ket", "people.csv"}));
}

// What a killed init or backup left, and nothing of anybody else's.
TEST_F(CliInit, WhatWasCutShortIsTidiedUp) {
  write_file(dir + ".keys.new", "nửa tệp");
  for (const char* name : {"truong.partial-4711", "truong.partial-00112233aabbccdd", "truong.partial-cafe",
                           "truong.partial-xyz", "truong2.partial-4711"})
    fs::create_directory(temp.in(name));
  write_file(temp.in("truong.partial-4711/quyche.db.new"), "tên người");
  write_file(temp.in("truong.partial-00112233aabbccdd/quyche.db"), "tên người");
  write_file(temp.in("truong.partial-cafe/cua-toi.txt"), "của tôi");
  // One that is at work has a lock.
  fs::create_directory(temp.in("truong.partial-1234"));
  const int fd = ::open(temp.in("truong.partial-1234").c_str(), O_RDONLY | O_DIRECTORY);
  ASSERT_EQ(::flock(fd, LOCK_EX), 0);
  const Ran ran = init({});
  ::close(fd);
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(left(), (Names{"people.csv", "truong", "truong.keys", "truong.partial-1234",
                           "truong.partial-cafe", "truong.partial-xyz", "truong2.partial-4711"}));
}

TEST_F(CliInit, AKeyFileThatAnotherChangesIsLeftAlone) {
  write_file(dir + ".keys.new", "");
  const int fd = ::open((dir + ".keys.new").c_str(), O_RDONLY);
  ASSERT_EQ(::flock(fd, LOCK_EX), 0);
  const Ran ran = init({});
  ::close(fd);
  EXPECT_EQ(ran.exit, 3);
  EXPECT_NE(ran.err.find("Q538"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("run this again"), std::string::npos) << ran.err;
  EXPECT_EQ(left(), (Names{"people.csv", "truong.keys.new"}));
  EXPECT_EQ(init({}).exit, 0) << "nobody has it any more";
  EXPECT_EQ(left(), (Names{"people.csv", "truong", "truong.keys"}));
}

// Everything that needs a checkpoint works at once.
TEST_F(CliInit, EndsWithACheckpoint) {
  ASSERT_EQ(init({}).exit, 0);
  EXPECT_EQ(run_cli({"export", dir, "--out", temp.in("luu-tru")}).exit, 0);
  EXPECT_EQ(run_cli({"prove", dir, "1", "--out", temp.in("bang-chung")}).exit, 0);
  EXPECT_EQ(init({"--school", "hai"}).exit, 0);
  EXPECT_EQ(run_cli({"export", dir, "--school", "hai", "--out", temp.in("luu-tru-2")}).exit, 0);
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
