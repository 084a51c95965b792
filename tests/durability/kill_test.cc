// kill -9 of the program itself, two hundred times under load: what it acknowledged is there exactly once,
// and what it did not is sent again with the same key and then is there exactly once as well.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <deque>
#include <iostream>
#include <map>
#include <random>
#include <set>

#include "adapters/runtime/backup.h"
#include "adapters/signing/key_file.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/json/read.h"
#include "engine/ledger/school_log.h"
#include "tests/contract/temp_dir.h"
#include "tests/durability/scale.h"
#include "tests/durability/small_school.h"

namespace quyche::durability {
namespace {

using Clock = std::chrono::steady_clock;

// `quyche do DIR -` with pipes at both ends.
class Program {
 public:
  explicit Program(const std::string& dir) {
    int in[2];
    int out[2];
    if (::pipe(in) != 0 || ::pipe(out) != 0) std::abort();
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(in[0], STDIN_FILENO);
      ::dup2(out[1], STDOUT_FILENO);
      for (const int fd : {in[0], in[1], out[0], out[1]}) ::close(fd);
      ::execl(QUYCHE_BINARY_DIR "/quyche", "quyche", "do", dir.c_str(), "-", static_cast<char*>(nullptr));
      ::_exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    to_ = in[1];
    from_ = out[0];
    ::fcntl(to_, F_SETFL, O_NONBLOCK);
    ::fcntl(from_, F_SETFL, O_NONBLOCK);
  }
  ~Program() {
    if (to_ >= 0) ::close(to_);
    if (pid_ > 0) kill();
    ::close(from_);
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void send(const std::string& line) { waiting_ += line + "\n"; }
  [[nodiscard]] bool idle() const { return waiting_.empty(); }
  void end_of_input() {
    ::close(to_);
    to_ = -1;
  }

  // Writes and reads what can be within the time; gives the complete lines that came.
  std::vector<std::string> exchange(int wait_ms) {
    pollfd fds[2] = {{from_, POLLIN, 0}, {to_, POLLOUT, 0}};
    ::poll(fds, to_ >= 0 && !waiting_.empty() ? 2 : 1, wait_ms);
    if (to_ >= 0 && !waiting_.empty()) {
      const ssize_t size = ::write(to_, waiting_.data(), std::min<std::size_t>(waiting_.size(), 4096));
      if (size > 0) waiting_.erase(0, static_cast<std::size_t>(size));
    }
    return lines();
  }

  // What it had written before it died was said to the world. 0 to 255: it ended by itself.
  int kill() {
    ::kill(pid_, SIGKILL);
    return wait();
  }
  int wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
  }
  std::vector<std::string> lines() {
    char bytes[65'536];
    for (ssize_t size = 0; (size = ::read(from_, bytes, sizeof bytes)) > 0;)
      read_.append(bytes, static_cast<std::size_t>(size));
    std::vector<std::string> out;
    for (std::size_t end = 0; (end = read_.find('\n')) != std::string::npos; read_.erase(0, end + 1))
      out.push_back(read_.substr(0, end));
    return out;
  }

 private:
  pid_t pid_ = -1;
  int to_ = -1;
  int from_ = -1;
  std::string waiting_;
  std::string read_;
};

// Each command makes a document that it does not name: done twice it would be there twice.
std::string line_of(int number) {
  return command(
      "k" + std::to_string(number), "gv0" + std::to_string(1 + number % 2), "2024-09-25T08:00:00+07:00",
      R"("do":"create","type":"lesson_plan","fields":{"lesson_date":"2024-10-07","outcomes":"Bài )" +
          std::to_string(number) + "\"}");
}

struct Caller {
  int next = 0;
  std::map<int, std::string> acknowledged;
  std::deque<int> unacknowledged;  // sent, and no answer came

  // A few more on their way, so that there is always something it has not answered.
  void keep_busy(Program& program, std::mt19937_64& random) {
    for (auto more = random() % 5; more > 0 && unacknowledged.size() < 24; --more) {
      unacknowledged.push_back(next);
      program.send(line_of(next++));
    }
  }
  void take(const std::vector<std::string>& lines, int& repeated) {
    for (const std::string& line : lines) {
      const auto value = json::read(line);
      const json::Value* key = value ? value->find("key") : nullptr;
      ASSERT_TRUE(key != nullptr && key->string() != nullptr) << line;
      const int number = std::stoi(key->string()->substr(1));
      const auto before = acknowledged.find(number);
      if (before != acknowledged.end()) {
        EXPECT_EQ(before->second, line) << "the same bytes each time";
        ++repeated;
        continue;
      }
      const json::Value* ok = value->find("ok");
      EXPECT_TRUE(ok != nullptr && ok->boolean() != nullptr && *ok->boolean()) << line;
      acknowledged.emplace(number, line);
      std::erase(unacknowledged, number);
    }
  }
};

TEST(Kill, nothing_acknowledged_is_lost_and_nothing_is_done_twice) {
  ::signal(SIGPIPE, SIG_IGN);
  const std::uint64_t seed = seed_or(4'711);
  SCOPED_TRACE("QUYCHE_SEED=" + std::to_string(seed));
  std::mt19937_64 random(seed);
  const contract::TempDir temp;
  const std::string dir = temp.in("data");
  const auto key = signing::generate_key(ledger::origin_of(small_school_id));
  ASSERT_TRUE(signing::KeyFile(dir, "").add(key));
  runtime::NewSchool school = small_school();
  school.key = key.key.text();
  ASSERT_TRUE(runtime::create_data_directory(dir, school));
  Caller caller;
  const int cycles = scaled(200);
  int killed_with_open_commands = 0;
  int killed_while_ending = 0;
  int repeated = 0;
  for (int cycle = 0; cycle < cycles && !testing::Test::HasFailure(); ++cycle) {
    Program program(dir);
    for (const int number : caller.unacknowledged) program.send(line_of(number));
    if (!caller.acknowledged.empty())
      for (int i = 0; i < 3; ++i)
        program.send(line_of(std::next(caller.acknowledged.begin(),
                                       static_cast<std::ptrdiff_t>(random() % caller.acknowledged.size()))
                                 ->first));
    // Some die before they answer, most in the middle of the work.
    const std::size_t answers_wanted = random() % 40;
    const auto extra = std::chrono::microseconds(random() % 4'000);
    const std::size_t before = caller.acknowledged.size();
    const auto give_up = Clock::now() + std::chrono::seconds(60);
    while (caller.acknowledged.size() < before + answers_wanted && Clock::now() < give_up) {
      caller.keep_busy(program, random);
      caller.take(program.exchange(20), repeated);
      if (testing::Test::HasFailure()) return;
    }
    ASSERT_LT(Clock::now(), give_up) << "the program answers";
    for (const auto until = Clock::now() + extra; Clock::now() < until;) {
      caller.keep_busy(program, random);
      caller.take(program.exchange(0), repeated);
    }
    caller.keep_busy(program, random);
    caller.take(program.exchange(0), repeated);
    // Now and then it is told to end, and killed while it leaves snapshots, signs, and closes the file.
    const bool ending = cycle % 4 == 3;
    if (ending) {
      while (!program.idle() && Clock::now() < give_up) caller.take(program.exchange(20), repeated);
      ASSERT_TRUE(program.idle());
      program.end_of_input();
      const auto until = Clock::now() + std::chrono::microseconds(random() % 30'000);
      while (Clock::now() < until) caller.take(program.exchange(1), repeated);
    }
    const int ended = program.kill();
    ASSERT_TRUE(ended == 1000 + SIGKILL || (ending && ended == 0)) << ended;
    if (ending && ended != 0) ++killed_while_ending;
    caller.take(program.lines(), repeated);
    if (!caller.unacknowledged.empty()) ++killed_with_open_commands;
  }
  {
    Program last(dir);
    for (const int number : caller.unacknowledged) last.send(line_of(number));
    while (!last.idle()) caller.take(last.exchange(20), repeated);
    last.end_of_input();
    EXPECT_EQ(last.wait(), 0);
    caller.take(last.lines(), repeated);
  }
  EXPECT_TRUE(caller.unacknowledged.empty());
  EXPECT_EQ(caller.acknowledged.size(), static_cast<std::size_t>(caller.next));

  const auto reader = sqlite::open_sqlite_reader(dir);
  ASSERT_TRUE(reader);
  std::map<std::string, int> made;
  for (const Event& event : events_of(**reader))
    if (std::holds_alternative<Created>(event.body)) ++made[event.command.value];
  // Rows, nodes and checkpoints, which the program writes beside the events, are right as well.
  const auto sound = runtime::check_copy(**reader);
  EXPECT_TRUE(sound) << sound.error().detail;
  EXPECT_TRUE(sound && sound->front().covered > 0) << "the last one signed a checkpoint";
  int lost = 0;
  int twice = 0;
  for (int number = 0; number < caller.next; ++number) {
    const auto at = made.find("k" + std::to_string(number));
    lost += at == made.end() ? 1 : 0;
    twice += at != made.end() && at->second > 1 ? 1 : 0;
  }
  EXPECT_EQ(lost, 0);
  EXPECT_EQ(twice, 0);
  EXPECT_EQ(made.size(), static_cast<std::size_t>(caller.next));
  EXPECT_GT(killed_with_open_commands, cycles / 3) << "killed under load";
  EXPECT_GT(killed_while_ending, 0);
  std::cout << "kill -9: " << cycles << " times, " << killed_with_open_commands
            << " with commands under way, " << killed_while_ending << " while it ended, " << caller.next
            << " commands, " << repeated << " answers repeated, " << lost << " lost, " << twice
            << " done twice\n";
}

}  // namespace
}  // namespace quyche::durability
