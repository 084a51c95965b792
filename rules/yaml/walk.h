// The walk behind outline(): one pass over the lines with the open collections on two stacks.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/yaml/outline.h"

namespace quyche::rules::yaml {

class Walk {
 public:
  Walk(const SourcePtr& source, Findings& findings);
  Outline run() &&;

 private:
  struct Level {
    std::size_t column;
    bool is_sequence;
  };
  struct Bracket {
    std::size_t offset;
    char sign;
  };
  // A value that began on this line or an earlier one.
  struct Begun {
    std::size_t offset = 0;
    std::size_t line = 0;     // where its line begins
    bool may_be_key = false;  // a colon after it makes it one
    bool must_be_key = false;
  };

  // Lines and blocks: walk_block.cc
  void read_line();
  bool document_mark();
  void begin_block_line(std::size_t column);
  void block_tokens();
  bool block_token(std::size_t at);
  void dash(std::size_t at);
  void block_scalar(std::size_t at);
  void block_plain(std::size_t at);
  void colon_in_value(std::size_t at, std::size_t colon);
  void continue_plain();
  void open_flow(std::size_t at);
  void end_value(const Begun& begun, bool is_text);
  void accept_key(const Begun& begun, std::size_t key_end, std::size_t colon);

  // Brackets and what both contexts share: walk_flow.cc
  void flow_tokens();
  void flow_token(std::size_t at);
  void flow_plain(std::size_t at);
  void close_flow(std::size_t at);
  bool quoted(std::size_t at);
  void property(std::size_t at);
  void reserved(std::size_t at);
  void comment(std::size_t at);

  // Reports and small questions: outline.cc
  void report(std::string code, std::size_t offset, std::size_t length, std::vector<std::string> args = {});
  void broken(std::string code, std::size_t offset, std::size_t length, std::vector<std::string> args = {});
  bool deeper(std::size_t at);
  void report_tabs();

  [[nodiscard]] bool dash_at(std::size_t at) const;
  [[nodiscard]] bool follows_blank(std::size_t at) const;
  [[nodiscard]] bool on_level(std::size_t column) const;
  [[nodiscard]] bool right_of_level(std::size_t column) const;
  [[nodiscard]] std::string shown(std::size_t begin, std::size_t end) const;
  [[nodiscard]] std::size_t text_end() const;  // of the line, without trailing blanks
  void stop() { at_ = text_.size(), line_end_ = at_, stopped_ = true; }

  const SourcePtr& source_;
  Findings& findings_;
  std::size_t base_ = 0;  // bytes of a byte order mark, which is no part of the text below
  std::string_view text_;
  Outline out_;

  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  std::size_t line_end_ = 0;
  std::vector<Level> levels_;
  std::vector<Bracket> brackets_;
  std::vector<Written> comments_;
  std::size_t tabs_until_ = 0;  // how far comments are known

  bool value_may_come_ = true;             // a key, a dash or the beginning waits for it
  bool key_may_come_ = true;               // at the beginning of a line or after a dash
  bool must_be_key_ = false;               // the line stands in the column of a mapping's keys
  std::optional<std::size_t> properties_;  // where anchors and tags before the next value begin
  std::optional<Begun> plain_;             // text without quotes that may go on in the next line
  Begun flow_;                             // the outermost bracket
  bool after_json_ = false;                // in brackets, after a quote or a bracket: a colon needs no blank
  bool after_plain_ = false;               // in brackets, after text without quotes
  bool marked_ = false;                    // `---` seen
  bool ended_ = false;                     // `...` seen
  bool has_content_ = false;
  bool stopped_ = false;
};

}  // namespace quyche::rules::yaml
