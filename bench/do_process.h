// `quyche do` as a child of this process: commands go in as lines through a pipe, answers come out through
// another.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace quyche::bench {

class DoProcess {
 public:
  // This process has one thread (it forks).
  explicit DoProcess(const std::string& dir);
  // Ends its input, and expects it to end well.
  ~DoProcess();
  DoProcess(const DoProcess&) = delete;
  DoProcess& operator=(const DoProcess&) = delete;

  void send(const std::string& lines);
  // At least one answer, and as many as have come.
  [[nodiscard]] std::vector<std::string> answers();

 private:
  pid_t child_ = 0;
  int in_ = -1;
  int out_ = -1;
  std::string rest_;  // of an answer that has not come whole
};

}  // namespace quyche::bench
