// Disks that fail: the store stops, and what it acknowledged is there when it is opened again.
#include <sys/resource.h>

#include <csignal>
#include <filesystem>

#include "tests/adapters/sqlite/child.h"
#include "tests/adapters/sqlite/faulty_disk.h"
#include "tests/adapters/sqlite/support.h"

namespace quyche::sqlite {
namespace {

class Failure : public StoreOnDisk {
 protected:
  // After a Q512: nothing goes any more, and the message says why.
  void expect_stopped(Store& store, const Outcome<void>& failed, const std::string& reason) {
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, "Q512");
    EXPECT_NE(failed.error().detail.find(reason), std::string::npos) << failed.error().detail;
    for (const Batch& batch : {Batch{}, linked_batch(1, 1), linked_batch(4, 4)}) {
      const auto again = store.append(batch);
      ASSERT_FALSE(again);
      EXPECT_EQ(again.error().code, "Q513");
      EXPECT_NE(again.error().detail.find(reason), std::string::npos) << again.error().detail;
    }
    EXPECT_EQ(code_of(store.reader()), "Q513");
  }

  std::uint64_t last_after_reopening() {
    const auto store = open_store(dir_, OpenMode::write);
    if (store == nullptr) return 0;
    const std::uint64_t last = check_linked(*store->reader().value());
    EXPECT_EQ(code_of(store->append(linked_batch(last + 1, last + 2))), "");
    return last;
  }
};

TEST_F(Failure, every_append_syncs_the_log) {
  make_data();
  const FaultyDisk disk;
  const auto store = open_store(dir_, OpenMode::write);
  for (std::uint64_t seq = 4; seq < 24; ++seq) {
    const int before = FaultyDisk::syncs(File::log);
    ASSERT_EQ(code_of(store->append(linked_batch(seq, seq))), "");
    EXPECT_GT(FaultyDisk::syncs(File::log), before);
  }
}

TEST_F(Failure, failed_sync_stops_the_store) {
  make_data();
  std::string data;
  std::string log;
  {
    const FaultyDisk disk;
    const auto store = open_store(dir_, OpenMode::write);
    const auto early_reader = store->reader().value();
    ASSERT_EQ(code_of(store->append(linked_batch(4, 5))), "");
    FaultyDisk::fail_syncs(File::log, 0);
    const auto failed = store->append(linked_batch(6, 8));
    FaultyDisk::heal();  // it must not find that out by trying again
    const int syncs = FaultyDisk::syncs(File::log);
    expect_stopped(*store, failed, "disk I/O error");
    EXPECT_EQ(FaultyDisk::syncs(File::log), syncs);
    EXPECT_EQ(check_linked(*early_reader), 5U);
    data = bytes_of(db_);
    log = bytes_of(log_);
  }
  EXPECT_EQ(bytes_of(db_), data) << "closing leaves the files as they are";
  EXPECT_EQ(bytes_of(log_), log);
  // The batch was not acknowledged: it is there whole, when its bytes reached the log, or not at all.
  const std::uint64_t last = last_after_reopening();
  EXPECT_TRUE(last == 5 || last == 8) << last;
}

TEST_F(Failure, full_disk_at_any_write_of_a_batch) {
  int tried = 0;
  for (bool is_written = false; !is_written; ++tried) {
    SCOPED_TRACE("after " + std::to_string(tried) + " writes");
    ASSERT_LT(tried, 1000);
    std::filesystem::remove_all(dir_);
    make_data();
    {
      const FaultyDisk disk;
      const auto store = open_store(dir_, OpenMode::write);
      ASSERT_EQ(code_of(store->append(linked_batch(4, 5))), "");
      FaultyDisk::fail_writes(File::log, tried);
      const auto done = store->append(linked_batch(6, 60));
      FaultyDisk::heal();
      is_written = done.has_value();
      if (!is_written) expect_stopped(*store, done, "full");
    }
    ASSERT_EQ(last_after_reopening(), is_written ? 60U : 5U);
  }
  EXPECT_GT(tried, 5);
}

TEST_F(Failure, failed_checkpoint_stops_behind_an_acknowledged_batch) {
  for (const bool is_sync : {false, true}) {
    std::filesystem::remove_all(dir_);
    make_data();
    {
      const FaultyDisk disk;
      const auto store = open_store(dir_, OpenMode::write, {.wal_checkpoint_bytes = 1});
      is_sync ? FaultyDisk::fail_syncs(File::data, 0) : FaultyDisk::fail_writes(File::data, 0);
      EXPECT_EQ(code_of(store->append(linked_batch(4, 5))), "") << "now one is due";
      EXPECT_EQ(code_of(store->append(linked_batch(6, 7))), "") << "it comes behind this";
      FaultyDisk::heal();
      EXPECT_EQ(code_of(store->append(linked_batch(8, 9))), "Q513");
      EXPECT_EQ(code_of(store->append({})), "Q513");
    }
    EXPECT_EQ(last_after_reopening(), 7U);
  }
}

TEST_F(Failure, disk_that_fails_while_opening) {
  make_data();
  {
    auto store = open_store(dir_, OpenMode::write);
    ASSERT_EQ(code_of(store->append(linked_batch(4, 5))), "");
    std::filesystem::copy(dir_, temp_.in("crashed"), std::filesystem::copy_options::recursive);
  }
  dir_ = temp_.in("crashed");  // with its log still to be copied into the data file
  {
    const FaultyDisk disk;
    FaultyDisk::fail_syncs(File::data, 0);
    EXPECT_EQ(code_of(open_sqlite_store(dir_, OpenMode::write)), "Q508");
    FaultyDisk::heal();
    FaultyDisk::fail_writes(File::data, 0);
    EXPECT_EQ(code_of(open_sqlite_store(dir_, OpenMode::write)), "Q508");
    FaultyDisk::heal();
    FaultyDisk::fail_writes(File::data, 0);
    EXPECT_EQ(code_of(open_sqlite_store(temp_.in("new"), OpenMode::create)), "Q508");
  }
  EXPECT_EQ(last_after_reopening(), 5U);
  EXPECT_EQ(code_of(open_sqlite_store(temp_.in("new"), OpenMode::create)), "");
}

TEST_F(Failure, file_that_may_not_grow) {
  make_data();
  std::uint64_t last = 3;
  {
    const auto store = open_store(dir_, OpenMode::write, {.pages_max = 40});
    for (;;) {
      const auto done = store->append(linked_batch(last + 1, last + 50));
      if (!done) {
        expect_stopped(*store, done, "database or disk is full");
        break;
      }
      last += 50;
      ASSERT_LT(last, 10'000U);
    }
  }
  EXPECT_GT(last, 100U);
  EXPECT_EQ(last_after_reopening(), last);
}

// A real write of a real file that the system refuses.
TEST_F(Failure, file_size_limit_of_the_process) {
  make_data();
  const pid_t pid = start_child([this] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit most{256 * 1024, 256 * 1024};
    if (::setrlimit(RLIMIT_FSIZE, &most) != 0) return 101;
    const auto store = SqliteStore::open(dir_, OpenMode::write);
    if (!store) return 102;
    int batches = 0;
    while ((*store)->append(linked_batch(4 + batches * 10, 13 + batches * 10))) {
      if (++batches == 100) return 103;
    }
    const auto again = (*store)->append({});
    if (again || again.error().code != "Q513") return 104;
    if (again.error().detail.find("File too large") == std::string::npos) return 105;
    return batches;
  });
  const int batches = wait_for(pid);
  ASSERT_GT(batches, 2);
  ASSERT_LT(batches, 100);
  EXPECT_EQ(last_after_reopening(), 3U + 10U * static_cast<std::uint64_t>(batches));
}

TEST_F(Failure, stranger_who_holds_the_write_lock) {
  make_data();
  {
    const auto store = open_store(dir_, OpenMode::write);
    sqlite3* stranger = nullptr;
    ASSERT_EQ(sqlite3_open(db_.c_str(), &stranger), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(stranger, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    expect_stopped(*store, store->append(linked_batch(4, 5)), "locked");
    sqlite3_close(stranger);
  }
  EXPECT_EQ(last_after_reopening(), 3U);
}

TEST_F(Failure, damage_is_noticed_where_it_is_read) {
  make_data(2'000);
  std::string bytes = bytes_of(db_);
  ASSERT_GT(bytes.size(), 100'000U);
  for (std::size_t page = 40; page < bytes.size() / 4096; ++page) bytes.replace(page * 4096, 64, 64, '\xa5');
  write_bytes(db_, bytes);
  const auto reader = open_reader(dir_);
  EXPECT_EQ(code_of(reader->events(school_a, 1, 5'000)), "Q514");
  const auto store = open_store(dir_, OpenMode::write);
  expect_stopped(*store, store->append(linked_batch(2'001, 2'002)), "malformed");
}

TEST_F(Failure, refused_batches_do_not_stop_the_store) {
  make_data();
  const auto store = open_store(dir_, OpenMode::write);
  for (int i = 0; i < 50; ++i) EXPECT_EQ(code_of(store->append(linked_batch(9, 9))), "Q511");
  EXPECT_EQ(code_of(store->append(linked_batch(4, 4))), "");
  EXPECT_EQ(check_linked(*store->reader().value()), 4U);
}

}  // namespace
}  // namespace quyche::sqlite
