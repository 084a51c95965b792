#include "adapters/cli/files_below.h"

#include <algorithm>
#include <system_error>

namespace quyche::cli {

namespace fs = std::filesystem;

std::vector<std::string> files_below(const std::vector<std::string>& paths, bool (*wanted)(const fs::path&)) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> inside;
    const auto options = fs::directory_options::skip_permission_denied;
    for (auto at = fs::recursive_directory_iterator(path, options, error); !error && at != fs::end(at);
         at.increment(error))
      if (at->is_regular_file(error) && wanted(at->path())) inside.push_back(at->path().string());
    std::sort(inside.begin(), inside.end());
    files.insert(files.end(), inside.begin(), inside.end());
  }
  return files;
}

}  // namespace quyche::cli
