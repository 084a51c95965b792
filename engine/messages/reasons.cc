#include "engine/messages/reasons.h"

#include <optional>
#include <string_view>
#include <vector>

namespace quyche {
namespace {

// What stands in the places {0}, {1} ... of `sentence`, which come in this order, when `text` is that
// sentence.
std::optional<std::vector<std::string>> places(std::string_view sentence, std::string_view text) {
  std::vector<std::string> args;
  while (true) {
    const std::size_t open = sentence.find('{');
    const std::string_view before = sentence.substr(0, open);
    if (!text.starts_with(before)) return std::nullopt;
    text.remove_prefix(before.size());
    if (open == std::string_view::npos) return text.empty() ? std::optional(args) : std::nullopt;
    sentence.remove_prefix(sentence.find('}', open) + 1);
    const std::string_view behind = sentence.substr(0, sentence.find('{'));
    const std::size_t end = behind.empty() ? text.size() : text.find(behind);
    if (end == std::string_view::npos) return std::nullopt;
    args.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

}  // namespace

std::string reason_in(Lang lang, const std::string& english) {
  if (lang == Lang::en) return english;
  for (const Message& message : all_messages()) {
    if (!message.code.starts_with("why.")) continue;
    if (const auto args = places(message.en, english)) return render(message.code, lang, *args);
  }
  return english;
}

}  // namespace quyche
