// quyche do DIR [FILE|-]: commands as JSON lines in, one JSON answer a line out.
//
// Lines are taken in as they come, and answers written as they become durable; whoever is slow holds up
// nobody but himself.
#include <poll.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <chrono>
#include <memory>
#include <utility>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/line_reader.h"
#include "adapters/cli/sign.h"
#include "adapters/runtime/data_directory.h"
#include "engine/base/limits.h"

namespace quyche::cli {
namespace {

using Clock = std::chrono::steady_clock;

// Lines that are taken in before it is looked again for answers to write.
constexpr std::size_t lines_at_a_time = 64;

// While lines go on coming a checkpoint is signed after so long or so many answers, in a moment without work,
// or at last without one.
constexpr std::chrono::minutes sign_after{5};
constexpr std::size_t sign_after_answers = 10'000;
constexpr std::size_t sign_at_last_factor = 10;

struct Options {
  std::string dir;
  std::string file = "-";
  std::string school;
  std::string keys;
  bool explain = false;
};

// When the next checkpoints are to be signed.
class SigningTimes {
 public:
  void answered(std::size_t count) { answers_ += count; }
  [[nodiscard]] bool due(bool idle) const {
    const std::size_t factor = idle ? 1 : sign_at_last_factor;
    return answers_ >= factor * sign_after_answers || Clock::now() - last_ >= factor * sign_after;
  }
  [[nodiscard]] int ms_to_wait() const {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(last_ + sign_after - Clock::now());
    return static_cast<int>(std::max<std::int64_t>(left.count(), 0));
  }
  void signed_now() {
    answers_ = 0;
    last_ = Clock::now();
  }

 private:
  std::size_t answers_ = 0;
  Clock::time_point last_ = Clock::now();
};

class Session {
 public:
  Session(Context& context, const Options& options, LineReader& lines, runtime::DataDirectory& data)
      : context_(context), options_(options), keys_{options.dir, options.keys}, lines_(lines), data_(data) {}

  void run() {
    while (!fault_ && !(ended() && data_.under_way() == 0)) {
      if (!ended() && !data_.full()) take_in();
      write_answers();
      if (fault_) break;
      const bool idle = data_.under_way() == 0;
      if (times_.due(idle && (ended() || !lines_.has_more()))) sign_what_is_new();
      wait();
    }
    if (!fault_) fault_ = data_.failure();
    if (!fault_) fault_ = input_fault_;
    if (fault_) context_.fault(*fault_);
    // A store that has stopped takes no checkpoint.
    const bool stopped = fault_ && (fault_->code == "Q512" || fault_->code == "Q513" || data_.failure());
    if (!stopped) sign_at_the_end();
  }

 private:
  [[nodiscard]] bool ended() const { return input_fault_.has_value() || lines_.ended(); }

  void take_in() {
    const auto taken = lines_.take(lines_at_a_time, limits::json_bytes_max);
    if (!taken) {
      input_fault_ = taken.error();  // the answers under way come all the same
      return data_.go_on(false);
    }
    for (const std::string& line : *taken) {
      data_.submit(line);
      // Whoever sends one command and waits is served without another thread.
      if (taken->size() > 1) data_.go_on(false);
    }
    if (taken->size() == 1) data_.go_on(data_.under_way() == 1 && !lines_.has_more());
  }

  void write_answers() {
    const auto answers = data_.take_answers();
    if (answers.empty()) return;
    for (const auto& answer : answers) {
      if (!answer) {
        fault_ = answer.error();
        break;
      }
      write(*answer);
    }
    context_.data().flush();
    if (!context_.data() && !fault_) fault_ = Error{"Q517", ""};
    times_.answered(answers.size());
  }

  void write(const runtime::Answered& answer) {
    context_.data() << answer.json << '\n';
    if (answer.ok) return;
    if (context_.exit == Exit::ok) context_.exit = Exit::findings;
    if (!options_.explain) return;
    context_.err << context_.say("refusal.head") << '\n';
    print_refusal(context_.err, answer.refusal, context_.lang,
                  [&](const PersonId& person) { return data_.name(answer.school, person); });
  }

  // Until there is something to take in or to write, or to sign.
  void wait() {
    const bool takes_in = !ended() && !data_.full();
    if (takes_in && lines_.has_more()) return;
    if (ended() && data_.under_way() == 0) return;
    pollfd waiting[] = {{data_.answers_descriptor(), POLLIN, 0},
                        {takes_in ? lines_.descriptor() : -1, POLLIN, 0}};
    // An interrupted wait is as good as one that has ended.
    (void)::poll(waiting, 2, times_.ms_to_wait());
  }

  // In the midst of the work: what is in the way is left for the end, where it is said.
  void sign_what_is_new() {
    times_.signed_now();
    if (signing_failed_) return;
    const HeldKeys held = keys_.read();
    if (!held) return;
    const Exit before = context_.exit;
    data_.each_unsigned([&](Store& store, const SchoolId& school, const runtime::SentEvents* sent) {
      const bool done = !signing_failed_ && sign_what_is_there(context_, store, school, keys_, held, sent);
      signing_failed_ = signing_failed_ || (context_.exit == Exit::fault && before != Exit::fault);
      return done;
    });
  }

  void sign_at_the_end() {
    if (signing_failed_) return;
    const HeldKeys held = keys_.read();
    bool said = false;  // without keys one line says it for all schools
    data_.each_unsigned([&](Store& store, const SchoolId& school, const runtime::SentEvents* sent) {
      if (!held && std::exchange(said, true)) return false;
      return sign_what_is_there(context_, store, school, keys_, held, sent);
    });
  }

  Context& context_;
  const Options& options_;
  const signing::KeyFile keys_;
  LineReader& lines_;
  runtime::DataDirectory& data_;
  SigningTimes times_;
  std::optional<Error> input_fault_;
  std::optional<Error> fault_;
  bool signing_failed_ = false;
};

void run_commands(Context& context, const Options& options) {
  auto lines = LineReader::open(options.file);
  if (!lines) return context.fault(lines.error());
  auto data = runtime::DataDirectory::open(options.dir, options.school);
  if (!data) return context.fault(data.error());
  Session(context, options, *lines, **data).run();
}

}  // namespace

void add_do(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("do", context.say("cli.do"));
  auto options = std::make_shared<Options>();
  command->add_option("DIR", options->dir, context.say("cli.dir"))->required();
  command->add_option("FILE", options->file, context.say("cli.do.file"));
  command->add_flag("--explain", options->explain, context.say("cli.do.explain"));
  command->add_option("--school", options->school, context.say("cli.do.school"));
  command->add_option("--keys", options->keys, context.say("cli.keys"));
  command->callback([&context, options] { run_commands(context, *options); });
}

}  // namespace quyche::cli
