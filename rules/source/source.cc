#include "rules/source/source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "rules/text/utf8.h"

namespace quyche::rules {
namespace {

tl::unexpected<Error> too_large(std::uintmax_t bytes) { return fail("Q502", std::to_string(bytes)); }

}  // namespace

Source::Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(i + 1);
  }
}

Position Source::position(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<std::size_t>(after - line_starts_.begin());
  std::size_t column = 1;
  // A code point counts once it lies wholly before the offset: inside one, the column is that code point's.
  for (std::size_t at = line_starts_[line - 1]; at < offset; ++column) {
    at += utf8::decode(text_, at).length;
    if (at > offset) break;
  }
  return {line, column};
}

std::string_view Source::line(std::size_t line) const {
  if (line == 0 || line > line_starts_.size()) return {};
  const std::size_t begin = line_starts_[line - 1];
  std::size_t end = line == line_starts_.size() ? text_.size() : line_starts_[line] - 1;
  if (end > begin && text_[end - 1] == '\r') --end;
  return std::string_view(text_).substr(begin, end - begin);
}

Outcome<SourcePtr> load_source(const std::string& path, std::size_t bytes_max) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (error) return fail("Q501", error.message());
  if (std::filesystem::is_directory(status)) return fail("Q501", std::strerror(EISDIR));
  // A pipe or a device has no size to judge, and reading it may never end.
  if (!std::filesystem::is_regular_file(status)) return fail("Q501", std::strerror(EINVAL));
  const std::uintmax_t bytes = std::filesystem::file_size(path, error);
  if (error) return fail("Q501", error.message());
  if (bytes > bytes_max) return too_large(bytes);

  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail("Q501", std::strerror(errno == 0 ? EIO : errno));
  // One byte more than allowed, so that a file that grew since it was measured is noticed.
  std::string text(static_cast<std::size_t>(std::min<std::uintmax_t>(bytes, bytes_max)) + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) return fail("Q501", std::strerror(EIO));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > bytes_max) return too_large(text.size());
  return std::make_shared<const Source>(path, std::move(text));
}

}  // namespace quyche::rules
