// Readers: beside a writer, without one, without rights, and for a long time.
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <limits>
#include <thread>

#include "tests/adapters/sqlite/child.h"
#include "tests/adapters/sqlite/support.h"

namespace quyche::sqlite {
namespace {

namespace fs = std::filesystem;

class Reader : public StoreOnDisk {
 protected:
  // A child that appends up to `last` and ends without closing: the log keeps what it wrote.
  void crash_after(std::uint64_t last) {
    const pid_t pid = start_child([this, last] {
      const auto store = SqliteStore::open(dir_, OpenMode::write);
      if (!store || !(*store)->append(linked_batch(4, last))) return 1;
      ::_exit(0);
    });
    ASSERT_EQ(wait_for(pid), 0);
    ASSERT_GT(size_of(log_), 0U);
  }

  // What a user reads who may read everything in the directory and write nothing.
  std::string read_without_rights() {
    for (const std::string& path : {temp_.root(), dir_}) EXPECT_EQ(::chmod(path.c_str(), 0555), 0);
    for (const auto& entry : fs::directory_iterator(dir_)) EXPECT_EQ(::chmod(entry.path().c_str(), 0444), 0);
    const std::string result = as_ordinary_user([this] {
      const auto reader = open_sqlite_reader(dir_);
      if (!reader) return reader.error().code;
      const auto last = (*reader)->last_seq(school_a);
      if (!last) return last.error().code + " while reading";
      const auto events = (*reader)->events(school_a, 1, 1'000);
      if (!events || *events != batch_of("truong-a", 1, *last).events) return std::string("other events");
      return std::to_string(*last);
    });
    for (const std::string& path : {temp_.root(), dir_}) EXPECT_EQ(::chmod(path.c_str(), 0755), 0);
    for (const auto& entry : fs::directory_iterator(dir_)) EXPECT_EQ(::chmod(entry.path().c_str(), 0644), 0);
    return result;
  }
};

TEST_F(Reader, without_a_writer) {
  make_data();
  const std::string bytes = bytes_of(db_);
  EXPECT_EQ(check_linked(*open_reader(dir_)), 3U);
  EXPECT_EQ(bytes_of(db_), bytes);
}

TEST_F(Reader, without_the_files_beside_the_data_file) {
  make_data();
  fs::remove(log_);
  fs::remove(db_ + "-shm");
  EXPECT_EQ(check_linked(*open_reader(dir_)), 3U);
}

TEST_F(Reader, after_a_crash) {
  make_data();
  crash_after(40);
  const std::string bytes = bytes_of(db_);
  const std::string log = bytes_of(log_);
  EXPECT_EQ(check_linked(*open_reader(dir_)), 40U);
  EXPECT_EQ(bytes_of(db_), bytes) << "readers do not checkpoint";
  EXPECT_EQ(bytes_of(log_), log);
}

TEST_F(Reader, clean_close_leaves_all_in_the_data_file) {
  make_data();
  { EXPECT_EQ(code_of(open_store(dir_, OpenMode::write)->append(linked_batch(4, 9))), ""); }
  EXPECT_EQ(size_of(log_), 0U);
  fs::create_directory(temp_.in("copy"));
  fs::copy_file(db_, temp_.in("copy/quyche.db"));
  EXPECT_EQ(check_linked(*open_reader(temp_.in("copy"))), 9U);
}

// It is copied when it is its turn, not at the start: that would have to wait for readers.
TEST_F(Reader, the_log_of_a_crash_is_gone_on_with) {
  make_data();
  crash_after(40);
  const std::string last = contract::event(40).bytes;
  const auto store = open_store(dir_, OpenMode::write, {.wal_checkpoint_bytes = 1});
  EXPECT_EQ(bytes_of(db_).find(last), std::string::npos);
  EXPECT_EQ(check_linked(*store->reader().value()), 40U);
  for (std::uint64_t seq = 41; seq < 44; ++seq) ASSERT_EQ(code_of(store->append(linked_batch(seq, seq))), "");
  EXPECT_NE(bytes_of(db_).find(last), std::string::npos);
  EXPECT_EQ(check_linked(*store->reader().value()), 43U);
}

TEST_F(Reader, without_the_right_to_write) {
  make_data();
  EXPECT_EQ(read_without_rights(), "3") << "closed cleanly";
  crash_after(40);
  EXPECT_EQ(read_without_rights(), "40") << "after a crash";
  const auto store = open_store(dir_, OpenMode::write);
  ASSERT_EQ(code_of(store->append(linked_batch(41, 50))), "");
  EXPECT_EQ(read_without_rights(), "50") << "beside a writer";
}

TEST_F(Reader, without_the_right_to_write_and_without_the_files_beside) {
  make_data();
  fs::remove(log_);
  fs::remove(db_ + "-shm");
  EXPECT_EQ(read_without_rights(), "Q515");
}

TEST_F(Reader, reader_that_lives_long_does_not_hold_the_log) {
  make_data();
  constexpr std::uint64_t most = 256 * 1024;
  const auto store = open_store(dir_, OpenMode::write, {.wal_checkpoint_bytes = most / 4});
  const auto first = store->reader().value();
  const auto second = open_reader(dir_);
  std::uint64_t largest = 0;
  for (std::uint64_t seq = 4; seq < 2'004; seq += 4) {
    ASSERT_EQ(code_of(store->append(linked_batch(seq, seq + 3))), "");
    if (seq % 20 == 0) {
      ASSERT_EQ(first->last_seq(school_a).value(), seq + 3);
      ASSERT_EQ(second->events(school_a, seq, 2).value().size(), 2U);
    }
    largest = std::max(largest, size_of(log_));
  }
  EXPECT_LT(largest, most);
  EXPECT_EQ(check_linked(*first), 2'003U);
}

TEST_F(Reader, log_of_one_large_batch_is_cut_back) {
  make_data();
  const auto store = open_store(dir_, OpenMode::write);
  Batch large = batch_of("truong-a", 4, 100);
  for (StoredEvent& event : large.events) event.bytes.append(700'000, ' ');
  ASSERT_EQ(code_of(store->append(large)), "");
  EXPECT_GT(size_of(log_), 60'000'000U);
  for (std::uint64_t seq = 101; seq < 104; ++seq) {
    ASSERT_EQ(code_of(store->append(batch_of("truong-a", seq, seq))), "");
  }
  EXPECT_LE(size_of(log_), static_cast<std::uint64_t>(limits::wal_kept_bytes_max));
}

TEST_F(Reader, call_that_takes_too_long_is_given_up) {
  make_data(5'000);
  const auto reader = SqliteReader::open(db_, "", std::chrono::milliseconds(-1));
  ASSERT_TRUE(reader);
  const auto events = (*reader)->events(school_a, 1, std::numeric_limits<std::size_t>::max());
  ASSERT_FALSE(events);
  EXPECT_EQ(events.error().code, "Q515");
  EXPECT_EQ((*reader)->last_seq(school_a).value(), 5'000U) << "the reader itself goes on";
}

// Each call sees whole batches only, and never an older state than the call before.
TEST_F(Reader, in_another_thread_while_the_writer_appends) {
  make_data();
  const auto store = open_store(dir_, OpenMode::write, {.wal_checkpoint_bytes = 65'536});
  std::atomic<bool> is_done = false;
  std::atomic<int> rounds = 0;
  std::thread thread([&] {
    const auto reader = open_reader(dir_);
    std::uint64_t seen = 0;
    while (!is_done) {
      const auto events = reader->events(school_a, 1, std::numeric_limits<std::size_t>::max()).value();
      ASSERT_EQ(events.size() % 3, 0U);
      ASSERT_GE(events.size(), seen);
      ASSERT_EQ(events.back().seq, events.size());
      seen = events.size();
      const auto document = reader->document(school_a, DocumentId{"d"}).value();
      ASSERT_GE(document->version, seen);
      const auto answer =
          reader->answer(school_a, CommandKey{"k" + std::to_string(document->version)}).value();
      ASSERT_TRUE(answer.has_value());
      ++rounds;
    }
  });
  for (std::uint64_t seq = 4; seq < 1'500 || rounds < 20; seq += 3) {
    const auto done = store->append(linked_batch(seq, seq + 2));
    if (!done || seq > 100'000) {
      ADD_FAILURE() << code_of(done);
      break;
    }
  }
  is_done = true;
  thread.join();
}

}  // namespace
}  // namespace quyche::sqlite
