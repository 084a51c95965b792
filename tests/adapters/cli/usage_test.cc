// Exit codes: 0 ok, 1 findings and refusals, 2 wrong use, 3 faults.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>
#include <filesystem>

#include "adapters/sqlite/sqlite_store.h"
#include "tests/adapters/cli/cli.h"

namespace quyche::cli {
namespace {

const std::string nowhere = "/khong/co";

TEST(CliUsage, WrongUseIsExitTwo) {
  const Names wrong[] = {
      {},
      {"khong-co-lenh"},
      {"--khong-co"},
      {"check"},
      {"check", duong_kinh(), "--khong-co"},
      {"check", duong_kinh(), "--format", "xml"},
      {"check", duong_kinh(), "--lang", "fr"},
      {"init"},
      {"init", nowhere},
      {"init", nowhere, "--policy", duong_kinh()},
      {"init", nowhere, "--policy", duong_kinh(), "--people", "x", "--clock", "sundial"},
      {"do"},
      {"do", nowhere, "-", "one too many"},
      {"inbox"},
      {"inbox", nowhere},
      {"inbox", nowhere, "--as", "ht", "--everyone"},
      {"inbox", nowhere, "--as", "ht", "--at", "hôm qua"},
      {"history", nowhere},
      {"explain", duong_kinh()},
      {"explain", duong_kinh(), "khong_co"},
      {"graph", duong_kinh(), "lesson_plan", "--as", "png"},
      {"graph", duong_kinh(), "khong_co"},
      {"late"},
      {"status"},
      {"help"},
      {"help", "Q000"},
  };
  for (const Names& arguments : wrong) {
    const Ran ran = run_cli(arguments);
    std::string line;
    for (const std::string& argument : arguments) line += argument + ' ';
    EXPECT_EQ(ran.exit, 2) << line;
    EXPECT_EQ(ran.out, "") << line;
    EXPECT_NE(ran.err, "") << line;
  }
}

TEST(CliUsage, AnUnknownDocumentTypeNamesTheNearest) {
  const Ran ran = run_cli({"explain", duong_kinh(), "lesson_plans"});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_NE(ran.err.find("`lesson_plan`?"), std::string::npos) << ran.err;
}

TEST(CliUsage, HelpAndVersionAreExitZero) {
  for (const Names& arguments : {Names{"--help"},
                                 {"--version"},
                                 {"check", "--help"},
                                 {"init", "-h"},
                                 {"do", "--help"},
                                 {"help", "Q202"}}) {
    const Ran ran = run_cli(arguments);
    EXPECT_EQ(ran.exit, 0) << arguments.front();
    EXPECT_NE(ran.out, "") << arguments.front();
    EXPECT_EQ(ran.err, "") << arguments.front();
  }
}

TEST(CliUsage, HelpIsInTheLanguageAskedFor) {
  EXPECT_NE(run_cli({"--help"}).out.find("quy chế"), std::string::npos);
  for (const Names& arguments : {Names{"--lang", "en", "--help"}, {"--help", "--lang=en"}}) {
    const Ran ran = run_cli(arguments);
    EXPECT_NE(ran.out.find("regulation"), std::string::npos) << ran.out;
    EXPECT_EQ(ran.out.find("quy chế"), std::string::npos) << ran.out;
  }
}

TEST(CliUsage, OptionsOfAllStandAnywhere) {
  for (const Names& arguments : {Names{"--format", "json", "help", "Q202"},
                                 {"help", "--format", "json", "Q202"},
                                 {"help", "Q202", "--format=json"}}) {
    const Ran ran = run_cli(arguments);
    EXPECT_EQ(ran.exit, 0);
    EXPECT_EQ(keys_of(ran.json()), (Names{"code", "message", "page"}));
  }
}

// Every command that looks at a data directory.
std::vector<Names> on_directory(const std::string& dir) {
  return {{"do", dir, "/dev/null"},
          {"inbox", dir, "--as", "ht"},
          {"inbox", dir, "--everyone"},
          {"history", dir, "lesson_plan-1"},
          {"late", dir},
          {"status", dir}};
}

void expect_fault(const std::string& dir, const std::string& code, bool readers_too = true) {
  for (const Names& arguments : on_directory(dir)) {
    if (!readers_too && arguments.front() != "do") continue;
    const Ran ran = run_cli(arguments);
    EXPECT_EQ(ran.exit, 3) << arguments.front();
    EXPECT_EQ(ran.out, "") << arguments.front();
    EXPECT_NE(ran.err.find(code), std::string::npos) << arguments.front() << ": " << ran.err;
    EXPECT_EQ(lines_of(ran.err).size(), 1U) << ran.err;
  }
}

void run_sql(const std::string& dir, const std::string& sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open((dir + "/quyche.db").c_str(), &db), SQLITE_OK);
  char* problem = nullptr;
  EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &problem), SQLITE_OK) << problem;
  sqlite3_free(problem);
  EXPECT_EQ(sqlite3_close(db), SQLITE_OK);
}

TEST(CliFaults, ADirectoryThatWasNeverOpened) {
  const TempDir temp;
  expect_fault(temp.in("khong-co"), "Q503");
  std::filesystem::create_directory(temp.in("trong"));
  expect_fault(temp.in("trong"), "Q503");
}

TEST(CliFaults, ADirectoryInUseCanBeReadOnly) {
  const School school;
  const auto other = sqlite::open_sqlite_store(school.dir, sqlite::OpenMode::write);
  ASSERT_TRUE(other);
  expect_fault(school.dir, "Q507", false);
  EXPECT_EQ(run_cli({"status", school.dir}).exit, 0);
}

TEST(CliFaults, DataOfANewerVersion) {
  const School school;
  run_sql(school.dir, "PRAGMA user_version = 999");
  expect_fault(school.dir, "Q509");
}

TEST(CliFaults, ADamagedFile) {
  const School school;
  write_file(school.dir + "/quyche.db", std::string(65'536, 'x'));
  expect_fault(school.dir, "Q514");
}

TEST(CliFaults, ADamagedEvent) {
  const School school;
  run_sql(school.dir, "UPDATE events SET bytes = '{}' WHERE rowid = (SELECT max(rowid) FROM events)");
  expect_fault(school.dir, "Q505");
}

TEST(CliFaults, ADamagedPolicy) {
  const School school;
  run_sql(school.dir, "UPDATE policies SET canonical = '{}'");
  expect_fault(school.dir, "Q506");
}

TEST(CliFaults, ADirectoryThatCannotBeMade) {
  const TempDir temp;
  const std::string people = write_file(temp.in("people.csv"), people_csv);
  const Ran ran = run_cli({"init", people + "/inside", "--policy", duong_kinh(), "--people", people});
  EXPECT_EQ(ran.exit, 3) << ran.err;
  EXPECT_NE(ran.err.find("Q508"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("people.csv: Not a directory"), std::string::npos) << ran.err;
  const std::string keys = temp.in("keys");
  const Ran elsewhere =
      run_cli({"init", people + "/inside", "--policy", duong_kinh(), "--people", people, "--keys", keys});
  EXPECT_EQ(elsewhere.exit, 3) << elsewhere.err;
  EXPECT_NE(elsewhere.err.find("Q508"), std::string::npos) << elsewhere.err;
  EXPECT_FALSE(std::filesystem::exists(keys)) << "no key without a school";
}

// Root writes everywhere, so there the program runs as nobody, who may read the directory and not write it.
TEST(CliFaults, ADataFileThatCannotBeWritten) {
  namespace fs = std::filesystem;
  const School school;
  const bool root = ::geteuid() == 0;
  constexpr uid_t nobody = 65534;
  if (root) {
    for (fs::path path = school.dir;
         path != fs::path(testing::TempDir()).parent_path() && path != path.root_path();
         path = path.parent_path())
      fs::permissions(
          path,
          fs::perms::group_read | fs::perms::group_exec | fs::perms::others_read | fs::perms::others_exec,
          fs::perm_options::add);
    for (const auto& entry : fs::directory_iterator(school.dir))
      fs::permissions(entry.path(), fs::perms::group_read | fs::perms::others_read, fs::perm_options::add);
    ASSERT_EQ(::seteuid(nobody), 0);
  } else {
    fs::permissions(school.dir + "/quyche.db", fs::perms::owner_read);
  }
  const Ran ran = run_cli({"do", school.dir, "/dev/null"});
  if (root) {
    ASSERT_EQ(::seteuid(0), 0);
  }
  EXPECT_EQ(ran.exit, 3);
  EXPECT_NE(ran.err.find("Q508"), std::string::npos) << ran.err;
}

TEST(CliFaults, AFileOfCommandsThatIsNotThere) {
  const School school;
  const Ran ran = run_cli({"do", school.dir, school.in("khong-co.jsonl")});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_NE(ran.err.find("Q501: không đọc được `" + school.in("khong-co.jsonl") + "`: "), std::string::npos)
      << ran.err;
  EXPECT_EQ(run_cli({"do", school.dir, school.dir}).exit, 3);
}

class FullDisk : public std::streambuf {
  int overflow(int) override { return traits_type::eof(); }
};

TEST(CliFaults, OutputThatCannotBeWritten) {
  const School school;
  for (const Names& arguments : {Names{"graph", duong_kinh(), "lesson_plan"},
                                 {"status", school.dir},
                                 {"explain", duong_kinh(), "lesson_plan"},
                                 {"help", "Q202"}}) {
    FullDisk full;
    std::ostream out(&full);
    std::ostringstream err;
    EXPECT_EQ(run(arguments, Context{out, err}), 3) << arguments.front();
    EXPECT_NE(err.str().find("Q517"), std::string::npos) << err.str();
  }
}

}  // namespace
}  // namespace quyche::cli
