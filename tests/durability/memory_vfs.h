// A SQLite VFS whose files are strings: where a state of the disk is looked at without a disk. One thread.
#pragma once

#include <map>
#include <memory>
#include <string>

namespace quyche::durability {

class MemoryVfs {
 public:
  static constexpr const char* name = "memory-disk";
  MemoryVfs();
  ~MemoryVfs();  // after the connections opened through it
  MemoryVfs(const MemoryVfs&) = delete;
  MemoryVfs& operator=(const MemoryVfs&) = delete;

  // What the disk holds from now on, by path. No connection may be open.
  static void put(std::map<std::string, std::string> files);
  [[nodiscard]] static const std::map<std::string, std::shared_ptr<std::string>>& files();
};

}  // namespace quyche::durability
