// quyche do as a program's partner: a command is answered though no second one comes, whatever else comes;
// and what was done is signed while it still runs, and when it ends badly.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <streambuf>
#include <thread>

#include "adapters/cli/line_reader.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/base/limits.h"
#include "tests/adapters/cli/cli.h"

namespace quyche::cli {
namespace {

constexpr std::chrono::seconds patience{60};  // only a failing test waits so long

// What was written, to be waited for on another thread.
class Watched : public std::streambuf {
 public:
  [[nodiscard]] bool wait_for_lines(std::size_t count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [&] { return lines_ >= count; });
  }
  [[nodiscard]] std::string text() {
    const std::scoped_lock lock(mutex_);
    return text_;
  }

 protected:
  int_type overflow(int_type c) override {
    const char one = static_cast<char>(c);
    return xsputn(&one, 1) == 1 ? c : traits_type::eof();
  }
  std::streamsize xsputn(const char* bytes, std::streamsize count) override {
    const std::scoped_lock lock(mutex_);
    text_.append(bytes, static_cast<std::size_t>(count));
    lines_ += static_cast<std::size_t>(std::count(bytes, bytes + count, '\n'));
    changed_.notify_all();
    return count;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::string text_;
  std::size_t lines_ = 0;
};

// `do` on a thread, reading from a pipe that the test holds.
class Running {
 public:
  explicit Running(const School& school) {
    const std::string path = school.in("pipe");
    EXPECT_EQ(::mkfifo(path.c_str(), 0600), 0);
    thread_ = std::thread([this, path, dir = school.dir] {
      std::ostream out(&out_);
      exit_ = run({"do", dir, path}, Context{out, err_});
    });
    pipe_ = ::open(path.c_str(), O_WRONLY);
    EXPECT_GE(pipe_, 0);
  }
  ~Running() {
    if (thread_.joinable()) (void)finish();
  }
  void write(const std::string& text) const {
    std::size_t done = 0;
    while (done < text.size()) {
      const ssize_t wrote = ::write(pipe_, text.data() + done, text.size() - done);
      ASSERT_GT(wrote, 0);
      done += static_cast<std::size_t>(wrote);
    }
  }
  [[nodiscard]] bool wait_for_lines(std::size_t count) { return out_.wait_for_lines(count); }
  Ran finish() {
    ::close(pipe_);
    thread_.join();
    return {exit_, out_.text(), err_.str()};
  }

 private:
  Watched out_;
  std::ostringstream err_;
  int exit_ = -1;
  int pipe_ = -1;
  std::thread thread_;
};

std::string create(int number) {
  const std::string n = std::to_string(number);
  return R"({"key":"k)" + n + R"(","do":"create","as":"gv01","at":"2024-10-01T08:00:00+07:00",)" +
         R"("type":"lesson_plan","document":"p)" + n + R"(","fields":{"lesson_date":"2024-10-07"}})" + "\n";
}

std::uint64_t signed_events(const std::string& dir, bool& all) {
  const auto reader = sqlite::open_sqlite_reader(dir);
  EXPECT_TRUE(reader);
  const SchoolId school = (*reader)->schools()->front();
  const auto checkpoint = *(*reader)->checkpoint(school, 1'000'000);
  const std::uint64_t last = *(*reader)->last_seq(school);
  all = checkpoint && checkpoint->size == last;
  return checkpoint ? checkpoint->size : 0;
}

TEST(CliDoStream, ACommandIsAnsweredThoughNoOtherComes) {
  const School school;
  Running running(school);
  for (int i = 0; i < 5; ++i) {
    running.write(create(i));
    ASSERT_TRUE(running.wait_for_lines(static_cast<std::size_t>(i) + 1));
  }
  const Ran ran = running.finish();
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(lines_of(ran.out).size(), 5U);
}

// Neither empty lines nor a line that does not end hold up what was asked before them.
TEST(CliDoStream, AFloodHoldsUpNobody) {
  for (const char filler : {'\n', 'a'}) {
    const School school;
    Running running(school);
    const std::string much(65'536, filler);
    running.write(create(1) + much);
    bool answered = false;
    std::thread waits([&] { answered = running.wait_for_lines(1); });
    for (int i = 0; i < 100; ++i) running.write(much);
    waits.join();
    EXPECT_TRUE(answered) << static_cast<int>(filler);
    const Ran ran = running.finish();
    EXPECT_EQ(lines_of(ran.out).size(), filler == '\n' ? 1U : 2U);
    EXPECT_NE(ran.out.find(R"("ok":true)"), std::string::npos);
  }
}

// The reader itself never waits, and takes a bounded piece at a time.
TEST(CliDoStream, LinesAreTakenInPieces) {
  const TempDir temp;
  std::string text;
  for (int i = 0; i < 30; ++i) text += std::string(500'000, 'a') + "\n\n";
  auto reader = LineReader::open(write_file(temp.in("lines"), text));
  ASSERT_TRUE(reader);
  std::size_t lines = 0;
  std::size_t most = 0;
  while (!reader->ended()) {
    const auto taken = reader->take(1'000, limits::json_bytes_max);
    ASSERT_TRUE(taken);
    most = std::max(most, taken->size());
    lines += taken->size();
  }
  EXPECT_EQ(lines, 30U);
  EXPECT_EQ(most, 1U);
  EXPECT_FALSE(reader->has_more());
}

TEST(CliDoStream, SignsWhileItRuns) {
  const School school;
  Running running(school);
  constexpr std::size_t lines = 10'000;  // as many as are answered between two checkpoints
  std::string text = create(1);
  for (std::size_t i = 1; i < lines; ++i) text += "x\n";
  running.write(text);
  ASSERT_TRUE(running.wait_for_lines(lines));
  bool all = false;
  const auto until = std::chrono::steady_clock::now() + patience;
  while (!all && std::chrono::steady_clock::now() < until) {
    (void)signed_events(school.dir, all);
    std::this_thread::yield();
  }
  EXPECT_TRUE(all);
  EXPECT_EQ(running.finish().err, "");
}

// Input that breaks off is a fault; what was done before it is signed all the same.
TEST(CliDoStream, SignsBeforeItEndsOnAFault) {
  const School school;
  ASSERT_EQ(school.give(create(1), {"--keys", school.in("none")}).exit, 0);
  bool all = true;
  (void)signed_events(school.dir, all);
  ASSERT_FALSE(all) << "without keys nothing was signed";
  const Ran ran = run_cli({"do", school.dir, school.dir});  // a directory opens and cannot be read
  EXPECT_EQ(ran.exit, 3);
  EXPECT_NE(ran.err.find("Q501"), std::string::npos);
  (void)signed_events(school.dir, all);
  EXPECT_TRUE(all);
}

}  // namespace
}  // namespace quyche::cli
