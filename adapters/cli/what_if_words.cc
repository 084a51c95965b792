#include "adapters/cli/what_if_words.h"

#include <algorithm>
#include <array>
#include <ostream>

#include "adapters/cli/csv.h"
#include "adapters/cli/table.h"
#include "engine/base/limits.h"
#include "engine/json/fields.h"

namespace quyche::cli {
namespace {

constexpr std::size_t rows_shown_max = 20;  // of the schools and teams; JSON and CSV have all

constexpr Change told[] = {Change::late, Change::late_after,     Change::no_longer_late,
                           Change::gone, Change::refused,        Change::follows,
                           Change::owed, Change::no_longer_owed, Change::unneeded};
constexpr Change unknowns[] = {Change::verdict_unknown, Change::text_unknown, Change::no_counterpart};

std::string label(const Context& context, Change change) {
  return context.say("what_if." + std::string(name_of(change)));
}

using Counts = std::array<std::uint64_t, outcomes>;

std::uint64_t count_of(const Counts& counts, Change change) {
  return counts[static_cast<std::size_t>(change)];
}

// A school, or one of its teams.
struct Row {
  std::vector<std::string> key;
  Counts counts{};

  [[nodiscard]] std::uint64_t all() const {
    std::uint64_t sum = 0;
    for (const Change change : told) sum += count_of(counts, change);
    return sum;
  }
  // What is late is one column, whatever made it so.
  [[nodiscard]] std::uint64_t in_column(Change change) const {
    return count_of(counts, change) + (change == Change::late ? count_of(counts, Change::late_after) : 0);
  }
};

// Where most happens comes first; where nothing does is left out.
std::vector<Row> sorted(std::vector<Row> rows) {
  std::erase_if(rows, [](const Row& row) { return row.all() == 0; });
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.all() > b.all(); });
  return rows;
}

// Only the columns in which something is.
void print_rows(Context& context, const char* heading, std::vector<std::string> keys,
                const std::vector<Row>& rows) {
  if (rows.empty()) return;
  context.out << '\n' << context.say(heading) << '\n';
  std::vector<Change> columns;
  for (const Change change : told)
    if (change != Change::late_after &&
        std::any_of(rows.begin(), rows.end(), [&](const Row& row) { return row.in_column(change) > 0; }))
      columns.push_back(change);
  const std::size_t first_number = keys.size();
  std::vector<std::string> header = std::move(keys);
  for (const Change change : columns) header.push_back(label(context, change));
  Table table(std::move(header));
  table.align_right_from(first_number);
  for (std::size_t i = 0; i < rows.size() && i < rows_shown_max; ++i) {
    std::vector<std::string> line = rows[i].key;
    for (const Change change : columns) line.push_back(std::to_string(rows[i].in_column(change)));
    table.add(std::move(line));
  }
  table.print(context.out, context.columns);
  if (rows.size() > rows_shown_max)
    context.out << context.say("what_if.more", {std::to_string(rows.size() - rows_shown_max)}) << '\n';
}

// What the tables are about.
struct Told {
  const std::vector<WhatIfResult>& results;
  ZoneOffset zone;
};

// "thang-long lesson_plan-7 seq 57 p0003 act approve (Q415)"; of one school, without its name.
std::string example_text(const Context& context, const Told& what, const SchoolId& school,
                         const WhatIfExample& example) {
  std::string text;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) text += (text.empty() ? "" : " ") + part;
  };
  if (what.results.size() > 1) add(school.value);
  add(example.document.value);
  if (example.seq != 0) add("seq " + std::to_string(example.seq));
  add(example.person.value);
  add(example.command);
  add(example.deadline.value);
  if (example.closes) add(context.closing(*example.closes, what.zone));
  std::string codes;
  for (const Unmet& unmet : example.refusal.unmet) codes += (codes.empty() ? "" : ", ") + unmet.code;
  if (!codes.empty()) add("(" + codes + ")");
  return text;
}

void print_by_school(Context& context, const std::vector<WhatIfResult>& results) {
  std::vector<Row> schools;
  std::vector<Row> units;
  for (const WhatIfResult& result : results) {
    schools.push_back({{result.school.value}, result.totals});
    for (const auto& [unit, counts] : result.units) {
      std::vector<std::string> key{unit.empty() ? context.say("report.whole_school") : unit.value};
      if (results.size() > 1) key.insert(key.begin(), result.school.value);
      units.push_back({std::move(key), counts});
    }
  }
  std::vector<std::string> keys{context.say("what_if.unit")};
  if (results.size() > 1) {
    print_rows(context, "what_if.by_school", {context.say("what_if.school")}, sorted(std::move(schools)));
    keys.insert(keys.begin(), context.say("what_if.school"));
  }
  print_rows(context, "what_if.by_unit", std::move(keys), sorted(std::move(units)));
}

// What happens under which clause, with examples. `unknown`: what cannot be known, by what it is about.
void print_by_clause(Context& context, const Told& what, bool unknown) {
  struct Clauses {
    std::uint64_t count = 0;
    std::vector<std::string> examples;
  };
  std::map<std::tuple<Change, std::string, std::string>, Clauses> rows;
  for (const WhatIfResult& result : what.results) {
    for (const auto& [place, cell] : result.places) {
      const bool is_unknown =
          std::find(std::begin(unknowns), std::end(unknowns), place.outcome) != std::end(unknowns);
      if (is_unknown != unknown) continue;
      Clauses& row = rows[{place.outcome, clause_text(place.clause), place.what}];
      row.count += cell.count;
      for (const WhatIfExample& example : cell.examples)
        if (row.examples.size() < limits::examples_max)
          row.examples.push_back(example_text(context, what, result.school, example));
    }
  }
  if (rows.empty()) return;
  context.out << '\n' << context.say(unknown ? "what_if.unknown" : "what_if.by_clause") << '\n';
  Table table({context.say("what_if.outcome"), context.say("label.clause"), context.say("label.what"),
               context.say("what_if.count"), context.say("what_if.examples")});
  for (const auto& [key, row] : rows) {
    const auto& [change, clause, about] = key;
    for (std::size_t i = 0; i < std::max<std::size_t>(1, row.examples.size()); ++i)
      table.add({i == 0 ? label(context, change) : "", i == 0 ? clause : "", i == 0 ? about : "",
                 i == 0 ? std::to_string(row.count) : "", i < row.examples.size() ? row.examples[i] : ""});
  }
  table.print(context.out, context.columns);
}

json::Value number(std::uint64_t n) { return static_cast<std::int64_t>(n); }

json::Value counts_json(const Counts& counts) {
  json::Object out;
  for (std::size_t i = 0; i < outcomes; ++i)
    out.emplace(std::string(name_of(static_cast<Change>(i))), number(counts[i]));
  return out;
}

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

void print_what_if(Context& context, const std::vector<WhatIfResult>& results, ZoneOffset zone) {
  std::uint64_t documents = 0;
  std::uint64_t commands = 0;
  Counts totals{};
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
  table.align_right_from(1);
  for (const Change change : told)
    table.add({label(context, change), std::to_string(count_of(totals, change))});
  table.print(context.out, context.columns);
  print_by_school(context, results);
  print_by_clause(context, {results, zone}, false);
  print_by_clause(context, {results, zone}, true);
  context.out << '\n';
  for (const std::string& line : wrap(context.say("what_if.not_recorded"), context.columns))
    context.out << line << '\n';
}

json::Value what_if_json(const std::vector<WhatIfResult>& results) {
  json::Array schools;
  for (const WhatIfResult& result : results) {
    json::Array units;
    for (const auto& [unit, counts] : result.units) {
      json::Object one{{"totals", counts_json(counts)}};
      if (!unit.empty()) one.emplace("unit", unit.value);
      units.push_back(std::move(one));
    }
    json::Array places;
    for (const auto& [place, cell] : result.places) places.push_back(place_json(place, cell));
    schools.push_back(json::Object{{"school", result.school.value},
                                   {"events", number(result.events)},
                                   {"documents", number(result.documents)},
                                   {"commands", number(result.commands)},
                                   {"late_recorded", number(result.late_recorded)},
                                   {"late_now", number(result.late_now)},
                                   {"opened", number(result.opened)},
                                   {"totals", counts_json(result.totals)},
                                   {"units", std::move(units)},
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
