// A SQLite VFS over the system's that counts what goes to the disk, fails it on order, and keeps a record of
// it. While one lives it is SQLite's default, so that every connection of the process goes through it.
//
// Thread safe; one at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace quyche::durability {

// What can be failed.
enum class DiskCall {
  open,
  write,
  sync,
  truncate,
  remove,
  shared_memory,
  // The program's own (system_calls.cc).
  rename,
  make_folder,
  sync_folder
};
inline constexpr DiskCall disk_calls[] = {DiskCall::open,     DiskCall::write,       DiskCall::sync,
                                          DiskCall::truncate, DiskCall::remove,      DiskCall::shared_memory,
                                          DiskCall::rename,   DiskCall::make_folder, DiskCall::sync_folder};
[[nodiscard]] const char* name_of(DiskCall call);

struct DiskFailure {
  DiskCall call = DiskCall::write;
  int nth = 0;              // the first call is 0
  bool persistent = false;  // and every one after it
  bool full = false;        // SQLITE_FULL instead of an I/O error, of writes
};

// One entry of the record, in the order in which things happened. `acknowledged` is the test's own mark.
struct DiskEvent {
  enum class Kind { create, write, truncate, sync, remove, rename, make_folder, sync_folder, acknowledged };
  Kind kind = Kind::write;
  std::string path;
  std::int64_t offset = 0;  // of a write; the new size of a truncate; what was acknowledged
  std::string bytes;        // of a write; the new name of a rename
};

class FaultVfs {
 public:
  FaultVfs();
  ~FaultVfs();  // after the connections opened through it
  FaultVfs(const FaultVfs&) = delete;
  FaultVfs& operator=(const FaultVfs&) = delete;

  // Counting begins anew with each order.
  static void fail(const DiskFailure& failure);
  static void heal();
  [[nodiscard]] static int calls(DiskCall call);  // since the last order, or heal()
  [[nodiscard]] static int failures();            // how many calls were failed since the last order

  // Folders are seen as well: the program's own mkdir, rename, unlink and fsync are watched
  // (system_calls.cc).
  static void record();
  [[nodiscard]] static std::vector<DiskEvent> recorded();
  static void note(DiskEvent event);
  // Counts a call and says whether it is to fail.
  [[nodiscard]] static bool refuses(DiskCall call);
};

}  // namespace quyche::durability
