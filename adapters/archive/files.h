// Reading and writing the files of an archive's folder.
#pragma once

#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/archive/format.h"
#include "engine/base/result.h"

using EVP_MD_CTX = struct evp_md_ctx_st;

namespace quyche::archive {

// All bytes of a regular file (no link); nothing when there is none or it cannot be read.
[[nodiscard]] std::optional<std::string> read_file(const std::string& path);

// Calls visit(line, number) for each line without its newline, numbers from 1, until it says false. `ended`:
// whether the last line ends with a newline. False when the file cannot be read.
[[nodiscard]] bool each_line(const std::string& path, bool& ended,
                             const std::function<bool(std::string_view line, std::uint64_t number)>& visit);

// Paths of everything below the folder that is no directory, by path, '/' between the parts.
[[nodiscard]] Outcome<std::vector<std::string>> files_below(const std::string& folder);

// A name as it can be printed and put into JSON: control characters and bytes that are no UTF-8 as \xHH.
[[nodiscard]] std::string printable(std::string_view path);

// The SHA-256 of bytes that come in pieces.
class Hasher {
 public:
  Hasher();
  void add(std::string_view bytes);
  [[nodiscard]] Digest end();  // once
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  struct Free {
    void operator()(EVP_MD_CTX* context) const;
  };
  std::unique_ptr<EVP_MD_CTX, Free> context_;
  std::uint64_t bytes_ = 0;
};

// Hash and size of a regular file without holding it in memory.
[[nodiscard]] std::optional<ManifestFile> measure(const std::string& folder, const std::string& path);

// A file that is made: makes the folders it lies in, refuses to touch one that is there.
class NewFile {
 public:
  // Q546 with the path and the system's reason.
  [[nodiscard]] static Outcome<NewFile> create(const std::string& folder, const std::string& path);
  void write(std::string_view bytes);
  // Durable when it returns. Q546.
  [[nodiscard]] Outcome<void> close();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  NewFile(std::string path, std::FILE* file) : path_(std::move(path)), file_(file) {}
  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;
  int error_ = 0;
};

[[nodiscard]] Outcome<void> write_new(const std::string& folder, const std::string& path,
                                      std::string_view bytes);
// Makes what a folder lists durable. Q546.
[[nodiscard]] Outcome<void> sync_folder(const std::string& folder);
// Makes what the folders at and below `folder` list durable. Q546.
[[nodiscard]] Outcome<void> sync_folders(const std::string& folder);

}  // namespace quyche::archive
