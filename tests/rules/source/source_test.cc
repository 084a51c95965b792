#include "rules/source/source.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace quyche::rules {
namespace {

class Folder {
 public:
  Folder()
      : path_(std::filesystem::temp_directory_path() / ("quyche_source_test_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::string file(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return (path_ / name).string();
  }
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

TEST(Source, CountsLinesAndCodePoints) {
  const Source source("x", "hạn nộp: a\nĐiều 12\n");
  const std::string_view text = source.text();
  EXPECT_EQ(source.position(0), (Position{1, 1}));
  EXPECT_EQ(source.position(text.find("nộp")), (Position{1, 5}));
  EXPECT_EQ(source.position(text.find(": a")), (Position{1, 8}));
  EXPECT_EQ(source.position(text.find("Đ")), (Position{2, 1}));
  EXPECT_EQ(source.position(text.find("12")), (Position{2, 6}));
}

TEST(Source, AnOffsetInsideACodePointHasItsColumn) {
  const Source source("x", "ệb");
  EXPECT_EQ(source.position(1), (Position{1, 1}));
  EXPECT_EQ(source.position(2), (Position{1, 1}));
  EXPECT_EQ(source.position(3), (Position{1, 2}));
}

TEST(Source, TheEndAndPastIt) {
  EXPECT_EQ(Source("x", "").position(0), (Position{1, 1}));
  EXPECT_EQ(Source("x", "ab").position(2), (Position{1, 3}));
  EXPECT_EQ(Source("x", "ab\n").position(3), (Position{2, 1}));
  EXPECT_EQ(Source("x", "ab\n").position(99), (Position{2, 1}));
}

TEST(Source, LinesWithoutTheirBreaks) {
  const Source source("x", "a\r\n\r\nb\rc\nd");
  EXPECT_EQ(source.line(1), "a");
  EXPECT_EQ(source.line(2), "");
  EXPECT_EQ(source.line(3), "b\rc");
  EXPECT_EQ(source.line(4), "d");
  EXPECT_EQ(source.line(0), "");
  EXPECT_EQ(source.line(5), "");
}

TEST(Source, InvalidUtf8IsCountedByteByByte) {
  const Source source("x", "a\xFF\xC3(b");
  EXPECT_EQ(source.position(1), (Position{1, 2}));
  EXPECT_EQ(source.position(2), (Position{1, 3}));
  EXPECT_EQ(source.position(4), (Position{1, 5}));
}

TEST(LoadSource, ReadsAFileAsItIs) {
  const Folder folder;
  const std::string path = folder.file("a.yaml", std::string("a\r\n\0b", 5));
  const auto source = load_source(path, 5);
  ASSERT_TRUE(source);
  EXPECT_EQ((*source)->name(), path);
  EXPECT_EQ((*source)->text(), std::string_view("a\r\n\0b", 5));
}

TEST(LoadSource, AnEmptyFile) {
  const Folder folder;
  const auto source = load_source(folder.file("a.yaml", ""), 0);
  ASSERT_TRUE(source);
  EXPECT_EQ((*source)->text(), "");
}

TEST(LoadSource, WhatCannotBeRead) {
  const Folder folder;
  const auto missing = load_source(folder.path() + "/none.yaml", 10);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, "Q501");
  EXPECT_EQ(missing.error().detail, "No such file or directory");
  const auto directory = load_source(folder.path(), 10);
  ASSERT_FALSE(directory);
  EXPECT_EQ(directory.error().code, "Q501");
  // A device never ends.
  const auto device = load_source("/dev/zero", 10);
  ASSERT_FALSE(device);
  EXPECT_EQ(device.error().code, "Q501");
}

TEST(LoadSource, TooLarge) {
  const Folder folder;
  const auto source = load_source(folder.file("a.yaml", "123456"), 5);
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, "Q502");
  EXPECT_EQ(source.error().detail, "6");
}

}  // namespace
}  // namespace quyche::rules
