// The calls of this process that change folders, watched and failed on order: a definition in the program
// stands before the one of the system's library. What they do they still do.
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <string>

#include "tests/durability/fault_vfs.h"

namespace {

using quyche::durability::DiskCall;
using quyche::durability::DiskEvent;
using quyche::durability::FaultVfs;
using Kind = DiskEvent::Kind;

// The folder behind a file descriptor; empty: it is no folder.
std::string folder_of(int fd) {
  struct stat status {};
  if (::fstat(fd, &status) != 0 || !S_ISDIR(status.st_mode)) return {};
  char path[PATH_MAX];
  const std::string link = "/proc/self/fd/" + std::to_string(fd);
  const ssize_t size = ::readlink(link.c_str(), path, sizeof path);
  return size > 0 ? std::string(path, static_cast<std::size_t>(size)) : std::string();
}

bool refused(DiskCall call) {
  if (!FaultVfs::refuses(call)) return false;
  errno = EIO;
  return true;
}

int synced(long call, int fd) {
  const std::string folder = folder_of(fd);
  if (!folder.empty() && refused(DiskCall::sync_folder)) return -1;
  const auto code = static_cast<int>(::syscall(call, fd));
  if (code == 0 && !folder.empty()) FaultVfs::note({Kind::sync_folder, folder, 0, {}});
  return code;
}

}  // namespace

extern "C" {

int rename(const char* from, const char* to) noexcept {
  if (refused(DiskCall::rename)) return -1;
  const int code = ::renameat(AT_FDCWD, from, AT_FDCWD, to);
  if (code == 0) FaultVfs::note({Kind::rename, from, 0, to});
  return code;
}
int unlink(const char* path) noexcept {
  const int code = ::unlinkat(AT_FDCWD, path, 0);
  if (code == 0) FaultVfs::note({Kind::remove, path, 0, {}});
  return code;
}
int mkdir(const char* path, mode_t mode) noexcept {
  if (refused(DiskCall::make_folder)) return -1;
  const int code = ::mkdirat(AT_FDCWD, path, mode);
  if (code == 0) FaultVfs::note({Kind::make_folder, path, 0, {}});
  return code;
}
int fsync(int fd) { return synced(SYS_fsync, fd); }
int fdatasync(int fd) { return synced(SYS_fdatasync, fd); }

}  // extern "C"
