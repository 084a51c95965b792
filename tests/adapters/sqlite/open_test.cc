// Opening a data directory: new, existing, and everything that is neither.
#include <sys/stat.h>

#include <filesystem>

#include "tests/adapters/sqlite/child.h"
#include "tests/adapters/sqlite/support.h"

namespace quyche::sqlite {
namespace {

namespace fs = std::filesystem;

class Open : public StoreOnDisk {
 protected:
  std::string open(const std::string& dir, OpenMode mode) { return code_of(open_sqlite_store(dir, mode)); }
  std::string read(const std::string& dir) { return code_of(open_sqlite_reader(dir)); }

  // Neither a writer nor a reader takes the file, and neither changes it.
  void expect_refused(const std::string& code) {
    const std::string bytes = bytes_of(db_);
    EXPECT_EQ(open(dir_, OpenMode::write), code);
    EXPECT_EQ(read(dir_), code);
    EXPECT_EQ(open(dir_, OpenMode::create), "Q504");
    EXPECT_EQ(bytes_of(db_), bytes);
  }
};

TEST_F(Open, create_makes_the_directory_and_its_parents) {
  const std::string deep = temp_.in("a/b/c");
  EXPECT_EQ(open(deep + "/", OpenMode::create), "");
  EXPECT_EQ(open(deep, OpenMode::write), "");
  EXPECT_EQ(read(deep), "");
  struct stat status {};
  ASSERT_EQ(::stat(deep.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0700U) << "personal data is for the owner alone";
}

TEST_F(Open, create_takes_an_empty_directory) {
  fs::create_directory(dir_);
  EXPECT_EQ(open(dir_, OpenMode::create), "");
}

TEST_F(Open, create_refuses_a_directory_with_data) {
  make_data();
  EXPECT_EQ(open(dir_, OpenMode::create), "Q504");
  EXPECT_EQ(check_linked(*open_reader(dir_)), 3U);
}

TEST_F(Open, create_refuses_a_directory_with_other_files) {
  fs::create_directory(dir_);
  write_bytes(dir_ + "/thu.txt", "x");
  const auto refused = open_sqlite_store(dir_, OpenMode::create);
  ASSERT_EQ(code_of(refused), "Q516");
  EXPECT_NE(refused.error().detail.find("thu.txt"), std::string::npos);
  EXPECT_FALSE(fs::exists(dir_ + "/lock"));
}

// A log without its data file must never be taken up by a new data file.
TEST_F(Open, create_refuses_the_remains_of_a_log) {
  fs::create_directory(dir_);
  write_bytes(log_, "x");
  EXPECT_EQ(open(dir_, OpenMode::create), "Q516");
}

TEST_F(Open, create_goes_on_where_another_was_cut_short) {
  fs::create_directory(dir_);
  write_bytes(dir_ + "/lock", "77\n");
  write_bytes(db_ + ".new", "half a file");
  write_bytes(db_ + ".new-journal", "x");
  EXPECT_EQ(open(dir_, OpenMode::write), "Q503");
  EXPECT_EQ(open(dir_, OpenMode::create), "");
  EXPECT_FALSE(fs::exists(db_ + ".new"));
  EXPECT_FALSE(fs::exists(db_ + ".new-journal"));
  EXPECT_EQ(open(dir_, OpenMode::write), "");
}

TEST_F(Open, directory_that_was_never_opened) {
  EXPECT_EQ(open(dir_, OpenMode::write), "Q503");
  EXPECT_EQ(read(dir_), "Q503");
  fs::create_directory(dir_);
  EXPECT_EQ(open(dir_, OpenMode::write), "Q503");
  EXPECT_EQ(read(dir_), "Q503");
  EXPECT_FALSE(fs::exists(dir_ + "/lock"));
  EXPECT_EQ(open("", OpenMode::write), "Q503");
}

TEST_F(Open, paths_that_cannot_be_directories) {
  write_bytes(temp_.in("file"), "x");
  for (const std::string& dir : {temp_.in("file"), temp_.in("file/below")}) {
    EXPECT_EQ(open(dir, OpenMode::write), "Q503") << dir;
    EXPECT_EQ(read(dir), "Q503") << dir;
    EXPECT_EQ(open(dir, OpenMode::create), "Q508") << dir;
  }
  EXPECT_EQ(open("", OpenMode::create), "Q508");
  EXPECT_EQ(open("/proc/quyche", OpenMode::create), "Q508");
}

TEST_F(Open, path_that_looks_like_a_uri) {
  const fs::path before = fs::current_path();
  fs::current_path(temp_.root());
  const std::string dir = "file:x?mode=memory";
  EXPECT_EQ(open(dir, OpenMode::create), "");
  EXPECT_EQ(open(dir, OpenMode::write), "");
  EXPECT_EQ(read(dir), "");
  EXPECT_TRUE(fs::is_regular_file(temp_.in(dir + "/quyche.db")));
  fs::current_path(before);
}

TEST_F(Open, data_file_that_is_a_directory) {
  fs::create_directories(db_);
  EXPECT_EQ(open(dir_, OpenMode::write), "Q514");
  EXPECT_EQ(read(dir_), "Q514");
  EXPECT_EQ(open(dir_, OpenMode::create), "Q504");
}

TEST_F(Open, lock_that_is_a_directory) {
  make_data();
  fs::remove(dir_ + "/lock");
  fs::create_directory(dir_ + "/lock");
  EXPECT_EQ(open(dir_, OpenMode::write), "Q508");
  EXPECT_EQ(read(dir_), "");
}

TEST_F(Open, newer_version) {
  make_data();
  run_sql(db_, "PRAGMA user_version = 4");
  expect_refused("Q509");
}

TEST_F(Open, version_without_meaning) {
  make_data();
  run_sql(db_, "PRAGMA user_version = 0");
  expect_refused("Q514");
}

TEST_F(Open, foreign_database) {
  fs::create_directory(dir_);
  run_sql(db_, "CREATE TABLE t (x); INSERT INTO t VALUES (1)");
  expect_refused("Q514");
}

TEST_F(Open, foreign_database_with_a_version_of_its_own) {
  make_data();
  for (const char* version : {"1", "7"}) {
    SCOPED_TRACE(version);
    run_sql(db_, std::string("PRAGMA application_id = 0; PRAGMA user_version = ") + version);
    expect_refused("Q514");
  }
}

TEST_F(Open, empty_file) {
  make_data();
  write_bytes(db_, "");
  expect_refused("Q514");
}

TEST_F(Open, file_of_noise) {
  make_data();
  write_bytes(db_, std::string(8192, 'x'));
  expect_refused("Q514");
  write_bytes(db_, "x");
  expect_refused("Q514");
}

TEST_F(Open, truncated_file) {
  make_data(500);
  const std::string bytes = bytes_of(db_);
  for (const std::size_t size :
       {bytes.size() - 4096, bytes.size() / 2, std::size_t{4096}, std::size_t{100}}) {
    SCOPED_TRACE(size);
    write_bytes(db_, bytes.substr(0, size));
    expect_refused("Q514");
  }
}

TEST_F(Open, missing_table) {
  make_data();
  run_sql(db_, "DROP TABLE vault");
  EXPECT_EQ(open(dir_, OpenMode::write), "Q514");
  EXPECT_EQ(read(dir_), "Q514");
}

// An init that was cut short between giving the file its name and switching it to the log.
TEST_F(Open, file_that_is_not_in_log_mode_yet) {
  make_data();
  fs::remove(log_);
  run_sql(db_, "PRAGMA journal_mode = DELETE");
  EXPECT_EQ(read(dir_), "Q510");
  EXPECT_EQ(open(dir_, OpenMode::write), "");
  EXPECT_EQ(read(dir_), "");
}

TEST_F(Open, directory_without_permission_to_write) {
  make_data();
  for (const std::string& path : {temp_.root(), dir_}) ASSERT_EQ(::chmod(path.c_str(), 0555), 0);
  EXPECT_EQ(as_ordinary_user([this] { return open(dir_, OpenMode::write); }), "Q508");
  EXPECT_EQ(as_ordinary_user([this] { return open(temp_.in("new"), OpenMode::create); }), "Q508");
  ASSERT_EQ(::chmod(dir_.c_str(), 0777), 0);
  ASSERT_EQ(::chmod((dir_ + "/lock").c_str(), 0666), 0);
  ASSERT_EQ(::chmod(db_.c_str(), 0444), 0);
  EXPECT_EQ(as_ordinary_user([this] { return open(dir_, OpenMode::write); }), "Q508") << "the file itself";
  ASSERT_EQ(::chmod(dir_.c_str(), 0000), 0);
  const std::string code = as_ordinary_user([this] { return read(dir_) + open(dir_, OpenMode::write); });
  EXPECT_EQ(code, "Q515Q515") << "it cannot even be looked into";
  for (const std::string& path : {temp_.root(), dir_}) ASSERT_EQ(::chmod(path.c_str(), 0755), 0);
}

}  // namespace
}  // namespace quyche::sqlite
