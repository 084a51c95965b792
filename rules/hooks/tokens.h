// The tokens of a Lua text, as coarse as source.cc needs them.
#pragma once

#include <string>
#include <string_view>

namespace quyche::rules::hooks {

enum class TokenKind { end, name, symbol, text };  // name: also keywords; text: strings and numbers

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view bytes;
  std::size_t at = 0;  // where it begins in the script
};

class Tokens {
 public:
  explicit Tokens(std::string_view script) : script_(script) {}

  // The next token; `end` at the end and at anything Lua will refuse anyway.
  Token next();
  // True when a string read so far has an escape that makes the character zero.
  [[nodiscard]] bool saw_zero() const { return saw_zero_; }
  [[nodiscard]] std::size_t position() const { return at_; }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const;
  void skip_blanks_and_comments();
  // At '[': the number of '=' when a long bracket opens here, else -1.
  [[nodiscard]] int long_bracket_level() const;
  void skip_long_bracket(int level);
  void skip_quoted();
  void skip_escape();
  void skip_number();

  std::string_view script_;
  std::size_t at_ = 0;
  bool saw_zero_ = false;
};

}  // namespace quyche::rules::hooks
