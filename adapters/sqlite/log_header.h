// The beginning of a write-ahead log, read without SQLite (https://sqlite.org/walformat.html): is it a log at
// all, and is there a frame in it that belongs to it?
#pragma once

#include <cstddef>
#include <string_view>

namespace quyche::sqlite {

inline constexpr std::size_t log_head_bytes = 32 + 24;  // the log's header and that of its first frame

struct LogHead {
  bool sound = false;       // the header is one, with its checksum
  bool has_frames = false;  // and the first frame carries its salts
};
// `bytes`: log_head_bytes of them, zeros behind the end of the file.
[[nodiscard]] LogHead read_log_head(std::string_view bytes);

}  // namespace quyche::sqlite
