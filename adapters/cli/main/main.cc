#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>

#include "adapters/cli/run.h"
#include "engine/base/check.h"

namespace {

void report_check(const char* file, int line, const char* reason) {
  std::cerr << "quyche: " << file << ':' << line << ": broken invariant: " << reason << '\n';
}

std::size_t terminal_columns() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
  const char* given = std::getenv("COLUMNS");
  const long columns = given == nullptr ? 0 : std::strtol(given, nullptr, 10);
  return columns >= 40 && columns <= 500 ? static_cast<std::size_t>(columns) : 100;
}

quyche::Lang preferred_language() {
  const char* given = std::getenv("QUYCHE_LANG");
  return given != nullptr && std::string_view(given) == "en" ? quyche::Lang::en : quyche::Lang::vi;
}

}  // namespace

int main(int argc, char** argv) {
  quyche::set_check_reporter(report_check);
  std::signal(SIGPIPE, SIG_IGN);  // a closed reader is a failed write, which is reported
  quyche::cli::Context context{std::cout, std::cerr};
  context.lang = preferred_language();
  context.columns = terminal_columns();
  context.colour = ::isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
  try {
    return quyche::cli::run({argv + 1, argv + argc}, context);
  } catch (const std::exception& error) {
    std::cerr << "quyche: " << error.what() << '\n';
    return static_cast<int>(quyche::cli::Exit::fault);
  }
}
