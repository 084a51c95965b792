// Small files of the key holder: only their owner may touch them, and what is there is never half a file.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace quyche::signing {

// The whole file; nothing when there is none. Fails with Q501, Q538 (it is no file, or too long), or Q536
// when others than its owner have one of the permissions `forbidden` (of the mode's last six bits).
[[nodiscard]] Outcome<std::optional<std::string>> read_own_file(const std::string& path, unsigned forbidden);

// The new text stands beside the old one, as "<path>.new", until it is durable, mode 0600; one that is there
// was left by a program that was cut short. Fails with Q525.
[[nodiscard]] Outcome<void> replace_own_file(const std::string& path, std::string_view text);

[[nodiscard]] bool write_all(int fd, std::string_view text);

// A new or removed name is durable only when its folder is.
[[nodiscard]] bool sync_folder(const std::string& path);

}  // namespace quyche::signing
