// A directory of a test's own, removed at the end.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

namespace quyche::contract {

class TempDir {
 public:
  TempDir() {
    std::string name = testing::TempDir() + "quyche-store-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    root_ = name;
  }
  ~TempDir() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  [[nodiscard]] const std::string& root() const { return root_; }
  [[nodiscard]] std::string in(const std::string& name) const { return root_ + "/" + name; }

 private:
  std::string root_;
};

}  // namespace quyche::contract
