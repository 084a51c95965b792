#include "rules/phrase/names.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace quyche::rules::phrase {
namespace {

constexpr auto articles = std::to_array<std::string_view>({"khi", "ngày", "the"});

// How many words of `name` stand from `at` on.
std::size_t fitting(const Words& name, const Words& words, std::size_t at) {
  std::size_t n = 0;
  while (n < name.size() && at + n < words.size() && name[n].text == words[at + n].text) ++n;
  return n;
}

}  // namespace

Names::Names(const std::vector<Anchored>& fields) {
  for (const Anchored& one : fields) {
    for (const std::string& name : one.names) {
      Words cut = words(name);
      if (!cut.empty()) names_.push_back({one.field, std::move(cut)});
    }
  }
}

Piece<FieldId> Names::field(const Words& words, std::size_t at) const {
  Piece<FieldId> best;
  const bool article =
      at < words.size() && std::find(articles.begin(), articles.end(), words[at].text) != articles.end();
  for (const std::size_t skipped : {std::size_t{0}, std::size_t{1}}) {
    if (skipped == 1 && !article) break;
    for (const Name& name : names_) {
      const std::size_t fits = fitting(name.words, words, at + skipped);
      const std::size_t length = skipped + fits;
      if (fits == name.words.size() && length > best.length) {
        best.value = name.field;
        best.length = length;
      }
      best.stuck = std::max(best.stuck, length);
    }
  }
  return best;
}

}  // namespace quyche::rules::phrase
