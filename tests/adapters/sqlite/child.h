// Work in a child process: to be killed, limited or stripped of its rights.
#pragma once

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace quyche::sqlite {

// A child that runs `work` and ends with its result, without the destructors and reports of the parent.
template <class Work>
pid_t start_child(Work work) {
  const pid_t pid = ::fork();
  if (pid < 0) std::abort();
  if (pid == 0) ::_exit(work());
  return pid;
}

// The exit status, or 1000 + the signal that ended it.
inline int wait_for(pid_t pid) {
  int status = 0;
  if (::waitpid(pid, &status, 0) != pid) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

inline void kill_child(pid_t pid) {
  ::kill(pid, SIGKILL);
  ASSERT_EQ(wait_for(pid), 1000 + SIGKILL);
}

// Runs `work`, which gives a text, in a child whom file permissions bind, also when the tests run as root.
template <class Work>
std::string as_ordinary_user(Work work) {
  int ends[2];
  if (::pipe(ends) != 0) std::abort();
  const pid_t pid = start_child([&] {
    constexpr unsigned nobody = 65534;
    if (::geteuid() == 0 && (::setgid(nobody) != 0 || ::setuid(nobody) != 0)) return 2;
    const std::string text = work();
    return ::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()) ? 0 : 3;
  });
  ::close(ends[1]);
  std::string text;
  char bytes[512];
  for (ssize_t size = 0; (size = ::read(ends[0], bytes, sizeof bytes)) > 0;) {
    text.append(bytes, static_cast<std::size_t>(size));
  }
  ::close(ends[0]);
  EXPECT_EQ(wait_for(pid), 0);
  return text;
}

}  // namespace quyche::sqlite
