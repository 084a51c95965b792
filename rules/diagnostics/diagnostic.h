// What is wrong with a policy, as data. Findings collects all of them; rendering is separate (render.h).
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "rules/source/source.h"

namespace quyche::rules {

enum class Severity { error, warning, note };

struct Diagnostic {
  std::string code;  // of engine/messages
  Severity severity = Severity::error;
  Span span;                      // where; the caret stands under its first code point
  std::vector<std::string> args;  // for the message's places
  std::string path;    // in the policy, e.g. documents.lesson_plan.deadlines.three_days_ahead; may be empty
  std::string clause;  // the clause it concerns, e.g. Điều 12; may be empty
  std::string suggestion;  // the nearest thing that would be right, e.g. a key; may be empty
};

// All findings about one set of files, in the order found; sorted by place when read.
// Keeps at most limits::diagnostics_max per file and then one Q199 that says how many were left out; an error
// is kept rather than a warning or a note. What was left out still counts.
class Findings {
 public:
  void add(Diagnostic diagnostic);
  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] std::size_t errors() const { return errors_; }
  [[nodiscard]] std::size_t warnings() const { return warnings_; }
  // Stable order: file name, then offset, then order of finding. A repeated (code, place, args) is kept once.
  [[nodiscard]] std::vector<Diagnostic> sorted() const;

 private:
  // What is known of one file, by its name.
  struct File {
    std::vector<Diagnostic> kept;  // in the order found
    std::set<std::string> places;  // of `kept`: code, offset and args in one string
    std::size_t left_out = 0;
    SourcePtr source;
  };
  [[nodiscard]] static std::string place(const Diagnostic& diagnostic);
  static void make_room(File& file);

  std::map<std::string, File> files_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
};

}  // namespace quyche::rules
