// Text on a page: nothing that people wrote is read as markup.
#pragma once

#include <string>
#include <string_view>

namespace quyche::cli {

// For element content and quoted attributes. Line breaks stay as spaces; control characters and those that
// reorder the text around them are shown as U+FFFD.
[[nodiscard]] std::string html_text(std::string_view text);
// The same with line breaks kept, for element content only.
[[nodiscard]] std::string html_lines(std::string_view text);

// <tag class="classes">content</tag>; `content` is markup already.
[[nodiscard]] std::string html_element(std::string_view tag, std::string_view classes,
                                       const std::string& content);

}  // namespace quyche::cli
