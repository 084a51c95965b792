// The one table of user-facing text: every diagnostic, refusal and fault has a stable code and a sentence
// in Vietnamese and in English. Command line labels stand in the same table under keys without a number.
//
// Codes are frozen once shipped:
//   Q1xx text and YAML    Q2xx shape of a policy    Q3xx meaning of a policy
//   Q4xx refusals         Q5xx data and store       Q6xx hooks
// docs/codes/<code>.md explains each one; `quyche help <code>` prints that page.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace quyche {

enum class Lang { vi, en };

// A sentence with places {0}, {1} ... for arguments. Lower case, no full stop, user text in `backticks`.
struct Message {
  std::string_view code;
  std::string_view vi;
  std::string_view en;
};

[[nodiscard]] std::span<const Message> all_messages();
// The message, or null for a code that is not in the table.
[[nodiscard]] const Message* find_message(std::string_view code);
// The sentence of `code` with its places filled; a place without an argument stays as it is written.
[[nodiscard]] std::string render(std::string_view code, Lang lang, std::span<const std::string> args = {});

}  // namespace quyche
