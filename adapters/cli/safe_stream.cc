#include "adapters/cli/safe_stream.h"

#include <algorithm>
#include <string_view>

#include "rules/text/utf8.h"

namespace quyche::cli {
namespace {

bool plain(char c) { return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t'; }

// Whether the bytes may be the beginning of a character of more bytes.
bool may_go_on(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes.front());
  const std::size_t whole = lead >= 0xF0 && lead < 0xF8 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  return bytes.size() < whole && std::all_of(bytes.begin() + 1, bytes.end(), [](char c) {
           return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
         });
}

}  // namespace

SafeStream::Filter::int_type SafeStream::Filter::overflow(int_type c) {
  if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
  const char one = traits_type::to_char_type(c);
  return xsputn(&one, 1) == 1 ? c : traits_type::eof();
}

std::streamsize SafeStream::Filter::xsputn(const char* bytes, std::streamsize count) {
  if (waiting_.empty() && std::all_of(bytes, bytes + count, plain)) {
    behind_.write(bytes, count);
  } else {
    waiting_.append(bytes, static_cast<std::size_t>(count));
    pass(false);
  }
  return behind_ ? count : 0;
}

int SafeStream::Filter::sync() {
  pass(true);
  behind_.flush();
  return behind_ ? 0 : -1;
}

// All that waits, or all but a character that is not complete yet.
void SafeStream::Filter::pass(bool whole) {
  std::string safe;
  std::size_t at = 0;
  while (at < waiting_.size()) {
    const std::string_view rest = std::string_view(waiting_).substr(at);
    const rules::utf8::Decoded one = rules::utf8::decode(rest, 0);
    if (!one.valid && !whole && rest.size() < 4 && may_go_on(rest)) break;
    const std::string_view character = rest.substr(0, one.length);
    const bool breaks = character == "\n" || character == "\t";
    safe += breaks ? std::string(character) : rules::utf8::printable(character);
    at += one.length;
  }
  waiting_.erase(0, at);
  behind_.write(safe.data(), static_cast<std::streamsize>(safe.size()));
}

}  // namespace quyche::cli
