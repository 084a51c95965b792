// Where the pieces of a YAML text end, judged as yaml-cpp judges them. Pure functions over a text.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace quyche::rules::yaml::lexemes {

[[nodiscard]] bool is_blank(char c);  // space or tab
// Whether a blank, a line break or the end of the text stands at `at`.
[[nodiscard]] bool is_gap(std::string_view text, std::size_t at);
// The line break of the line that holds `at`, or the end of the text.
[[nodiscard]] std::size_t line_end(std::string_view text, std::size_t at);
// The beginning of the line after the one that ends at `end`.
[[nodiscard]] std::size_t next_line(std::string_view text, std::size_t end);
[[nodiscard]] std::size_t skip_blanks(std::string_view text, std::size_t at);
// `---` or `...` at the beginning of a line.
[[nodiscard]] bool is_document_mark(std::string_view text, std::size_t line_begin);

struct Quoted {
  std::size_t end = 0;  // past the closing quote
  bool closed = false;
  std::vector<std::size_t> bad_escapes;
};
// `at` is the opening quote.
[[nodiscard]] Quoted quoted(std::string_view text, std::size_t at);

enum class Stop { line_end, colon, comment, flow };
struct Plain {
  std::size_t end = 0;   // past the last character that is no blank
  std::size_t stop = 0;  // the colon, the blank before `#`, the flow sign or the line break
  Stop why = Stop::line_end;
};
// Text without quotes, on one line.
[[nodiscard]] Plain plain(std::string_view text, std::size_t at, bool in_flow);

// The name of an anchor, alias or tag whose sign stands at `at`.
[[nodiscard]] std::size_t property_end(std::string_view text, std::size_t at, bool in_flow);

struct BlockHeader {
  std::size_t end = 0;     // past `|-2` and blanks
  std::size_t indent = 0;  // 0: found from the text
  bool valid = false;
};
[[nodiscard]] BlockHeader block_header(std::string_view text, std::size_t at);
// The end of the last line of a block scalar whose header line ends at `header_end`. `parent` is the column
// of the collection around it, if any.
[[nodiscard]] std::size_t block_end(std::string_view text, std::size_t header_end, std::size_t indent,
                                    std::optional<std::size_t> parent);

}  // namespace quyche::rules::yaml::lexemes
