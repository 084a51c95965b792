// kill -9 at any moment: what was acknowledged is there, whole batches only.
#include <unistd.h>

#include <chrono>
#include <random>
#include <thread>

#include "tests/adapters/sqlite/child.h"
#include "tests/adapters/sqlite/support.h"

namespace quyche::sqlite {
namespace {

using Kill = StoreOnDisk;

// Appends until it is killed; reports each seq through the pipe once it was acknowledged.
int append_forever(const std::string& dir, std::uint64_t last, int report) {
  const auto store = SqliteStore::open(dir, OpenMode::write, {.wal_checkpoint_bytes = 65'536});
  if (!store) return 1;
  for (std::uint64_t size = 1;; size = size % 7 + 1) {
    if (!(*store)->append(linked_batch(last + 1, last + size))) return 2;
    last += size;
    if (::write(report, &last, sizeof last) != sizeof last) return 3;
  }
}

TEST_F(Kill, nothing_acknowledged_is_lost) {
  constexpr std::uint32_t seed = 27'018;
  constexpr int rounds = 20;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  make_data();
  std::uint64_t last = 3;
  int rounds_with_appends = 0;
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t pid = start_child([&] { return append_forever(dir_, last, ends[1]); });
    ::close(ends[1]);
    std::uint64_t acknowledged = last;
    // Some are killed while they open the store, most while they append, however slow the disk is.
    if (round % 4 != 3) (void)!::read(ends[0], &acknowledged, sizeof acknowledged);
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 30'000));
    kill_child(pid);
    while (::read(ends[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged) {
    }
    ::close(ends[0]);
    if (acknowledged > last) ++rounds_with_appends;
    // Half of the time a reader comes before the next writer.
    if (round % 2 == 0) {
      EXPECT_GE(check_linked(*open_reader(dir_)), acknowledged);
    }
    const auto store = open_store(dir_, OpenMode::write);
    ASSERT_NE(store, nullptr);
    last = check_linked(*store->reader().value());
    ASSERT_GE(last, acknowledged);
    ASSERT_LE(last, acknowledged + 7);
    if (HasFailure()) break;
  }
  EXPECT_GE(rounds_with_appends, rounds / 4 * 3);
}

}  // namespace
}  // namespace quyche::sqlite
