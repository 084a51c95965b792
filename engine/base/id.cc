#include "engine/base/id.h"

#include <algorithm>

#include "engine/base/limits.h"

namespace quyche {
namespace {
bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
}  // namespace

bool is_id(std::string_view text) {
  if (text.empty() || text.size() > limits::id_bytes_max || !is_letter_or_digit(text.front())) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_letter_or_digit(c) || c == '_' || c == '.' || c == '-'; });
}

}  // namespace quyche
