// A diagnostic as a person or a program reads it.
#pragma once

#include <string>

#include "engine/json/value.h"
#include "engine/messages/messages.h"
#include "rules/diagnostics/diagnostic.h"

namespace quyche::rules {

struct HumanStyle {
  Lang lang = Lang::vi;
  bool colour = false;  // ANSI SGR
};

// Several lines, the last ends with a line break:
//
//   policies/x.yaml:12:5: lỗi Q203: khóa lạ `rolse`
//      12 |     rolse: teacher
//         |     ^^^^^ có phải ý bạn là `roles`?
//         = documents.lesson_plan, Điều 12
//
// The caret line is aligned by terminal columns (combining marks take none, wide characters two); a long
// source line is cut around the caret to fit 100 columns. Control characters of the source are shown as
// U+FFFD.
[[nodiscard]] std::string render_human(const Diagnostic& diagnostic, const HumanStyle& style);

// {"code","severity","file","line","column","length","message":{"vi","en"},"path","clause","suggestion"}
[[nodiscard]] json::Value to_json(const Diagnostic& diagnostic);

}  // namespace quyche::rules
