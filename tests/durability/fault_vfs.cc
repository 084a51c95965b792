#include "tests/durability/fault_vfs.h"

#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <mutex>
#include <new>

namespace quyche::durability {
namespace {

struct Watch {
  std::mutex mutex;
  std::optional<DiskFailure> order;
  std::array<int, std::size(disk_calls)> calls{};
  int failures = 0;
  bool recording = false;
  std::vector<DiskEvent> events;
};

Watch& watch() {
  static Watch one;
  return one;
}

sqlite3_vfs* system_vfs = nullptr;
sqlite3_vfs shim_vfs;

// The file as SQLite sees it; the system's own file lies behind it in the same block of memory.
struct ShimFile {
  sqlite3_file base;
  const char* path;  // SQLite keeps it as long as the file is open
  [[nodiscard]] sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
ShimFile& shim(sqlite3_file* file) { return *reinterpret_cast<ShimFile*>(file); }
sqlite3_file* real(sqlite3_file* file) { return shim(file).real(); }

// Counts the call and says whether it is to fail.
bool fails(DiskCall call) {
  Watch& w = watch();
  const std::lock_guard lock(w.mutex);
  const int number = w.calls[static_cast<std::size_t>(call)]++;
  if (!w.order || w.order->call != call) return false;
  const bool due = w.order->persistent ? number >= w.order->nth : number == w.order->nth;
  if (due) ++w.failures;
  return due;
}

bool order_is_full() {
  Watch& w = watch();
  const std::lock_guard lock(w.mutex);
  return w.order && w.order->full;
}

using Kind = DiskEvent::Kind;

int shim_close(sqlite3_file* file) { return real(file)->pMethods->xClose(real(file)); }
int shim_read(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
  return real(file)->pMethods->xRead(real(file), bytes, size, offset);
}
int shim_write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  if (fails(DiskCall::write)) return order_is_full() ? SQLITE_FULL : SQLITE_IOERR_WRITE;
  const int code = real(file)->pMethods->xWrite(real(file), bytes, size, offset);
  if (code == SQLITE_OK && shim(file).path != nullptr)
    FaultVfs::note({Kind::write, shim(file).path, offset,
                    std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size))});
  return code;
}
int shim_truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (fails(DiskCall::truncate)) return SQLITE_IOERR_TRUNCATE;
  const int code = real(file)->pMethods->xTruncate(real(file), size);
  if (code == SQLITE_OK && shim(file).path != nullptr)
    FaultVfs::note({Kind::truncate, shim(file).path, size, {}});
  return code;
}
int shim_sync(sqlite3_file* file, int flags) {
  if (fails(DiskCall::sync)) return SQLITE_IOERR_FSYNC;
  const int code = real(file)->pMethods->xSync(real(file), flags);
  if (code == SQLITE_OK && shim(file).path != nullptr) FaultVfs::note({Kind::sync, shim(file).path, 0, {}});
  return code;
}
int shim_size(sqlite3_file* file, sqlite3_int64* size) {
  return real(file)->pMethods->xFileSize(real(file), size);
}
int shim_lock(sqlite3_file* file, int level) { return real(file)->pMethods->xLock(real(file), level); }
int shim_unlock(sqlite3_file* file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }
int shim_reserved(sqlite3_file* file, int* held) {
  return real(file)->pMethods->xCheckReservedLock(real(file), held);
}
int shim_control(sqlite3_file* file, int operation, void* argument) {
  return real(file)->pMethods->xFileControl(real(file), operation, argument);
}
int shim_sector(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
int shim_traits(sqlite3_file* file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }
int shim_map(sqlite3_file* file, int region, int size, int extend, void volatile** at) {
  if (fails(DiskCall::shared_memory)) return SQLITE_IOERR_SHMMAP;
  return real(file)->pMethods->xShmMap(real(file), region, size, extend, at);
}
int shim_shared_lock(sqlite3_file* file, int offset, int n, int flags) {
  return real(file)->pMethods->xShmLock(real(file), offset, n, flags);
}
void shim_barrier(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }
int shim_unmap(sqlite3_file* file, int remove) { return real(file)->pMethods->xShmUnmap(real(file), remove); }

// Version 2: with shared memory for the log, without memory mapping of the data, which quyche does not use.
constexpr sqlite3_io_methods methods = {
    2,           shim_close, shim_read,        shim_write,    shim_truncate, shim_sync,
    shim_size,   shim_lock,  shim_unlock,      shim_reserved, shim_control,  shim_sector,
    shim_traits, shim_map,   shim_shared_lock, shim_barrier,  shim_unmap,    nullptr,
    nullptr};

int shim_open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  if (fails(DiskCall::open)) return SQLITE_CANTOPEN;
  const bool there = name != nullptr && ::access(name, F_OK) == 0;
  const int code = system_vfs->xOpen(system_vfs, name, real(file), flags, out_flags);
  if (code != SQLITE_OK) return code;
  shim(file).path = name;
  file->pMethods = &methods;
  if (name != nullptr && !there) FaultVfs::note({Kind::create, name, 0, {}});
  return SQLITE_OK;
}

int shim_delete(sqlite3_vfs*, const char* name, int sync_folder) {
  if (fails(DiskCall::remove)) return SQLITE_IOERR_DELETE;
  return system_vfs->xDelete(system_vfs, name, sync_folder);  // its unlink is watched
}

}  // namespace

const char* name_of(DiskCall call) {
  constexpr const char* names[] = {"open",          "write",  "sync",        "truncate",   "remove",
                                   "shared memory", "rename", "make folder", "sync folder"};
  return names[static_cast<std::size_t>(call)];
}

FaultVfs::FaultVfs() {
  heal();
  system_vfs = sqlite3_vfs_find(nullptr);
  shim_vfs = *system_vfs;
  shim_vfs.zName = "fault";
  shim_vfs.pNext = nullptr;
  shim_vfs.szOsFile = static_cast<int>(sizeof(ShimFile)) + system_vfs->szOsFile;
  shim_vfs.xOpen = shim_open;
  shim_vfs.xDelete = shim_delete;
  sqlite3_vfs_register(&shim_vfs, 1);
}

FaultVfs::~FaultVfs() {
  sqlite3_vfs_unregister(&shim_vfs);
  sqlite3_vfs_register(system_vfs, 1);
  heal();
}

void FaultVfs::fail(const DiskFailure& failure) {
  heal();
  const std::lock_guard lock(watch().mutex);
  watch().order = failure;
}

void FaultVfs::heal() {
  Watch& w = watch();
  const std::lock_guard lock(w.mutex);
  w.order.reset();
  w.calls = {};
  w.failures = 0;
  w.recording = false;
  w.events.clear();
}

int FaultVfs::calls(DiskCall call) {
  const std::lock_guard lock(watch().mutex);
  return watch().calls[static_cast<std::size_t>(call)];
}

int FaultVfs::failures() {
  const std::lock_guard lock(watch().mutex);
  return watch().failures;
}

void FaultVfs::record() {
  heal();
  const std::lock_guard lock(watch().mutex);
  watch().recording = true;
}

std::vector<DiskEvent> FaultVfs::recorded() {
  const std::lock_guard lock(watch().mutex);
  return watch().events;
}

bool FaultVfs::refuses(DiskCall call) { return fails(call); }

void FaultVfs::note(DiskEvent event) {
  Watch& w = watch();
  const std::lock_guard lock(w.mutex);
  if (w.recording) w.events.push_back(std::move(event));
}

}  // namespace quyche::durability
