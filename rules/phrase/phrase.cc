#include "rules/phrase/phrase.h"

#include "engine/base/limits.h"
#include "rules/phrase/meaning.h"

namespace quyche::rules::phrase {
namespace {

NotUnderstood stuck_at(const Words& words, std::size_t word) {
  if (words.empty()) return {};
  const Word& found = words[std::min(word, words.size() - 1)];
  return {found.offset, found.length, Why::words};
}

}  // namespace

Result<Due, NotUnderstood> parse(std::string_view text, const std::vector<Anchored>& fields,
                                 const std::optional<FieldId>& implied) {
  const Words cut = words(text);
  const Names names(fields);
  const Read found = read(Start::due, cut, names);
  if (!found.parts) return tl::unexpected(stuck_at(cut, found.stuck));
  auto due = due_of(*found.parts, {cut, names, implied});
  if (due) due->phrase = text;
  return due;
}

Result<std::vector<Recurrence>, NotUnderstood> parse_recurrence(std::string_view text) {
  const Words cut = words(text);
  const Names names({});
  const Read found = read(Start::recurrence, cut, names);
  if (!found.parts) return tl::unexpected(stuck_at(cut, found.stuck));
  return recurrences_of(*found.parts, {cut, names, std::nullopt});
}

std::optional<int> parse_days_before(std::string_view text) {
  const Words cut = words(text);
  const Read found = read(Start::reminder, cut, Names({}));
  if (!found.parts) return std::nullopt;
  const int days = number(cut, found.parts->front().first).value;
  return days <= limits::period_days_max ? std::optional(days) : std::nullopt;
}

}  // namespace quyche::rules::phrase
