// The power goes at any moment of a program that makes a store, fills it, checkpoints, closes it and opens it
// again: what was acknowledged is there, whole batches only. The same program with synchronous=NORMAL is the
// control: it does lose.
#include <gtest/gtest.h>

#include <set>

#include "adapters/runtime/new_school.h"
#include "adapters/sqlite/sqlite_store.h"
#include "tests/contract/temp_dir.h"
#include "tests/durability/crash_states.h"
#include "tests/durability/linked_batches.h"
#include "tests/durability/memory_vfs.h"
#include "tests/durability/scale.h"

namespace quyche::durability {
namespace {

using sqlite::OpenMode;
using sqlite::SqliteStore;
using sqlite::StoreOptions;
using sqlite::Synchronous;

constexpr int batches_before_closing = 12;
constexpr int batches = 16;
// Marks in the record: 0 nothing, 1 the store was made, 1 + k the k-th batch was acknowledged.
void acknowledge(int mark) { FaultVfs::note({DiskEvent::Kind::acknowledged, "", mark, {}}); }

std::vector<DiskEvent> record_of(const std::string& dir, Synchronous synchronous) {
  StoreOptions options;
  options.wal_checkpoint_bytes = 150'000;  // a few batches, then a checkpoint in the middle of the work
  options.synchronous = synchronous;
  const FaultVfs vfs;
  FaultVfs::record();
  int done = 0;
  const auto append_until = [&](SqliteStore& store, int last) {
    for (int k = done + 1; k <= last; ++k) {
      const auto appended = store.append(linked_batch(k));
      ASSERT_TRUE(appended) << appended.error().detail;
      acknowledge(1 + k);
    }
    done = last;
  };
  // As init does it: under another name, then renamed.
  const auto made = runtime::make_data_directory(dir, [&](const std::string& partial) -> Outcome<void> {
    auto store = SqliteStore::open(partial, OpenMode::create, options);
    if (!store) return tl::unexpected(store.error());
    return {};
  });
  if (!made) {
    ADD_FAILURE() << made.error().code << made.error().detail;
    return {};
  }
  acknowledge(1);
  {
    auto store = SqliteStore::open(dir, OpenMode::write, options);
    if (!store) {
      ADD_FAILURE() << store.error().code << store.error().detail;
      return {};
    }
    append_until(**store, batches_before_closing);
  }
  const auto store = SqliteStore::open(dir, OpenMode::write, options);
  if (store) append_until(**store, batches);
  EXPECT_EQ(done, batches);
  return FaultVfs::recorded();
}

struct Looked {
  bool sound = true;
  bool lost = false;
  std::string why;
};

// Opens the state as a start after the power cut does, in memory, and compares. `dir` is the directory that
// was recorded, for the lock; its files are not touched.
Looked look(const std::string& dir, CrashState& state) {
  const std::string told = state.told;
  const int acknowledged = static_cast<int>(state.acknowledged);
  const auto unsound = [&](const std::string& why) { return Looked{false, false, told + ": " + why}; };
  if (!state.files.contains(dir + "/quyche.db"))
    return acknowledged == 0 ? Looked{} : Looked{true, true, told + ": the store itself is gone"};
  MemoryVfs::put(std::move(state.files));
  StoreOptions options;
  options.vfs = MemoryVfs::name;
  auto store = SqliteStore::open(dir, OpenMode::write, options);
  if (!store) return unsound(store.error().code + " " + store.error().detail);
  const auto sound = (*store)->connection().value("PRAGMA integrity_check");
  if (!sound || *sound != "ok") return unsound(sound ? *sound : sound.error().words);
  const auto reader = (*store)->reader();
  if (!reader) return unsound(reader.error().detail);
  const Held held = batches_held(**reader);
  if (!held.wrong.empty()) return unsound(held.wrong);
  if (held.batches < acknowledged - 1)
    return {true, true,
            told + ": " + std::to_string(held.batches) + " of " + std::to_string(acknowledged - 1)};
  // It goes on where it stands.
  if (acknowledged % 5 == 0 && !(*store)->append(linked_batch(held.batches + 1)))
    return unsound("no further batch");
  return {};
}

class PowerLoss : public testing::Test {
 protected:
  contract::TempDir temp_;
  std::string dir_ = temp_.in("data");
  MemoryVfs memory_;
};

TEST_F(PowerLoss, nothing_acknowledged_is_lost) {
  const auto record = record_of(dir_, Synchronous::full);
  ASSERT_GT(record.size(), 200U);
  std::size_t unsound = 0;
  Enumeration how;
  how.random_subsets = scaled(36);
  const std::size_t states = each_crash_state(record, how, [&](CrashState& state) {
    const Looked looked = look(dir_, state);
    if (looked.sound && !looked.lost) return true;
    ADD_FAILURE() << looked.why;
    return ++unsound < 5;
  });
  RecordProperty("states", std::to_string(states));
  std::cout << "crash states: " << states << "\n";
  EXPECT_GE(states, static_cast<std::size_t>(scaled(20'000)));
}

// Without this the test above might be looking at nothing.
TEST_F(PowerLoss, the_control_without_full_sync_does_lose) {
  const auto record = record_of(dir_, Synchronous::normal);
  std::size_t lost = 0;
  std::size_t unsound = 0;
  std::string example;
  Enumeration how;
  how.random_subsets = 2;
  const std::size_t states = each_crash_state(record, how, [&](CrashState& state) {
    const Looked looked = look(dir_, state);
    if (looked.lost && lost++ == 0) example = looked.why;
    if (!looked.sound) {
      ADD_FAILURE() << looked.why;
      ++unsound;
    }
    return unsound < 5 && lost < 500;
  });
  std::cout << "control: " << lost << " of " << states << " states lose, e.g. " << example << "\n";
  EXPECT_GT(lost, 0U);
}

// Each of these is a mistake that the enumeration must find: it is what makes it worth its time.
TEST_F(PowerLoss, a_sync_that_is_left_out_is_found) {
  const auto record = record_of(dir_, Synchronous::full);
  std::set<DiskEvent::Kind> found;
  for (const auto kind : {DiskEvent::Kind::sync, DiskEvent::Kind::sync_folder}) {
    std::vector<DiskEvent> without;
    for (const DiskEvent& event : record)
      if (event.kind != kind) without.push_back(event);
    Enumeration how;
    how.random_subsets = 2;
    how.states_max = 3'000;
    each_crash_state(without, how, [&](CrashState& state) {
      const Looked looked = look(dir_, state);
      if (looked.sound && !looked.lost) return true;
      found.insert(kind);
      return false;
    });
  }
  EXPECT_EQ(found.size(), 2U);
}

}  // namespace
}  // namespace quyche::durability
