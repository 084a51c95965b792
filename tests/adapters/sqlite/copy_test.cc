// Data files that were copied away from their logs: refused, and nothing else is.
#include <filesystem>

#include "adapters/sqlite/backup.h"
#include "adapters/sqlite/file_mark.h"
#include "tests/adapters/sqlite/child.h"
#include "tests/adapters/sqlite/faulty_disk.h"
#include "tests/adapters/sqlite/support.h"

namespace quyche::sqlite {
namespace {

namespace fs = std::filesystem;

class Copy : public StoreOnDisk {
 protected:
  // Copies the data file, with or without its log, as a person would with `cp`.
  std::string copied(const char* name, bool with_log = false) {
    const std::string to = temp_.in(name);
    fs::create_directory(to);
    fs::copy_file(db_, to + "/quyche.db");
    if (with_log) fs::copy_file(log_, to + "/quyche.db-wal");
    return to;
  }

  // Also the second time: looking at it must not make it look sound.
  void expect_refused(const std::string& dir) {
    const std::string bytes = bytes_of(dir + "/quyche.db");
    for (int round = 0; round < 2; ++round) {
      for (const auto& [who, error] :
           {std::pair{"reader", error_of(open_sqlite_reader(dir))},
            std::pair{"writer", error_of(SqliteStore::open(dir, OpenMode::write))}}) {
        EXPECT_EQ(error.code, "Q520") << who << " " << round;
        EXPECT_EQ(error.detail, dir + "/quyche.db");
      }
    }
    EXPECT_EQ(bytes_of(dir + "/quyche.db"), bytes);
  }

  template <class T>
  static Error error_of(const Outcome<T>& outcome) {
    return outcome ? Error{} : outcome.error();
  }

  static std::uint64_t last_of(const std::string& dir) {
    const auto reader = open_reader(dir);
    return reader == nullptr ? 0 : check_linked(*reader);
  }
};

TEST_F(Copy, of_a_live_file_without_its_log) {
  make_data();
  const auto store = open_store(dir_, OpenMode::write);
  expect_refused(copied("before-anything"));
  ASSERT_EQ(code_of(store->append(linked_batch(4, 9))), "");
  expect_refused(copied("in-use"));
  const std::string with_empty_log = copied("with-empty-log");
  write_bytes(with_empty_log + "/quyche.db-wal", "");
  expect_refused(with_empty_log);
  EXPECT_EQ(last_of(copied("with-log", true)), 9U);
}

// A reader keeps the log from being copied into the file, and be it for hours.
TEST_F(Copy, of_a_live_file_beside_a_reader_that_was_there_first) {
  make_data();
  auto reader = Connection::open(db_, Access::read);
  ASSERT_TRUE(reader && reader->execute("BEGIN; SELECT count(*) FROM events"));
  {
    const auto store = open_store(dir_, OpenMode::write, {.wal_checkpoint_bytes = 1});
    expect_refused(copied("before-anything"));
    for (std::uint64_t seq = 4; seq < 10; ++seq)
      ASSERT_EQ(code_of(store->append(linked_batch(seq, seq))), "");
    expect_refused(copied("in-use"));
    EXPECT_EQ(last_of(copied("with-log", true)), 9U);
  }
  // Nor when it is closed while the reader is still there: its log stays.
  expect_refused(copied("closed-beside-a-reader"));
  EXPECT_EQ(last_of(dir_), 9U);
  ASSERT_TRUE(reader->execute("COMMIT"));
  { ASSERT_NE(open_store(dir_, OpenMode::write), nullptr); }
  EXPECT_EQ(last_of(copied("closed")), 9U);
}

TEST_F(Copy, of_a_live_file_with_something_else_in_the_place_of_its_log) {
  make_data();
  const auto store = open_store(dir_, OpenMode::write);
  ASSERT_EQ(code_of(store->append(linked_batch(4, 9))), "");
  const std::string log = bytes_of(log_);
  std::string other_sums = log;
  other_sums[24] ^= 1;
  for (const std::string& bytes : {std::string(4096, '\0'), std::string(4096, 'x'), log.substr(0, 31),
                                   log.substr(0, 32), log.substr(0, 40), other_sums}) {
    const std::string copy = copied("copy");
    write_bytes(copy + "/quyche.db-wal", bytes);
    expect_refused(copy);
    fs::remove_all(copy);
  }
}

// File and log copied at two times, the writer going on between them.
TEST_F(Copy, of_file_and_log_of_different_times) {
  make_data();
  std::uint64_t last = 3;
  const auto go_on = [&](Store& store, int batches) {
    for (; batches > 0; --batches, ++last)
      ASSERT_EQ(code_of(store.append(linked_batch(last + 1, last + 1))), "");
  };
  struct Taken {
    std::string file;
    std::string log;
    std::uint64_t last = 0;
  };
  std::vector<Taken> taken;
  const auto take = [&] { taken.push_back({bytes_of(db_), bytes_of(log_), last}); };
  take();
  for (int session = 0; session < 2; ++session) {
    const auto store = open_store(dir_, OpenMode::write, {.wal_checkpoint_bytes = 40'000});
    take();
    for (int round = 0; round < 6; ++round) {
      go_on(*store, 5);
      take();
    }
  }
  take();
  int right = 0;
  int refused = 0;
  for (std::size_t file = 0; file < taken.size(); ++file) {
    for (std::size_t log = 0; log < taken.size(); ++log) {
      SCOPED_TRACE("file " + std::to_string(file) + ", log " + std::to_string(log));
      const std::string copy = temp_.in("mixed");
      fs::create_directory(copy);
      write_bytes(copy + "/quyche.db", taken[file].file);
      write_bytes(copy + "/quyche.db-wal", taken[log].log);
      const auto reader = open_sqlite_reader(copy);
      if (reader) {
        // It is what was there when the log was copied; beside an empty one, when the file was.
        ++right;
        EXPECT_EQ(check_linked(**reader), taken[taken[log].log.empty() ? file : log].last);
      } else {
        ++refused;
        // Where the two do not even make a database SQLite says so first (Q514).
        const std::string code = code_of(reader);
        EXPECT_TRUE(code == "Q520" || code == "Q514") << code;
        EXPECT_NE(file, log);
        const std::string before = bytes_of(copy + "/quyche.db");
        EXPECT_EQ(code_of(SqliteStore::open(copy, OpenMode::write)), code);
        EXPECT_EQ(bytes_of(copy + "/quyche.db"), before) << "nothing is destroyed";
      }
      fs::remove_all(copy);
      if (HasFailure()) return;
    }
  }
  EXPECT_GE(right, static_cast<int>(taken.size()));
  EXPECT_GT(refused, right);
}

// The log of the same school, but not of this file: a backup put into the place of what a crash left.
TEST_F(Copy, of_a_backup_beside_the_log_of_another) {
  make_data();
  const std::string restored = temp_.in("restored");
  fs::create_directory(restored);
  {
    const auto store = open_store(dir_, OpenMode::write);
    ASSERT_EQ(code_of(store->append(linked_batch(4, 9))), "");
    ASSERT_EQ(code_of(copy_data_file(dir_, restored)), "");
    ASSERT_EQ(code_of(store->append(linked_batch(10, 12))), "");
    fs::copy_file(log_, restored + "/quyche.db-wal", fs::copy_options::overwrite_existing);
  }
  expect_refused(restored);
  fs::remove(restored + "/quyche.db-wal");
  EXPECT_EQ(last_of(restored), 9U);
}

TEST_F(Copy, of_a_live_file_after_many_checkpoints) {
  make_data();
  const auto store = open_store(dir_, OpenMode::write, {.wal_checkpoint_bytes = 1});
  for (std::uint64_t seq = 4; seq < 40; ++seq) ASSERT_EQ(code_of(store->append(linked_batch(seq, seq))), "");
  expect_refused(copied("in-use"));
  EXPECT_EQ(last_of(copied("with-log", true)), 39U);
}

TEST_F(Copy, of_a_new_file_in_use) {
  const auto store = open_store(dir_, OpenMode::create);
  expect_refused(copied("in-use"));
}

TEST_F(Copy, of_a_closed_file) {
  make_data();
  const std::string copy = copied("closed");
  EXPECT_EQ(last_of(copy), 3U);
  EXPECT_EQ(code_of(SqliteStore::open(copy, OpenMode::write)), "");
  EXPECT_EQ(last_of(copy), 3U);
}

TEST_F(Copy, after_a_crash) {
  make_data();
  const pid_t pid = start_child([this] {
    const auto store = SqliteStore::open(dir_, OpenMode::write);
    if (!store || !(*store)->append(linked_batch(4, 40))) return 1;
    ::_exit(0);
  });
  ASSERT_EQ(wait_for(pid), 0);
  expect_refused(copied("without-log"));
  EXPECT_EQ(last_of(copied("with-log", true)), 40U);
  // The file itself: for readers, for the next writer, and once more when that is cut short at once.
  EXPECT_EQ(last_of(dir_), 40U);
  const pid_t again = start_child([this] {
    const auto store = SqliteStore::open(dir_, OpenMode::write);
    ::_exit(store ? 0 : 1);
    return 1;
  });
  ASSERT_EQ(wait_for(again), 0);
  expect_refused(copied("without-log-again"));
  EXPECT_EQ(last_of(dir_), 40U);
  { ASSERT_NE(open_store(dir_, OpenMode::write), nullptr); }
  EXPECT_EQ(last_of(copied("closed")), 40U);
}

// Killed at every write and sync that opening and closing make, the file opens again.
TEST_F(Copy, cut_short_while_opening_or_closing) {
  int ended_by_itself = 0;
  for (int step = 0; ended_by_itself == 0; ++step) {
    SCOPED_TRACE(step);
    ASSERT_LT(step, 500);
    fs::remove_all(dir_);
    make_data();
    const pid_t pid = start_child([this, step] {
      const FaultyDisk disk;
      FaultyDisk::die_after(step);
      auto store = SqliteStore::open(dir_, OpenMode::write);
      if (!store || !(*store)->append(linked_batch(4, 5))) return 1;
      (*store).reset();
      return 0;
    });
    const int status = wait_for(pid);
    ASSERT_TRUE(status == 0 || status == FaultyDisk::death) << status;
    if (status == 0) ++ended_by_itself;
    const std::uint64_t last = last_of(dir_);
    EXPECT_TRUE(last == 3 || last == 5) << last;
    { ASSERT_NE(open_store(dir_, OpenMode::write), nullptr); }
    EXPECT_EQ(last_of(dir_), last);
    if (HasFailure()) return;
  }
}

// A copy that SQLite made as one state is sound; who makes it closes its mark.
TEST_F(Copy, made_by_sqlite_is_marked_closed) {
  make_data();
  const auto store = open_store(dir_, OpenMode::write);
  ASSERT_EQ(code_of(store->append(linked_batch(4, 9))), "");
  const std::string copy = temp_.in("backup");
  fs::create_directory(copy);
  {
    auto from = Connection::open(db_, Access::read);
    auto to = Connection::open(copy + "/quyche.db", Access::create);
    ASSERT_TRUE(from && to);
    sqlite3_backup* backup = sqlite3_backup_init(to->get(), "main", from->get(), "main");
    ASSERT_NE(backup, nullptr);
    EXPECT_EQ(sqlite3_backup_step(backup, -1), SQLITE_DONE);
    ASSERT_EQ(sqlite3_backup_finish(backup), SQLITE_OK);
    ASSERT_TRUE(to->value("SELECT mark FROM file_mark").value().starts_with("quyche live "));
    ASSERT_TRUE(to->execute("PRAGMA journal_mode = DELETE"));
    ASSERT_TRUE(mark_copy(*to));
    ASSERT_TRUE(to->execute("PRAGMA journal_mode = WAL"));
  }
  fs::remove(copy + "/quyche.db-wal");
  EXPECT_EQ(last_of(copy), 9U);
  { ASSERT_NE(open_store(copy, OpenMode::write), nullptr); }
}

}  // namespace
}  // namespace quyche::sqlite
