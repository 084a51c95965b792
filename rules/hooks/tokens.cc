#include "rules/hooks/tokens.h"

#include <algorithm>

namespace quyche::rules::hooks {
namespace {

// As Lua reads them in the C locale, whatever the locale is.
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace

char Tokens::peek(std::size_t ahead) const {
  return at_ + ahead < script_.size() ? script_[at_ + ahead] : '\0';  // the script has no zero of its own
}

Token Tokens::next() {
  skip_blanks_and_comments();
  const std::size_t from = at_;
  const char c = peek();
  TokenKind kind = TokenKind::symbol;
  if (c == '\0') {
    kind = TokenKind::end;
  } else if (is_letter(c)) {
    kind = TokenKind::name;
    while (is_letter(peek()) || is_digit(peek())) ++at_;
  } else if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
    kind = TokenKind::text;
    skip_number();
  } else if (c == '"' || c == '\'') {
    kind = TokenKind::text;
    skip_quoted();
  } else if (c == '[' && long_bracket_level() >= 0) {
    kind = TokenKind::text;
    skip_long_bracket(long_bracket_level());
  } else {
    // ".." and "..." before a digit must not be taken for the point of a number; "==" is not "=".
    const bool run = c == '.' || c == '=' || c == '<' || c == '>' || c == '~';
    ++at_;
    while (run && peek() == (c == '.' ? '.' : '=')) ++at_;
  }
  return {kind, script_.substr(from, at_ - from), from};
}

void Tokens::skip_blanks_and_comments() {
  for (;;) {
    if (is_blank(peek())) {
      ++at_;
    } else if (peek() == '-' && peek(1) == '-') {
      at_ += 2;
      const int level = peek() == '[' ? long_bracket_level() : -1;
      if (level >= 0) {
        skip_long_bracket(level);
      } else {
        while (peek() != '\0' && peek() != '\n' && peek() != '\r') ++at_;
      }
    } else {
      return;
    }
  }
}

int Tokens::long_bracket_level() const {
  std::size_t ahead = 1;
  while (peek(ahead) == '=') ++ahead;
  return peek(ahead) == '[' ? static_cast<int>(ahead) - 1 : -1;
}

void Tokens::skip_long_bracket(int level) {
  const std::string close = "]" + std::string(static_cast<std::size_t>(level), '=') + "]";
  const std::size_t end = script_.find(close, at_ + static_cast<std::size_t>(level) + 2);
  at_ = end == std::string_view::npos ? script_.size() : end + close.size();
}

void Tokens::skip_quoted() {
  const char quote = peek();
  ++at_;
  while (peek() != quote) {
    if (peek() == '\0' || peek() == '\n' || peek() == '\r') {
      at_ = script_.size();  // unfinished: Lua refuses the script
      return;
    }
    if (peek() == '\\') {
      skip_escape();
    } else {
      ++at_;
    }
  }
  ++at_;
}

void Tokens::skip_escape() {
  ++at_;  // the backslash
  if (is_digit(peek())) {
    int value = 0;
    for (int digits = 0; digits < 3 && is_digit(peek()); ++digits)
      value = value * 10 + (script_[at_++] - '0');
    saw_zero_ = saw_zero_ || value == 0;
  } else if (peek() == 'x') {
    saw_zero_ = saw_zero_ || (peek(1) == '0' && peek(2) == '0');
    ++at_;
  } else if (peek() == 'u' && peek(1) == '{') {
    at_ += 2;
    const std::size_t from = at_;
    while (peek() == '0') ++at_;
    saw_zero_ = saw_zero_ || (at_ > from && peek() == '}');
  } else if (peek() == 'z') {
    ++at_;
    while (is_blank(peek())) ++at_;
  } else if ((peek() == '\r' && peek(1) == '\n') || (peek() == '\n' && peek(1) == '\r')) {
    at_ += 2;  // one escaped line break
  } else if (peek() != '\0') {
    ++at_;
  }
}

// Takes more than Lua may (`3..2`), but then Lua calls the number malformed.
void Tokens::skip_number() {
  while (is_digit(peek()) || is_letter(peek()) || peek() == '.') ++at_;
}

}  // namespace quyche::rules::hooks
