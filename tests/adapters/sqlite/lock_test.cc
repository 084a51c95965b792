// One writer at a time.
#include <filesystem>

#include "tests/adapters/sqlite/child.h"
#include "tests/adapters/sqlite/support.h"

namespace quyche::sqlite {
namespace {

class Lock : public StoreOnDisk {
 protected:
  // Opens the store in a child that says so through a pipe and then waits to be killed.
  pid_t start_writer() {
    int ends[2];
    if (::pipe(ends) != 0) std::abort();
    const pid_t pid = start_child([&] {
      const auto store = SqliteStore::open(dir_, OpenMode::write);
      const char is_open = store ? 'y' : 'n';
      if (::write(ends[1], &is_open, 1) != 1) return 1;
      for (;;) ::pause();
    });
    ::close(ends[1]);
    char is_open = 'n';
    EXPECT_EQ(::read(ends[0], &is_open, 1), 1);
    EXPECT_EQ(is_open, 'y');
    ::close(ends[0]);
    return pid;
  }

  void expect_held_by(pid_t pid) {
    const auto second = open_sqlite_store(dir_, OpenMode::write);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, "Q507");
    EXPECT_NE(second.error().detail.find("pid " + std::to_string(pid)), std::string::npos)
        << second.error().detail;
  }
};

TEST_F(Lock, second_writer_in_the_same_process) {
  make_data();
  auto first = open_store(dir_, OpenMode::write);
  expect_held_by(::getpid());
  EXPECT_EQ(code_of(open_sqlite_store(dir_, OpenMode::create)), "Q504");
  EXPECT_EQ(code_of(first->append(linked_batch(4, 4))), "") << "the first is not harmed";
  first.reset();
  EXPECT_EQ(code_of(open_sqlite_store(dir_, OpenMode::write)), "");
}

TEST_F(Lock, second_writer_in_another_process) {
  make_data();
  const pid_t pid = start_writer();
  expect_held_by(pid);
  EXPECT_EQ(check_linked(*open_reader(dir_)), 3U) << "a reader needs no lock";
  kill_child(pid);
  EXPECT_EQ(code_of(open_sqlite_store(dir_, OpenMode::write)), "") << "the lock died with its holder";
}

TEST_F(Lock, old_lock_file_means_nothing) {
  make_data();
  write_bytes(dir_ + "/lock", "1\n");
  auto store = open_store(dir_, OpenMode::write);
  EXPECT_EQ(bytes_of(dir_ + "/lock"), std::to_string(::getpid()) + "\n");
  store.reset();
  std::filesystem::remove(dir_ + "/lock");
  EXPECT_EQ(code_of(open_sqlite_store(dir_, OpenMode::write)), "");
}

TEST_F(Lock, new_directory_is_locked_too) {
  const auto store = open_store(dir_, OpenMode::create);
  expect_held_by(::getpid());
}

TEST_F(Lock, refused_opening_lets_go) {
  make_data();
  run_sql(db_, "PRAGMA user_version = 9");
  EXPECT_EQ(code_of(open_sqlite_store(dir_, OpenMode::write)), "Q509");
  run_sql(db_, "PRAGMA user_version = 3");
  EXPECT_EQ(code_of(open_sqlite_store(dir_, OpenMode::write)), "");
}

}  // namespace
}  // namespace quyche::sqlite
