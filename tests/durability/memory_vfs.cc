#include "tests/durability/memory_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

namespace quyche::durability {
namespace {

// The log's index, which every connection to a file shares; gone with the power.
struct Shared {
  std::vector<std::unique_ptr<char[]>> regions;
  std::array<int, SQLITE_SHM_NLOCK> readers{};
  std::array<const void*, SQLITE_SHM_NLOCK> owner{};
};

std::map<std::string, std::shared_ptr<std::string>> disk;
std::map<std::string, Shared> shared;
sqlite3_vfs vfs;
sqlite3_vfs* system_vfs = nullptr;

struct MemoryFile {
  sqlite3_file base;
  std::shared_ptr<std::string>* bytes;
  std::string* path;
  std::array<bool, SQLITE_SHM_NLOCK>* reads;  // the shared locks that this file holds
};
MemoryFile& of(sqlite3_file* file) { return *reinterpret_cast<MemoryFile*>(file); }

int close(sqlite3_file* file) {
  delete of(file).bytes;
  delete of(file).path;
  delete of(file).reads;
  file->pMethods = nullptr;
  return SQLITE_OK;
}
int read(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
  const std::string& bytes = **of(file).bytes;
  const auto from = std::min(bytes.size(), static_cast<std::size_t>(offset));
  const auto count = std::min(bytes.size() - from, static_cast<std::size_t>(size));
  std::memcpy(to, bytes.data() + from, count);
  if (count == static_cast<std::size_t>(size)) return SQLITE_OK;
  std::memset(static_cast<char*>(to) + count, 0, static_cast<std::size_t>(size) - count);
  return SQLITE_IOERR_SHORT_READ;
}
int write(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
  std::string& bytes = **of(file).bytes;
  const auto end = static_cast<std::size_t>(offset + size);
  if (bytes.size() < end) bytes.resize(end);
  std::memcpy(bytes.data() + offset, from, static_cast<std::size_t>(size));
  return SQLITE_OK;
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
  (*of(file).bytes)->resize(static_cast<std::size_t>(size));
  return SQLITE_OK;
}
int sync(sqlite3_file*, int) { return SQLITE_OK; }
int file_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>((*of(file).bytes)->size());
  return SQLITE_OK;
}
// In the write-ahead mode the data file's own locks are only ever held together.
int lock(sqlite3_file*, int) { return SQLITE_OK; }
int check_reserved(sqlite3_file*, int* held) {
  *held = 0;
  return SQLITE_OK;
}
int control(sqlite3_file*, int operation, void* argument) {
  if (operation != SQLITE_FCNTL_MMAP_SIZE) return SQLITE_NOTFOUND;
  *static_cast<sqlite3_int64*>(argument) = 0;  // nothing is mapped
  return SQLITE_OK;
}
int sector(sqlite3_file*) { return 4096; }
int traits(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int map(sqlite3_file* file, int region, int size, int extend, void volatile** at) {
  auto& regions = shared[*of(file).path].regions;
  const auto wanted = static_cast<std::size_t>(region) + 1;
  *at = nullptr;
  if (regions.size() < wanted && extend == 0) return SQLITE_OK;
  while (regions.size() < wanted) regions.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
  *at = regions[static_cast<std::size_t>(region)].get();
  return SQLITE_OK;
}
int shared_lock(sqlite3_file* file, int offset, int count, int flags) {
  Shared& one = shared[*of(file).path];
  auto& reads = *of(file).reads;
  for (int i = offset; i < offset + count; ++i) {
    const auto at = static_cast<std::size_t>(i);
    if ((flags & SQLITE_SHM_UNLOCK) != 0) continue;
    const bool others_read = one.readers[at] > (reads[at] ? 1 : 0);
    const bool owned_by_another = one.owner[at] != nullptr && one.owner[at] != file;
    if (owned_by_another || ((flags & SQLITE_SHM_EXCLUSIVE) != 0 && others_read)) return SQLITE_BUSY;
  }
  for (int i = offset; i < offset + count; ++i) {
    const auto at = static_cast<std::size_t>(i);
    if ((flags & SQLITE_SHM_SHARED) != 0 && ((flags & SQLITE_SHM_LOCK) != 0) != reads[at]) {
      reads[at] = !reads[at];
      one.readers[at] += reads[at] ? 1 : -1;
    }
    if ((flags & SQLITE_SHM_EXCLUSIVE) != 0) one.owner[at] = (flags & SQLITE_SHM_LOCK) != 0 ? file : nullptr;
  }
  return SQLITE_OK;
}
void barrier(sqlite3_file*) {}
int unmap(sqlite3_file*, int) { return SQLITE_OK; }

constexpr sqlite3_io_methods methods = {
    2,       close,  read,   write, truncate,    sync,    file_size, lock,    lock,   check_reserved,
    control, sector, traits, map,   shared_lock, barrier, unmap,     nullptr, nullptr};

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  const std::string path = name == nullptr ? "" : name;
  auto at = disk.find(path);
  if (at == disk.end()) {
    if ((flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
    auto fresh = std::make_shared<std::string>();
    at = path.empty() ? disk.end() : disk.emplace(path, fresh).first;
    of(file).bytes = new std::shared_ptr<std::string>(fresh);
  } else {
    of(file).bytes = new std::shared_ptr<std::string>(at->second);
  }
  of(file).path = new std::string(path);
  of(file).reads = new std::array<bool, SQLITE_SHM_NLOCK>{};
  file->pMethods = &methods;
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}
int remove(sqlite3_vfs*, const char* name, int) {
  return disk.erase(name) == 0 ? SQLITE_IOERR_DELETE_NOENT : SQLITE_OK;
}
int access(sqlite3_vfs*, const char* name, int, int* there) {
  *there = disk.contains(name) ? 1 : 0;
  return SQLITE_OK;
}
int full_name(sqlite3_vfs*, const char* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

}  // namespace

MemoryVfs::MemoryVfs() {
  system_vfs = sqlite3_vfs_find(nullptr);
  vfs = *system_vfs;
  vfs.zName = name;
  vfs.pNext = nullptr;
  vfs.szOsFile = sizeof(MemoryFile);
  vfs.xOpen = open;
  vfs.xDelete = remove;
  vfs.xAccess = access;
  vfs.xFullPathname = full_name;
  sqlite3_vfs_register(&vfs, 0);
}

MemoryVfs::~MemoryVfs() {
  sqlite3_vfs_unregister(&vfs);
  put({});
}

void MemoryVfs::put(std::map<std::string, std::string> files) {
  disk.clear();
  shared.clear();
  for (auto& [path, bytes] : files) disk.emplace(path, std::make_shared<std::string>(std::move(bytes)));
}

const std::map<std::string, std::shared_ptr<std::string>>& MemoryVfs::files() { return disk; }

}  // namespace quyche::durability
