#include "rules/yaml/outline.h"

#include <algorithm>
#include <utility>

#include "engine/base/limits.h"
#include "rules/yaml/lexemes.h"
#include "rules/yaml/walk.h"

namespace quyche::rules::yaml {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t shown_bytes_max = 40;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

}  // namespace

Outline outline(const SourcePtr& source, Findings& findings) { return Walk(source, findings).run(); }

Walk::Walk(const SourcePtr& source, Findings& findings) : source_(source), findings_(findings) {
  text_ = source->text();
  if (text_.starts_with(byte_order_mark)) base_ = byte_order_mark.size();
  text_.remove_prefix(base_);
  out_.begin = base_;
  out_.text = text_;
}

Outline Walk::run() && {
  while (at_ < text_.size()) {
    line_begin_ = at_;
    line_end_ = lexemes::line_end(text_, at_);
    read_line();
    if (!stopped_) at_ = lexemes::next_line(text_, line_end_);
  }
  if (!stopped_) tabs_until_ = text_.size();
  if (!brackets_.empty() && !stopped_) {
    const Bracket& open = brackets_.back();
    broken("Q125", open.offset, 1, {std::string(1, open.sign), open.sign == '[' ? "]" : "}"});
  }
  report_tabs();
  // Reported by check_bytes; yaml-cpp takes some of them for the end of the text or for another encoding.
  for (std::size_t i = 0; i < out_.text.size(); ++i) {
    const auto c = static_cast<unsigned char>(out_.text[i]);
    const bool breaks = c == '\n' || (c == '\r' && i + 1 < out_.text.size() && out_.text[i + 1] == '\n');
    if (c < 0x20 && !breaks && c != '\t') out_.text[i] = '_';
  }
  return std::move(out_);
}

void Walk::report(std::string code, std::size_t offset, std::size_t length, std::vector<std::string> args) {
  out_.flawed = true;
  const Span span{source_, base_ + offset, length};
  findings_.add({std::move(code), Severity::error, span, std::move(args), {}, {}, {}});
}

// Only the first structural error is certain: the next ones may follow from it.
void Walk::broken(std::string code, std::size_t offset, std::size_t length, std::vector<std::string> args) {
  if (!out_.broken) report(std::move(code), offset, length, std::move(args));
  out_.broken = true;
}

// Whether one more collection may open at `at`.
bool Walk::deeper(std::size_t at) {
  if (levels_.size() + brackets_.size() < limits::yaml_depth_max) return true;
  broken("Q106", at, 1, {std::to_string(limits::yaml_depth_max)});
  tabs_until_ = at;
  stop();
  return false;
}

void Walk::report_tabs() {
  auto next = comments_.begin();
  for (std::size_t at = text_.find('\t'); at < tabs_until_; at = text_.find('\t', at + 1)) {
    while (next != comments_.end() && next->offset + next->length <= at) ++next;
    if (next != comments_.end() && next->offset <= at) continue;
    report("Q104", at, 1);
    out_.text[at] = ' ';
  }
}

bool Walk::dash_at(std::size_t at) const { return text_[at] == '-' && lexemes::is_gap(text_, at + 1); }

bool Walk::follows_blank(std::size_t at) const {
  return at == line_begin_ || lexemes::is_blank(text_[at - 1]);
}

bool Walk::on_level(std::size_t column) const { return !levels_.empty() && levels_.back().column == column; }

bool Walk::right_of_level(std::size_t column) const {
  return levels_.empty() || levels_.back().column < column;
}

// A piece of the text as an argument of a sentence.
std::string Walk::shown(std::size_t begin, std::size_t end) const {
  if (end - begin <= shown_bytes_max) return std::string(text_.substr(begin, end - begin));
  std::size_t cut = begin + shown_bytes_max;
  while (cut > begin && is_continuation(text_[cut])) --cut;
  return std::string(text_.substr(begin, cut - begin)) + "…";
}

std::size_t Walk::text_end() const {
  std::size_t end = line_end_;
  while (end > line_begin_ && lexemes::is_blank(text_[end - 1])) --end;
  return end;
}

}  // namespace quyche::rules::yaml
