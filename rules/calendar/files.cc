#include "rules/calendar/files.h"

#include <algorithm>
#include <filesystem>

namespace quyche::rules {
namespace {

namespace fs = std::filesystem;

const char* const calendars = "calendars";
constexpr int parents_max = 64;

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

std::vector<std::string> files_in(const fs::path& folder, const std::string& id) {
  std::vector<std::string> out;
  if (is_file(folder / (id + ".yaml"))) out.push_back((folder / (id + ".yaml")).string());
  std::error_code error;
  for (auto at = fs::directory_iterator(folder / id, error); !error && at != fs::end(at); at.increment(error))
    if (at->path().extension() == ".yaml" && is_file(at->path())) out.push_back(at->path().string());
  std::sort(out.begin(), out.end());
  return out;
}

// `policies/hp` to `policies` to `` to `..`; nothing changes at the root.
fs::path parent(const fs::path& folder) {
  if (folder.empty() || folder.filename() == "..") return folder / "..";
  if (folder.filename() == ".") return folder.parent_path() / "..";
  return folder.parent_path();
}

bool is_root(const fs::path& folder) {
  std::error_code error;
  const fs::path full = fs::absolute(folder.empty() ? "." : folder, error).lexically_normal();
  return error || full == full.root_path();
}

}  // namespace

std::vector<std::string> calendar_files(const std::string& id, const std::string& folder) {
  fs::path at = folder;
  if (!at.has_filename()) at = at.parent_path();  // policies/ and policies are one folder
  for (int i = 0; i < parents_max; ++i) {
    if (auto found = files_in(at / calendars, id); !found.empty()) return found;
    if (is_root(at)) break;
    at = parent(at);
  }
  return {};
}

std::string calendar_id_of(const std::string& path) {
  const fs::path file(path);
  if (file.parent_path().filename() == calendars) return file.stem().string();
  if (file.parent_path().parent_path().filename() == calendars) return file.parent_path().filename().string();
  return "";
}

std::string folder_of_file(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash + 1);
}

}  // namespace quyche::rules
