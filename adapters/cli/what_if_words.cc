#include "adapters/cli/what_if_words.h"

#include <algorithm>
#include <ostream>

#include "adapters/cli/csv.h"
#include "adapters/cli/table.h"
#include "engine/base/limits.h"
#include "engine/json/fields.h"

namespace quyche::cli {
namespace {

constexpr std::size_t rows_shown_max = 20;  // of the schools and teams; JSON and CSV have all

constexpr Change told[] = {Change::late,    Change::late_after, Change::no_longer_late, Change::refused,
                           Change::follows, Change::owed,       Change::no_longer_owed, Change::unneeded};
constexpr Change unknowns[] = {Change::verdict_unknown, Change::text_unknown, Change::no_counterpart};

std::string label(const Context& context, Change change) {
  return context.say("what_if." + std::string(name_of(change)));
}

// One place over all schools, or over one of its sides.
struct Row {
  std::vector<std::string> key;
  std::uint64_t count[outcomes] = {};

  [[nodiscard]] std::uint64_t all() const {
    std::uint64_t sum = 0;
    for (const Change change : told) sum += count[static_cast<std::size_t>(change)];
    return sum;
  }
};

// Where most happens comes first.
std::vector<Row> sorted(std::map<std::vector<std::string>, Row> rows) {
  std::vector<Row> out;
  for (auto& [key, row] : rows) {
    row.key = key;
    if (row.all() > 0) out.push_back(std::move(row));
  }
  std::stable_sort(out.begin(), out.end(), [](const Row& a, const Row& b) { return a.all() > b.all(); });
  return out;
}

void print_rows(Context& context, const char* heading, std::vector<std::string> keys,
                const std::vector<Row>& rows) {
  if (rows.empty()) return;
  context.out << '\n' << context.say(heading) << '\n';
  std::vector<std::string> header = std::move(keys);
  for (const Change change :
       {Change::late, Change::no_longer_late, Change::refused, Change::follows, Change::owed})
    header.push_back(label(context, change));
  Table table(std::move(header));
  for (std::size_t i = 0; i < rows.size() && i < rows_shown_max; ++i) {
    std::vector<std::string> line = rows[i].key;
    const auto count = [&](Change change) { return rows[i].count[static_cast<std::size_t>(change)]; };
    line.push_back(std::to_string(count(Change::late) + count(Change::late_after)));
    for (const Change change : {Change::no_longer_late, Change::refused, Change::follows, Change::owed})
      line.push_back(std::to_string(count(change)));
    table.add(std::move(line));
  }
  table.print(context.out, context.columns);
  if (rows.size() > rows_shown_max)
    context.out << context.say("what_if.more", {std::to_string(rows.size() - rows_shown_max)}) << '\n';
}

// "thang-long lesson_plan-7 seq 57 p0003 act approve (Q415)"
std::string example_text(const Context& context, const SchoolId& school, const WhatIfExample& example) {
  std::string text = school.value;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) text += ' ' + part;
  };
  add(example.document.value);
  if (example.seq != 0) add("seq " + std::to_string(example.seq));
  add(example.person.value);
  add(example.command);
  add(example.deadline.value);
  if (example.closes) add(context.closing(*example.closes, ZoneOffset{7 * 60}));
  std::string codes;
  for (const Unmet& unmet : example.refusal.unmet) codes += (codes.empty() ? "" : ", ") + unmet.code;
  if (!codes.empty()) add("(" + codes + ")");
  return text;
}

void print_by_school(Context& context, const std::vector<WhatIfResult>& results) {
  std::map<std::vector<std::string>, Row> schools;
  std::map<std::vector<std::string>, Row> units;
  for (const WhatIfResult& result : results) {
    for (std::size_t i = 0; i < outcomes; ++i) schools[{result.school.value}].count[i] += result.totals[i];
    for (const auto& [place, cell] : result.places)
      units[{result.school.value, place.unit.empty() ? "–" : place.unit.value}]
          .count[static_cast<std::size_t>(place.outcome)] += cell.count;
  }
  if (results.size() > 1)
    print_rows(context, "what_if.by_school", {context.say("what_if.school")}, sorted(std::move(schools)));
  print_rows(context, "what_if.by_unit", {context.say("what_if.school"), context.say("what_if.unit")},
             sorted(std::move(units)));
}

// What happens under which clause, with examples. `unknown`: what cannot be known, by what it is about.
void print_by_clause(Context& context, const std::vector<WhatIfResult>& results, bool unknown) {
  struct Clauses {
    std::uint64_t count = 0;
    std::vector<std::string> examples;
  };
  std::map<std::tuple<Change, std::string, std::string>, Clauses> rows;
  for (const WhatIfResult& result : results) {
    for (const auto& [place, cell] : result.places) {
      const bool is_unknown =
          std::find(std::begin(unknowns), std::end(unknowns), place.outcome) != std::end(unknowns);
      if (is_unknown != unknown) continue;
      Clauses& row = rows[{place.outcome, clause_text(place.clause), place.what}];
      row.count += cell.count;
      for (const WhatIfExample& example : cell.examples)
        if (row.examples.size() < limits::examples_max)
          row.examples.push_back(example_text(context, result.school, example));
    }
  }
  if (rows.empty()) return;
  context.out << '\n' << context.say(unknown ? "what_if.unknown" : "what_if.by_clause") << '\n';
  Table table({context.say("what_if.outcome"), context.say("label.clause"), context.say("label.what"),
               context.say("what_if.count"), context.say("what_if.examples")});
  for (const auto& [key, row] : rows) {
    const auto& [change, clause, what] = key;
    for (std::size_t i = 0; i < std::max<std::size_t>(1, row.examples.size()); ++i)
      table.add({i == 0 ? label(context, change) : "", i == 0 ? clause : "", i == 0 ? what : "",
                 i == 0 ? std::to_string(row.count) : "", i < row.examples.size() ? row.examples[i] : ""});
  }
  table.print(context.out, context.columns);
}

json::Value number(std::uint64_t n) { return static_cast<std::int64_t>(n); }

json::Value example_json(const WhatIfExample& example) {
  json::Object out;
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) out.emplace(key, value);
  };
  add("document", example.document.value);
  add("person", example.person.value);
  add("command", example.command);
  add("deadline", example.deadline.value);
  if (example.seq != 0) out.emplace("seq", number(example.seq));
  if (example.closes) out.emplace("closes", json::encode(*example.closes));
  if (!example.refusal.unmet.empty()) out.emplace("refused", to_json(example.refusal));
  return out;
}

json::Value place_json(const WhatIfPlace& place, const WhatIfCell& cell) {
  json::Array examples;
  for (const WhatIfExample& example : cell.examples) examples.push_back(example_json(example));
  json::Object out{{"outcome", std::string(name_of(place.outcome))},
                   {"count", number(cell.count)},
                   {"examples", std::move(examples)}};
  if (!place.unit.empty()) out.emplace("unit", place.unit.value);
  if (!place.clause.empty()) out.emplace("clause", json::encode(place.clause));
  if (!place.what.empty()) out.emplace("what", place.what);
  return out;
}

}  // namespace

void print_what_if(Context& context, const std::vector<WhatIfResult>& results) {
  std::uint64_t documents = 0;
  std::uint64_t commands = 0;
  std::array<std::uint64_t, outcomes> totals{};
  std::uint64_t late_recorded = 0;
  std::uint64_t late_now = 0;
  std::uint64_t opened = 0;
  for (const WhatIfResult& result : results) {
    documents += result.documents;
    commands += result.commands;
    late_recorded += result.late_recorded;
    late_now += result.late_now;
    opened += result.opened;
    for (std::size_t i = 0; i < outcomes; ++i) totals[i] += result.totals[i];
  }
  context.out << context.say("what_if.head", {std::to_string(documents), std::to_string(commands),
                                              std::to_string(results.size())})
              << '\n'
              << context.say("what_if.lateness", {std::to_string(late_recorded), std::to_string(late_now)})
              << '\n';
  if (opened > 0) context.out << context.say("what_if.opened", {std::to_string(opened)}) << '\n';
  Table table({context.say("what_if.outcome"), context.say("what_if.count")});
  for (const Change change : told)
    table.add({label(context, change), std::to_string(totals[static_cast<std::size_t>(change)])});
  table.print(context.out, context.columns);
  print_by_school(context, results);
  print_by_clause(context, results, false);
  print_by_clause(context, results, true);
  context.out << '\n';
  for (const std::string& line : wrap(context.say("what_if.not_recorded"), context.columns))
    context.out << line << '\n';
}

json::Value what_if_json(const std::vector<WhatIfResult>& results) {
  json::Array schools;
  for (const WhatIfResult& result : results) {
    json::Object totals;
    for (std::size_t i = 0; i < outcomes; ++i)
      totals.emplace(std::string(name_of(static_cast<Change>(i))), number(result.totals[i]));
    json::Array places;
    for (const auto& [place, cell] : result.places) places.push_back(place_json(place, cell));
    schools.push_back(json::Object{{"school", result.school.value},
                                   {"events", number(result.events)},
                                   {"documents", number(result.documents)},
                                   {"commands", number(result.commands)},
                                   {"late_recorded", number(result.late_recorded)},
                                   {"late_now", number(result.late_now)},
                                   {"opened", number(result.opened)},
                                   {"totals", std::move(totals)},
                                   {"places", std::move(places)}});
  }
  return schools;
}

void print_what_if_csv(Context& context, const std::vector<WhatIfResult>& results) {
  std::vector<std::vector<std::string>> rows;
  rows.push_back({"school", "unit", "outcome", "regulation", "article", "what", "count"});
  for (const WhatIfResult& result : results)
    for (const auto& [place, cell] : result.places)
      rows.push_back({result.school.value, place.unit.value, std::string(name_of(place.outcome)),
                      place.clause.regulation.value, place.clause.article, place.what,
                      std::to_string(cell.count)});
  context.data() << csv_text(rows);
}

}  // namespace quyche::cli
