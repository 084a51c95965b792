// What every subcommand shares: language, output form, where to write, and the exit code it leaves.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/decide/refusal.h"
#include "engine/json/value.h"
#include "engine/messages/messages.h"
#include "engine/policy/text.h"
#include "engine/time/instant.h"
#include "rules/diagnostics/diagnostic.h"

namespace quyche::cli {

enum class Format { human, json };

// 0 ok, 1 findings or a refusal, 2 wrong use, 3 fault.
enum class Exit { ok = 0, findings = 1, usage = 2, fault = 3 };

struct Context {
  std::ostream&
      out;  // for people to read; nothing in a name or text can steer their terminal (safe_stream.h)
  std::ostream& err;  // talk, likewise
  Lang lang = Lang::vi;
  Format format = Format::human;
  bool colour = false;
  std::size_t columns = 100;
  Exit exit = Exit::ok;
  // The streams behind those two; null: they are the same.
  std::ostream* data_out = nullptr;
  std::ostream* terminal_err = nullptr;

  // Byte for byte: JSON, CSV, pages and notes for programs, and what has made itself safe (diagnostics).
  [[nodiscard]] std::ostream& data() { return data_out == nullptr ? out : *data_out; }
  // For what draws in a terminal.
  [[nodiscard]] std::ostream& terminal() { return terminal_err == nullptr ? err : *terminal_err; }
  [[nodiscard]] bool json() const { return format == Format::json; }
  // The sentence for a label or code in the language of the person.
  [[nodiscard]] std::string say(std::string_view code, std::vector<std::string> args = {}) const;
  void print_json(const json::Value& value);
  // Writes a fault to `err` and leaves the exit code for faults.
  void fault(const Error& error);
  // A mistake in how the command was called.
  void wrong_use(std::string_view code, std::vector<std::string> args);
  // What was asked for is not there: an answer, said on `err` or printed as JSON, {"code", "message": {"en",
  // "vi"}} and `members`. Leaves the exit code for findings.
  void not_there(std::string_view code, const std::vector<std::string>& args, json::Object members);
  // 2024-10-04 24:00 rather than 2024-10-05 00:00: how people name the end of a day.
  [[nodiscard]] std::string closing(Instant closes, ZoneOffset zone) const;
  [[nodiscard]] std::string when(Instant at, ZoneOffset zone) const;  // 04/10/2024 17:30
  [[nodiscard]] std::string day(Date date) const;                     // 04/10/2024
};

// Prints findings (human: to `out`; JSON: as an array) and gives whether there were errors or warnings.
bool print_findings(Context& context, const rules::Findings& findings);
[[nodiscard]] json::Value findings_json(const rules::Findings& findings);

// A refusal as a person reads it: every unmet condition with its clause and who could do it. `name` gives a
// person's.
void print_refusal(std::ostream& out, const Refusal& refusal, Lang lang,
                   const std::function<std::string(const PersonId&)>& name);

// "Điều 12"
[[nodiscard]] std::string clause_text(const Clause& clause);

}  // namespace quyche::cli
