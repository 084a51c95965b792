// The files that a command's paths mean.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace quyche::cli {

// Files as given; for a folder all files below it that `wanted` takes, by name.
[[nodiscard]] std::vector<std::string> files_below(const std::vector<std::string>& paths,
                                                   bool (*wanted)(const std::filesystem::path&));

}  // namespace quyche::cli
