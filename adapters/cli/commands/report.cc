// quyche report DIR: how many deadlines were kept, late, missed or are open, by team, person, type, week or
// clause.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/csv.h"
#include "adapters/cli/read_school.h"
#include "adapters/cli/recorded_until.h"
#include "adapters/cli/table.h"
#include "adapters/cli/words.h"
#include "adapters/cli/write_file.h"
#include "engine/event/codec.h"
#include "engine/json/fields.h"
#include "engine/view/report.h"

namespace quyche::cli {
namespace {

constexpr std::size_t events_per_page = 4'096;

struct Options {
  std::string dir;
  std::string by = "team";
  std::string from;
  std::string to;
  std::string type;
  std::string school;
  std::string csv;
};

std::string_view name(ReportBy by) { return names_of(by)[static_cast<std::size_t>(by)]; }

// Every adopted policy, the newest first: a type may be known to an older one only.
const DocumentType* find_type(const ReadSchool& read, const DocumentTypeId& id) {
  const auto& adopted = read.school.state.adopted;
  for (auto at = adopted.rbegin(); at != adopted.rend(); ++at)
    if (const Policy* policy = read.school.policies.find(at->policy))
      if (const DocumentType* type = policy->document(id)) return type;
  return nullptr;
}

std::string known_types(const ReadSchool& read) {
  std::string out;
  for (const DocumentType& type : read.policy_of(nullptr).documents)
    out += (out.empty() ? "" : ", ") + type.id.value;
  return out;
}

Outcome<Report> count(const ReadSchool& read, const ReportQuestion& question) {
  Reporter reporter(read.school.policies, question);
  const SchoolState& state = read.school.state;
  for (std::uint64_t from = 1; from <= state.last_seq;) {
    const auto page = read.reader->events(state.id, from, events_per_page);
    if (!page) return tl::unexpected(page.error());
    for (const StoredEvent& stored : *page) {
      if (stored.seq > state.last_seq) return reporter.finish();
      const auto event = decode_event(stored.bytes);
      if (!event) return fail("Q505", "seq " + std::to_string(stored.seq) + ": " + event.error().detail);
      reporter.see(*event);
    }
    if (page->size() < events_per_page) break;
    from = page->back().seq + 1;
  }
  return reporter.finish();
}

// The number of the week among those with teaching, as the calendar counts them.
std::optional<int> school_week(const Policy& policy, Week week) {
  if (!policy.calendar) return std::nullopt;
  const SchoolYear year = SchoolYear::of(week.monday(), policy.school_year_starts);
  const TeachingYear* teaching = policy.calendar->year(year);
  return teaching == nullptr ? std::nullopt : teaching->school_number(week);
}

std::string week_words(const Context& context, const Policy& policy, Week week) {
  const std::string first = context.day(week.monday());
  const std::string last = context.day(week.day(Weekday::sunday));
  if (const auto number = school_week(policy, week))
    return context.say("report.school_week", {std::to_string(*number), first, last, week.text()});
  return context.say("report.week", {week.text(), first, last});
}

std::string about(const Context& context, const ReadSchool& read, ReportBy by, const ReportKey& key) {
  switch (by) {
    case ReportBy::team: return key.id.empty() ? context.say("report.whole_school") : key.id;
    case ReportBy::person: return read.people.name(PersonId{key.id});
    case ReportBy::type: {
      const DocumentType* type = find_type(read, DocumentTypeId{key.id});
      return type == nullptr ? key.id : name_of_item(*type, context.lang);
    }
    case ReportBy::week: return week_words(context, read.policy_of(nullptr), *key.week);
    case ReportBy::clause:
      return key.clause.empty() ? context.say("report.no_clause") : clause_text(key.clause);
  }
  return {};
}

std::string id_of(ReportBy by, const ReportKey& key) {
  if (by == ReportBy::week) return key.week->text();
  return by == ReportBy::clause ? key.clause.regulation.value : key.id;
}

std::vector<std::string> heading(const Context& context, ReportBy by, bool with_ids) {
  std::vector<std::string> cells{context.say("report.by." + std::string(name(by)))};
  if (with_ids) cells.push_back(context.say("report.id"));
  for (const char* label : {"report.on_time", "report.late_done", "report.late_open", "report.missing",
                            "report.pending", "report.percent"})
    cells.push_back(context.say(label));
  return cells;
}

std::vector<std::string> row(std::vector<std::string> cells, const ReportCounts& counts) {
  for (const std::int64_t n :
       {counts.on_time, counts.late_done, counts.late_open, counts.missing, counts.pending})
    cells.push_back(std::to_string(n));
  const auto percent = counts.percent_on_time();
  cells.push_back(percent ? std::to_string(*percent) : "");
  return cells;
}

std::vector<std::vector<std::string>> rows(const Context& context, const ReadSchool& read,
                                           const Report& report, ReportBy by, bool with_ids) {
  std::vector<std::vector<std::string>> out;
  for (const auto& [key, counts] : report.rows) {
    std::vector<std::string> cells{about(context, read, by, key)};
    if (with_ids) cells.push_back(id_of(by, key));
    out.push_back(row(std::move(cells), counts));
  }
  std::vector<std::string> total{context.say("report.total")};
  if (with_ids) total.emplace_back();
  out.push_back(row(std::move(total), report.total));
  return out;
}

// Where two rows could read alike: people of one name, clauses of one number in several regulations.
bool needs_ids(const Report& report, ReportBy by) {
  if (by == ReportBy::person) return true;
  return by == ReportBy::clause && !report.rows.empty() &&
         report.rows.begin()->first.clause.regulation != report.rows.rbegin()->first.clause.regulation;
}

json::Object counts_json(const ReportCounts& counts) {
  const auto percent = counts.percent_on_time();
  return json::Object{{"late", counts.late()},
                      {"late_done", counts.late_done},
                      {"late_open", counts.late_open},
                      {"missing", counts.missing},
                      {"on_time", counts.on_time},
                      {"pending", counts.pending},
                      {"percent_on_time", percent ? json::Value(*percent) : json::Value()}};
}

json::Value report_json(const ReadSchool& read, const Report& report, const ReportQuestion& question) {
  json::Array list;
  for (const auto& [key, counts] : report.rows) {
    json::Object one = counts_json(counts);
    if (question.by == ReportBy::clause) {
      one.emplace("clause", json::encode(key.clause));
    } else if (key.week) {
      one.emplace("key", key.week->text());
      const auto number = school_week(read.policy_of(nullptr), *key.week);
      one.emplace("school_week", number ? json::Value(*number) : json::Value());
    } else {
      one.emplace("key", key.id.empty() ? json::Value() : json::Value(key.id));
    }
    list.push_back(std::move(one));
  }
  const SchoolState& state = read.school.state;
  return json::Object{{"by", name(question.by)},
                      {"from", json::encode(question.from)},
                      {"last_known", json::Object{{"at", json::encode(state.last_at)},
                                                  {"seq", static_cast<std::int64_t>(state.last_seq)}}},
                      {"rows", std::move(list)},
                      {"school", state.id.value},
                      {"to", json::encode(question.to)},
                      {"total", counts_json(report.total)},
                      {"type", question.type.empty() ? json::Value() : json::Value(question.type.value)}};
}

std::string range_words(const Context& context, const ReportQuestion& question) {
  if (question.from && question.to)
    return "; " + context.say("report.range", {context.day(*question.from), context.day(*question.to)});
  if (question.from) return "; " + context.say("report.range_from", {context.day(*question.from)});
  if (question.to) return "; " + context.say("report.range_to", {context.day(*question.to)});
  return "";
}

void print(Context& context, const ReadSchool& read, const Report& report, const ReportQuestion& question) {
  const SchoolState& state = read.school.state;
  const std::string when = context.when(state.last_at, read.policy_of(nullptr).zone);
  const std::string head =
      context.say("report.head", {state.id.value, when}) + range_words(context, question);
  for (const std::string& line : wrap(head, context.columns)) context.err << line << '\n';
  if (report.rows.empty()) {
    context.out << context.say("report.none") << '\n';
    return;
  }
  const bool with_ids = needs_ids(report, question.by);
  Table table(heading(context, question.by, with_ids));
  table.align_right_from(with_ids ? 2 : 1);
  for (std::vector<std::string>& cells : rows(context, read, report, question.by, with_ids))
    table.add(std::move(cells));
  table.print(context.out, context.columns);
}

// The question, or nothing when an option cannot be read; that has been said.
std::optional<ReportQuestion> question_of(Context& context, const Options& options) {
  ReportQuestion question;
  for (std::size_t i = 0; i < names_of(ReportBy{}).size(); ++i)
    if (names_of(ReportBy{})[i] == options.by) question.by = static_cast<ReportBy>(i);
  const auto day = [&](const std::string& text, std::optional<Date>& out) {
    if (text.empty()) return true;
    out = Date::parse(text);
    if (!out) context.wrong_use("Q205", {text, "2024-10-07"});
    return out.has_value();
  };
  if (!day(options.from, question.from) || !day(options.to, question.to)) return std::nullopt;
  if (question.from && question.to && *question.from > *question.to) {
    context.wrong_use("cli.report.from_after_to", {context.day(*question.from), context.day(*question.to)});
    return std::nullopt;
  }
  if (options.csv == "-" && context.json()) {
    context.wrong_use("cli.report.one_output", {});
    return std::nullopt;
  }
  question.type = DocumentTypeId{options.type};
  return question;
}

void report(Context& context, const Options& options) {
  const auto question = question_of(context, options);
  if (!question) return;
  const auto read = read_school(options.dir, std::nullopt, options.school, Timers::all);
  if (!read) return context.fault(read.error());
  if (!question->type.empty() && find_type(*read, question->type) == nullptr)
    return context.wrong_use("cli.report.unknown_type", {options.type, known_types(*read)});
  const auto counted = count(*read, *question);
  if (!counted) return context.fault(counted.error());
  if (!options.csv.empty()) {
    std::vector<std::vector<std::string>> table = rows(context, *read, *counted, question->by, true);
    table.insert(table.begin(), heading(context, question->by, true));
    const std::string text = csv_text(table);
    if (options.csv == "-") {
      context.data() << text;
      return;
    }
    if (const auto written = write_file(options.csv, text, Overwrite::yes); !written)
      return context.fault(written.error());
  }
  if (context.json()) return context.print_json(report_json(*read, *counted, *question));
  say_recorded_until(context, *read);
  print(context, *read, *counted, *question);
}

}  // namespace

void add_report(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("report", context.say("cli.report"));
  auto options = std::make_shared<Options>();
  command->add_option("DIR", options->dir, context.say("cli.dir"))->required();
  command->add_option("--by", options->by, context.say("cli.report.by"))
      ->check(CLI::IsMember({"team", "person", "type", "week", "clause"}));
  command->add_option("--from", options->from, context.say("cli.report.from"));
  command->add_option("--to", options->to, context.say("cli.report.to"));
  command->add_option("--type", options->type, context.say("cli.report.type"));
  command->add_option("--school", options->school, context.say("cli.school"));
  command->add_option("--csv", options->csv, context.say("cli.report.csv"));
  command->callback([&context, options] { report(context, *options); });
}

}  // namespace quyche::cli
