#include "engine/json/direct.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/base/limits.h"
#include "engine/json/read.h"

namespace quyche::json::direct {
namespace {

enum : std::uint8_t { in_id = 1, first_of_id = 2, in_text = 4 };

// What a byte may be part of. Bytes beyond ASCII are looked at as a whole, behind the text.
constexpr std::array<std::uint8_t, 256> byte_kinds() {
  std::array<std::uint8_t, 256> kinds{};
  for (int c = 0x20; c < 0x80; ++c)
    if (c != '"' && c != '\\') kinds[static_cast<std::size_t>(c)] = in_text;
  for (int c = '0'; c <= '9'; ++c) kinds[static_cast<std::size_t>(c)] = in_text | in_id | first_of_id;
  for (int c = 'a'; c <= 'z'; ++c) kinds[static_cast<std::size_t>(c)] = in_text | in_id | first_of_id;
  for (const char c : {'_', '.', '-'}) kinds[static_cast<std::size_t>(c)] = in_text | in_id;
  return kinds;
}
constexpr std::array<std::uint8_t, 256> kind_of_byte = byte_kinds();

std::uint8_t kind(char c) { return kind_of_byte[static_cast<unsigned char>(c)]; }

const char* skip(const char* at, const char* end, std::uint8_t wanted) {
  while (at != end && (kind(*at) & wanted) != 0) ++at;
  return at;
}

}  // namespace

bool Reader::id(std::string_view& out) {
  if (end_ - at_ < 3 || *at_ != '"' || (kind(at_[1]) & first_of_id) == 0) return false;
  const char* const from = at_ + 1;
  const char* const stop = skip(from, end_, in_id);
  if (stop == end_ || *stop != '"') return false;
  out = std::string_view(from, static_cast<std::size_t>(stop - from));
  at_ = stop + 1;
  return out.size() <= limits::id_bytes_max;
}

bool Reader::plain(std::string_view& out) {
  if (at_ == end_ || *at_ != '"') return false;
  const char* const from = at_ + 1;
  const char* const stop = skip(from, end_, in_text);
  if (stop == end_ || *stop != '"') return false;
  out = std::string_view(from, static_cast<std::size_t>(stop - from));
  at_ = stop + 1;
  return true;
}

bool Reader::text(std::string& out) {
  if (!take('"')) return false;
  bool ascii = true;
  const char* from = at_;
  while (at_ != end_ && *at_ != '"') {
    if (*at_ == '\\') {
      out.append(from, at_);
      if (!escape(out)) return false;
      from = at_;
      continue;
    }
    const auto byte = static_cast<unsigned char>(*at_);
    if (byte < 0x20) return false;
    ascii = ascii && byte < 0x80;
    ++at_;
  }
  out.append(from, at_);
  return take('"') && (ascii || valid_utf8(out));
}

// Only what append_string() writes: the short form where there is one.
bool Reader::escape(std::string& out) {
  static constexpr std::string_view letters = "\"\\bfnrt";
  static constexpr std::string_view meant = "\"\\\b\f\n\r\t";
  if (end_ - at_ < 2) return false;
  if (const std::size_t which = letters.find(at_[1]); which != std::string_view::npos) {
    out += meant[which];
    at_ += 2;
    return true;
  }
  if (end_ - at_ < 6 || std::string_view(at_, 4) != "\\u00") return false;
  static constexpr std::string_view digits = "0123456789abcdef";
  const std::size_t high = digits.find(at_[4]);
  const std::size_t low = digits.find(at_[5]);
  if (high > 1 || low == std::string_view::npos) return false;
  const char c = static_cast<char>(high * 16 + low);
  if (meant.find(c) != std::string_view::npos) return false;
  out += c;
  at_ += 6;
  return true;
}

bool Reader::integer(std::int64_t& out) {
  const auto [stop, error] = std::from_chars(at_, end_, out);
  if (error != std::errc() || out > limits::json_integer_max || out < -limits::json_integer_max) return false;
  const bool negative = *at_ == '-';
  const char* const first = at_ + (negative ? 1 : 0);
  if (*first == '0' && (negative || stop - first > 1)) return false;
  at_ = stop;
  return true;
}

FieldOrder::FieldOrder(const std::vector<std::string_view>& names) : rank(names.size()) {
  CHECK(names.size() <= fields_max, "a type has no more fields than its slots");
  std::vector<std::string_view> sorted = names;
  std::sort(sorted.begin(), sorted.end(), KeyLess());
  CHECK(std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end(), "a field is described once");
  for (std::size_t i = 0; i < names.size(); ++i) {
    rank[i] = static_cast<std::uint8_t>(std::find(sorted.begin(), sorted.end(), names[i]) - sorted.begin());
    std::string label = ",";
    append_string(label, sorted[i]);
    labels.push_back(label + ':');
  }
}

namespace detail {

void FieldWriter::write(std::string& out) const {
  out += '{';
  bool first = true;
  for (std::size_t i = 0; i < next_; ++i) {
    if (slots_[i].value == nullptr) continue;
    out.append(order_.labels[i], first ? 1 : 0);
    first = false;
    slots_[i].write(out, slots_[i].value);
  }
  out += '}';
}

bool FieldReader::read(Reader& in) const {
  if (!in.take('{')) return false;
  bool first = true;
  for (std::size_t i = 0; i < next_; ++i) {
    const std::string_view label = order_.labels[i];
    if (in.take(first ? label.substr(1) : label)) {
      first = false;
      if (!slots_[i].read(in, slots_[i].value)) return false;
    } else if (slots_[i].required) {
      return false;
    }
  }
  return in.take('}');
}

void write_integer(std::string& out, std::int64_t value) {
  char digits[24];  // hold every int64
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

}  // namespace detail

}  // namespace quyche::json::direct
