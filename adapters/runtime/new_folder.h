// A folder that is filled under another name, so that it is there whole or not at all, however the program
// ends.
#pragma once

#include <string>
#include <utility>

#include "engine/base/result.h"

namespace quyche::runtime {

// Holds a lock on what it makes: what a killed program left has none, and goes when the next one makes
// something of the same name. Removed with this object unless it was published.
class NewFolder {
 public:
  // For a `target` that is absent: "TARGET.partial-<16 hex digits>" beside it. Q508.
  [[nodiscard]] static Outcome<NewFolder> beside(const std::string& target);
  // For a directory that is there and empty (a mounted volume, the working directory), whose name cannot be
  // given to another: "DIR/quyche.partial-<16 hex digits>". Q508.
  [[nodiscard]] static Outcome<NewFolder> inside(const std::string& dir);

  NewFolder(NewFolder&& other) noexcept
      : path_(std::move(other.path_)), target_(std::move(other.target_)), fd_(std::exchange(other.fd_, -1)) {}
  NewFolder& operator=(NewFolder&&) = delete;
  NewFolder(const NewFolder&) = delete;
  NewFolder& operator=(const NewFolder&) = delete;
  ~NewFolder();

  [[nodiscard]] const std::string& path() const { return path_; }

  // Gives it the name of the target, durably. Q504 when somebody else was faster, Q508, Q512; then the target
  // is as it was before.
  [[nodiscard]] Outcome<void> publish_folder();
  // Moves the one data file in it, closed cleanly, into the directory that it lies in, durably. To be called
  // with that directory's lock held. Q508, Q512; then the directory is as it was before.
  [[nodiscard]] Outcome<void> publish_data_file();

 private:
  NewFolder(std::string path, std::string target, int fd)
      : path_(std::move(path)), target_(std::move(target)), fd_(fd) {}
  static Outcome<NewFolder> make(const std::string& prefix, const std::string& target);

  std::string path_;
  std::string target_;
  int fd_;  // of the folder, with its lock; -1: nothing is held
};

// Without slashes at the end.
[[nodiscard]] std::string trimmed(std::string path);
[[nodiscard]] std::string parent_of(const std::string& path);

}  // namespace quyche::runtime
