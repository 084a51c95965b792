#include "engine/json/value.h"

#include <algorithm>

namespace quyche::json {
namespace {

// The only place where UTF-8 byte order and UTF-16 code unit order differ: characters above U+FFFF (lead
// byte F0 and up) are surrogates D800..DFFF in UTF-16 and so sort before U+E000..U+FFFF (lead bytes EE, EF).
int lead_rank(unsigned char c) {
  if (c >= 0xF0) return 0xEE;
  if (c == 0xEE || c == 0xEF) return c + 0x10;
  return c;
}

}  // namespace

bool KeyLess::operator()(std::string_view a, std::string_view b) const {
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (y == b.end()) return false;
  if (x == a.end()) return true;
  const auto left = static_cast<unsigned char>(*x);
  const auto right = static_cast<unsigned char>(*y);
  const int left_rank = lead_rank(left);
  const int right_rank = lead_rank(right);
  return left_rank != right_rank ? left_rank < right_rank : left < right;
}

const Value* Value::find(std::string_view key) const {
  const Object* members = object();
  if (members == nullptr) return nullptr;
  const auto at = members->find(key);
  return at == members->end() ? nullptr : &at->second;
}

}  // namespace quyche::json
