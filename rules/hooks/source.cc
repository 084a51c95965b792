#include "rules/hooks/source.h"

#include <algorithm>
#include <vector>

#include "rules/hooks/tokens.h"

namespace quyche::rules::hooks {
namespace {

enum class Open {
  bracket,
  block,        // closed by `end`
  repeat,       // closed by `until`
  loop,         // `while` and generic `for`, until their `do`
  numeric_for,  // within a bound of it, until its `do`
};

class Rewriter {
 public:
  explicit Rewriter(std::string_view script) : script_(script), tokens_(script) {}

  Result<Source, SourceError> run() {
    if (const std::size_t zero = script_.find('\0'); zero != std::string_view::npos) return refuse_zero(zero);
    bool balanced = true;
    for (;;) {
      const Token token = take();
      if (tokens_.saw_zero()) return refuse_zero(token.at);
      if (token.kind == TokenKind::end) break;
      if (token.kind != TokenKind::text && !step(token)) {
        balanced = false;
        break;
      }
    }
    text_ += script_.substr(copied_);
    return Source{std::move(text_), balanced && open_.empty()};
  }

 private:
  Token take() {
    if (!has_ahead_) return tokens_.next();
    has_ahead_ = false;
    return ahead_;
  }

  // False when the script is not a Lua text.
  bool step(const Token& token) {
    if (token.kind == TokenKind::symbol) return step_symbol(token);
    const std::string_view word = token.bytes;
    if (word == "function" || word == "if") return push(Open::block);
    if (word == "repeat") return push(Open::repeat);
    if (word == "while") return push(Open::loop);
    if (word == "for") return begin_for();
    if (word == "do") return begin_body(token);
    if (word == "end") return pop(Open::block);
    if (word == "until") return pop(Open::repeat);
    return true;
  }

  bool step_symbol(const Token& token) {
    const char c = token.bytes.front();
    if (c == '(' || c == '[' || c == '{') return push(Open::bracket);
    if (c == ')' || c == ']' || c == '}') return pop(Open::bracket);
    if (c == ',' && top_is(Open::numeric_for)) {
      insert(token.at, ")+0");
      insert(token.at + 1, "(");
    }
    return true;
  }

  // `for name =` is numeric; `for name in` and `for name,` are not.
  bool begin_for() {
    const Token name = tokens_.next();
    const Token sign = tokens_.next();
    if (name.kind != TokenKind::name) return false;
    if (sign.bytes == "=") {
      insert(sign.at + 1, "(");
      return push(Open::numeric_for);
    }
    ahead_ = sign;
    has_ahead_ = true;
    return push(Open::loop);
  }

  // `do` begins the body of the loop it belongs to, or a block of its own.
  bool begin_body(const Token& token) {
    if (top_is(Open::numeric_for)) insert(token.at, ")+0 ");
    if (top_is(Open::numeric_for) || top_is(Open::loop)) open_.pop_back();
    return push(Open::block);
  }

  [[nodiscard]] bool top_is(Open what) const { return !open_.empty() && open_.back() == what; }
  bool push(Open what) {
    open_.push_back(what);
    return true;
  }
  bool pop(Open what) {
    if (!top_is(what)) return false;
    open_.pop_back();
    return true;
  }

  void insert(std::size_t at, std::string_view what) {
    text_ += script_.substr(copied_, at - copied_);
    text_ += what;
    copied_ = at;
  }

  tl::unexpected<SourceError> refuse_zero(std::size_t at) const {
    const std::string_view before = script_.substr(0, at);
    const auto lines = static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    return tl::unexpected<SourceError>(SourceError{lines + 1, "the character zero is not allowed"});
  }

  std::string_view script_;
  Tokens tokens_;
  Token ahead_;
  bool has_ahead_ = false;
  std::vector<Open> open_;
  std::string text_;
  std::size_t copied_ = 0;  // how much of the script stands in text_
};

}  // namespace

Result<Source, SourceError> prepare_source(std::string_view script) { return Rewriter(script).run(); }

}  // namespace quyche::rules::hooks
