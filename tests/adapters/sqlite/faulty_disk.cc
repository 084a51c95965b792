#include "tests/adapters/sqlite/faulty_disk.h"

#include <sqlite3.h>
#include <unistd.h>

#include <limits>

namespace quyche::sqlite {
namespace {

constexpr int never = std::numeric_limits<int>::max();

// SQLite's own file with two of its methods replaced; everything else goes to the system as ever.
struct Side {
  const sqlite3_io_methods* real = nullptr;
  sqlite3_io_methods methods{};
  int writes_left = never;
  int syncs_left = never;
  int syncs = 0;
};

Side sides[2];
int steps_left = never;  // of both
sqlite3_vfs vfs;
sqlite3_vfs* system_vfs = nullptr;

bool is_due(int& left) {
  if (left == never) return false;
  if (left == 0) return true;
  --left;
  return false;
}

void live_on() {
  if (is_due(steps_left)) ::_exit(FaultyDisk::death);
}

template <int side>
int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  live_on();
  if (is_due(sides[side].writes_left)) return SQLITE_FULL;
  return sides[side].real->xWrite(file, bytes, size, offset);
}

template <int side>
int sync(sqlite3_file* file, int flags) {
  live_on();
  ++sides[side].syncs;
  if (is_due(sides[side].syncs_left)) return SQLITE_IOERR_FSYNC;
  return sides[side].real->xSync(file, flags);
}

template <int side>
int truncate(sqlite3_file* file, sqlite3_int64 size) {
  live_on();
  return sides[side].real->xTruncate(file, size);
}

template <int side>
void wrap(sqlite3_file* file) {
  Side& wrapped = sides[side];
  wrapped.real = file->pMethods;
  wrapped.methods = *file->pMethods;
  wrapped.methods.xWrite = write<side>;
  wrapped.methods.xSync = sync<side>;
  wrapped.methods.xTruncate = truncate<side>;
  file->pMethods = &wrapped.methods;
}

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  const int code = system_vfs->xOpen(system_vfs, name, file, flags, out_flags);
  if (code != SQLITE_OK) return code;
  if ((flags & SQLITE_OPEN_MAIN_DB) != 0) wrap<0>(file);
  if ((flags & SQLITE_OPEN_WAL) != 0) wrap<1>(file);
  return SQLITE_OK;
}

Side& side_of(File file) { return sides[file == File::data ? 0 : 1]; }

}  // namespace

FaultyDisk::FaultyDisk() {
  heal();
  system_vfs = sqlite3_vfs_find(nullptr);
  vfs = *system_vfs;
  vfs.zName = "faulty";
  vfs.pNext = nullptr;
  vfs.xOpen = open;
  sqlite3_vfs_register(&vfs, 1);
}

FaultyDisk::~FaultyDisk() {
  sqlite3_vfs_unregister(&vfs);
  sqlite3_vfs_register(system_vfs, 1);
}

void FaultyDisk::fail_writes(File file, int left) { side_of(file).writes_left = left; }
void FaultyDisk::fail_syncs(File file, int left) { side_of(file).syncs_left = left; }
void FaultyDisk::die_after(int left) { steps_left = left; }
int FaultyDisk::syncs(File file) { return side_of(file).syncs; }

void FaultyDisk::heal() {
  steps_left = never;
  for (Side& side : sides) {
    side.writes_left = never;
    side.syncs_left = never;
    side.syncs = 0;
  }
}

}  // namespace quyche::sqlite
