#include "engine/base/limits.h"
#include "rules/phrase/phrase.h"

namespace quyche::rules::phrase {
namespace {

std::string names_of_fields(const std::vector<Anchored>& fields) {
  std::string out;
  for (const Anchored& one : fields) out += (out.empty() ? "" : ", ") + one.names.front();
  return out.empty() ? "-" : out;
}

}  // namespace

Complaint complaint(const NotUnderstood& wrong, std::string_view text, const std::vector<Anchored>& fields) {
  const std::string said(text);
  switch (wrong.why) {
    case Why::words: {
      Complaint out{"Q211", {said, names_of_fields(fields)}};
      for (std::string& form : nearest_forms(text)) out.args.push_back(std::move(form));
      return out;
    }
    case Why::no_date: return {"Q226", {said, names_of_fields(fields)}};
    case Why::too_long:
      return {"Q227",
              {said, std::to_string(limits::period_days_max), std::to_string(chain_steps_max),
               std::to_string(recurrences_max)}};
    case Why::not_in_row: break;
  }
  return {"Q228", {said}};
}

}  // namespace quyche::rules::phrase
