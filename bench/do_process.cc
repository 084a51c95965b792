#include "bench/do_process.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <iostream>
#include <utility>

#include "adapters/cli/run.h"
#include "engine/base/check.h"

namespace quyche::bench {

DoProcess::DoProcess(const std::string& dir) {
  int lines[2];
  int answers[2];
  CHECK(::pipe2(lines, O_CLOEXEC) == 0 && ::pipe2(answers, O_CLOEXEC) == 0, "there are pipes");
  std::cout.flush();
  child_ = ::fork();
  CHECK(child_ >= 0, "a child starts");
  if (child_ == 0) {
    ::dup2(lines[0], STDIN_FILENO);
    ::dup2(answers[1], STDOUT_FILENO);
    ::dup2(::open("/dev/null", O_WRONLY), STDERR_FILENO);  // that there is no key to sign with
    for (const int end : {lines[0], lines[1], answers[0], answers[1]}) ::close(end);
    const int exit = cli::run({"do", dir, "-"}, cli::Context{std::cout, std::cerr});
    std::cout.flush();
    ::_exit(exit);
  }
  ::close(lines[0]);
  ::close(answers[1]);
  in_ = lines[1];
  out_ = answers[0];
}

DoProcess::~DoProcess() {
  ::close(in_);
  int status = 0;
  CHECK(::waitpid(child_, &status, 0) == child_ && WIFEXITED(status) && WEXITSTATUS(status) == 0,
        "`do` ends well");
  ::close(out_);
}

void DoProcess::send(const std::string& lines) {
  for (std::size_t done = 0; done < lines.size();) {
    const ssize_t wrote = ::write(in_, lines.data() + done, lines.size() - done);
    CHECK(wrote > 0, "`do` takes lines");
    done += static_cast<std::size_t>(wrote);
  }
}

std::vector<std::string> DoProcess::answers() {
  std::vector<std::string> out;
  while (out.empty()) {
    char bytes[65'536];
    const ssize_t got = ::read(out_, bytes, sizeof bytes);
    CHECK(got > 0, "`do` answers");
    rest_.append(bytes, static_cast<std::size_t>(got));
    std::size_t from = 0;
    for (std::size_t end = rest_.find('\n'); end != std::string::npos; end = rest_.find('\n', from)) {
      out.push_back(rest_.substr(from, end - from));
      from = end + 1;
    }
    rest_.erase(0, from);
  }
  return out;
}

}  // namespace quyche::bench
