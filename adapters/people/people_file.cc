#include "adapters/people/people_file.h"

#include <csv.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "engine/base/limits.h"
#include "engine/decide/authority.h"
#include "rules/diagnostics/nearest.h"
#include "rules/text/utf8.h"

namespace quyche::people {
namespace {

using rules::Findings;
using rules::Severity;
using rules::SourcePtr;

using Row = std::vector<std::string>;

struct Table {
  std::vector<Row> rows;
};

void on_field(void* bytes, std::size_t size, void* table) {
  static_cast<Table*>(table)->rows.back().emplace_back(static_cast<const char*>(bytes), size);
}
void on_row(int, void* table) { static_cast<Table*>(table)->rows.emplace_back(); }

// Spreadsheets set to Vietnamese write semicolons between cells; the header line tells.
unsigned char delimiter(std::string_view text) {
  const std::string_view header = text.substr(0, text.find('\n'));
  const bool semicolons =
      header.find(';') != std::string_view::npos && header.find(',') == std::string_view::npos;
  return semicolons ? ';' : ',';
}

// libcsv in strict mode; false when the text is not CSV, with the byte where it stops.
bool parse_csv(std::string_view text, Table& table, std::size_t& stopped_at) {
  csv_parser parser;
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL) != 0) return false;
  csv_set_delim(&parser, delimiter(text));
  table.rows.emplace_back();
  stopped_at = csv_parse(&parser, text.data(), text.size(), on_field, on_row, &table);
  const bool ok = stopped_at == text.size() && csv_fini(&parser, on_field, on_row, &table) == 0;
  csv_free(&parser);
  if (!table.rows.empty() && table.rows.back().empty()) table.rows.pop_back();
  return ok;
}

class PeopleReader {
 public:
  PeopleReader(const SourcePtr& source, const Policy& policy, Findings& findings)
      : source_(source), policy_(policy), findings_(findings) {}

  std::vector<PersonRow> read(std::string_view text, std::size_t skipped) {
    Table table;
    std::size_t stopped_at = 0;
    if (!parse_csv(text, table, stopped_at)) {
      const std::size_t at = stopped_at < text.size() ? stopped_at : open_quote(text);
      report("Q341", line_of(std::min(at + skipped, source_->text().size())), {});
      return {};
    }
    if (table.rows.empty()) {
      report("Q115", 1, {});
      return {};
    }
    if (!read_header(table.rows.front())) return {};
    if (table.rows.size() - 1 > limits::people_rows_max) {
      report("Q345", 1, {std::to_string(table.rows.size() - 1), std::to_string(limits::people_rows_max)});
      return {};
    }
    std::vector<PersonRow> people;
    // libcsv leaves out blank lines, so a row's line is found by counting what is not blank.
    const std::vector<std::size_t> lines = lines_of_rows(text);
    for (std::size_t i = 1; i < table.rows.size(); ++i)
      people.push_back(read_row(table.rows[i], i < lines.size() ? lines[i] : i + 1));
    if (people.empty()) report("Q115", 1, {});
    return people;
  }

 private:
  // Of a line, or of the last (or first) place where `word` stands in it.
  void report(std::string code, std::size_t line, std::vector<std::string> args, std::string suggestion = {},
              std::string_view word = {}, bool first = false) {
    std::size_t offset = 0;
    for (std::size_t i = 1; i < line; ++i) offset = source_->text().find('\n', offset) + 1;
    std::size_t length = std::max<std::size_t>(1, source_->line(line).size());
    const std::string_view text = source_->line(line);
    const std::size_t at = first ? text.find(word) : text.rfind(word);
    if (!word.empty() && at != std::string::npos) {
      offset += at;
      length = word.size();
    }
    findings_.add({std::move(code),
                   Severity::error,
                   {source_, offset, length},
                   std::move(args),
                   "",
                   "",
                   std::move(suggestion)});
  }
  std::size_t line_of(std::size_t offset) const { return source_->position(offset).line; }

  // Where the quote stands that is never closed.
  static std::size_t open_quote(std::string_view text) {
    std::size_t opened = text.size();
    for (std::size_t at = 0; at < text.size(); ++at)
      if (text[at] == '"') opened = opened == text.size() ? at : text.size();
    return opened;
  }

  // The line each record begins on: a quoted field may hold line breaks.
  static std::vector<std::size_t> lines_of_rows(std::string_view text) {
    std::vector<std::size_t> lines;
    std::size_t line = 1;
    bool quoted = false;
    bool blank = true;
    std::size_t begun = 1;
    for (const char c : text) {
      if (blank && c != '\n' && c != '\r') {
        blank = false;
        begun = line;
      }
      if (c == '"') quoted = !quoted;
      if (c != '\n') continue;
      ++line;
      if (quoted) continue;
      if (!blank) lines.push_back(begun);
      blank = true;
    }
    if (!blank) lines.push_back(begun);
    return lines;
  }

  bool read_header(const Row& header) {
    static const std::vector<std::string_view> known = {"account", "name", "roles"};
    bool ok = true;
    for (std::size_t i = 0; i < header.size(); ++i) {
      const bool is_known = std::find(known.begin(), known.end(), header[i]) != known.end();
      if (!is_known || columns_.contains(header[i])) {
        report("Q342", 1, {header[i]}, is_known ? "" : rules::nearest(header[i], known), header[i]);
        ok = false;
      }
      columns_[header[i]] = i;
    }
    // A column under a wrong name is one mistake, not two.
    std::string missing;
    for (const std::string_view name : known)
      if (!columns_.contains(std::string(name))) missing += (missing.empty() ? "" : ", ") + std::string(name);
    if (ok && !missing.empty()) {
      report("Q342", 1, {missing});
      ok = false;
    }
    return ok;
  }

  std::string cell(const Row& row, const char* column) const {
    const std::size_t at = columns_.at(column);
    return at < row.size() ? row[at] : std::string();
  }

  PersonRow read_row(const Row& row, std::size_t line) {
    PersonRow person{cell(row, "account"), cell(row, "name"), {}};
    if (row.size() != columns_.size()) {
      report("Q343", line, {std::to_string(row.size()), std::to_string(columns_.size())});
      return person;
    }
    if (!is_id(person.account))
      report("Q204", line, {person.account}, {}, person.account, true);
    else if (!accounts_.insert(person.account).second)
      report("Q344", line, {person.account}, {}, person.account, true);
    if (person.name.empty()) report("Q203", line, {"name"});
    const std::string roles = cell(row, "roles");
    if (roles.find_first_not_of("; ") == std::string::npos) report("Q203", line, {"roles"});
    std::size_t at = 0;
    while (at <= roles.size()) {
      const std::size_t end = std::min(roles.find(';', at), roles.size());
      read_role(roles.substr(at, end - at), line, person);
      at = end + 1;
    }
    return person;
  }

  void read_role(std::string text, std::size_t line, PersonRow& person) {
    while (!text.empty() && text.front() == ' ') text.erase(0, 1);
    while (!text.empty() && text.back() == ' ') text.pop_back();
    if (text.empty()) return;
    const std::size_t sign = text.find('@');
    const std::string role_text = text.substr(0, sign);
    const std::string unit_text = sign == std::string::npos ? "" : text.substr(sign + 1);
    const Role* role = policy_.role(RoleId{role_text});
    if (role == nullptr) {
      std::vector<std::string_view> known;
      std::string list;
      for (const Role& one : policy_.roles) {
        known.push_back(one.id.value);
        list += (list.empty() ? "" : ", ") + one.id.value;
      }
      return report("Q301", line, {role_text, list}, rules::nearest(role_text, known), text);
    }
    if (!role->any_of.empty()) return report("Q346", line, {role_text}, {}, text);
    if (role->within == Within::unit && !is_id(unit_text)) return report("Q347", line, {role_text}, {}, text);
    if (role->within == Within::school && sign != std::string::npos)
      return report("Q348", line, {role_text}, {}, text);
    const Assignment held{role->id, UnitId{unit_text}};
    if (std::find(person.roles.begin(), person.roles.end(), held) == person.roles.end())
      person.roles.push_back(held);  // said twice is held once
  }

  const SourcePtr& source_;
  const Policy& policy_;
  Findings& findings_;
  std::map<std::string, std::size_t> columns_;
  std::set<std::string> accounts_;
};

// Actions that nobody in this school could ever take.
void warn_unheld(const SourcePtr& source, const Policy& policy, const std::vector<PersonRow>& people,
                 Findings& findings) {
  const auto held = [&](const RoleId& wanted) {
    return wanted.value == actor_owner ||
           std::any_of(people.begin(), people.end(), [&](const PersonRow& person) {
             return std::any_of(person.roles.begin(), person.roles.end(),
                                [&](const Assignment& a) { return policy.counts_as(a.role, wanted); });
           });
  };
  const auto warn = [&](const std::string& what, const DocumentType& type, const std::vector<ActorName>& by) {
    if (std::any_of(by.begin(), by.end(), held)) return;
    findings.add({"Q320",
                  Severity::warning,
                  {source, 0, 1},
                  {what, type.id.value, titles_of(policy, by).vi, titles_of(policy, by).in(Lang::en)},
                  "documents." + type.id.value,
                  type.cite.article,
                  ""});
  };
  for (const DocumentType& type : policy.documents) {
    for (const Action& action : type.workflow.actions) warn(action.id.value, type, action.by);
    for (const PaperStep& step : type.paper_steps) warn(step.id.value, type, step.by);
    warn("create", type, {type.owner});
  }
}

}  // namespace

std::vector<PersonRow> read_people(const std::string& path, const Policy& policy, Findings& findings) {
  auto source = rules::load_source(path, limits::people_bytes_max);
  if (!source) {
    findings.add({source.error().code,
                  Severity::error,
                  {std::make_shared<rules::Source>(path, ""), 0, 0},
                  {path, source.error().detail, std::to_string(limits::people_bytes_max)},
                  "",
                  "",
                  ""});
    return {};
  }
  const std::string_view text = (*source)->text();
  if (const auto bad = rules::utf8::first_invalid(text)) {
    findings.add({"Q101", Severity::error, {*source, *bad, 1}, {std::to_string(*bad)}, "", "", ""});
    return {};
  }
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    findings.add({"Q103", Severity::error, {*source, nul, 1}, {"U+0000"}, "", "", ""});
    return {};
  }
  const std::size_t mark = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const std::size_t errors = findings.errors();
  auto people = PeopleReader(*source, policy, findings).read(text.substr(mark), mark);
  if (findings.errors() == errors) warn_unheld(*source, policy, people, findings);
  return people;
}

}  // namespace quyche::people
