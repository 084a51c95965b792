#include "rules/coverage/table.h"

#include <algorithm>

namespace quyche::rules::coverage {
namespace {

std::string label(std::string_view code) { return render(code, Lang::vi) + " / " + render(code, Lang::en); }

// What stands in a cell of a Markdown table.
std::string cell(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string in_both(const Title& title) {
  return title.en.empty() ? cell(title.vi) : cell(title.vi) + "<br>" + cell(title.en);
}

std::size_t line_of(const Span& span) { return span.source->position(span.offset).line; }

std::string places(const std::vector<Covering>& list, std::string_view whole) {
  std::string out;
  for (const Covering& one : list) {
    if (!out.empty()) out += "<br>";
    out += one.path.empty() ? std::string(whole) : "`" + one.path + "`";
    out += " (" + cell(one.span.source->name()) + ":" + std::to_string(line_of(one.span)) + ")";
  }
  return out;
}

std::string row(const Requirement& one) {
  std::string where = places(one.encoded, label("coverage.whole"));
  if (one.not_encoded)
    where += (where.empty() ? "" : "<br>") + label("coverage.not_encoded") + ": " + in_both(*one.not_encoded);
  const std::string says_en = one.says.en.empty() ? one.says.vi : one.says.en;
  std::string out;
  for (const std::string& text :
       {one.id, cell(one.cite), cell(one.says.vi), cell(says_en), where, places(one.tests, "")})
    out += "| " + (text.empty() ? "" : text + " ");
  return out + "|\n";
}

std::string heading() {
  std::string names;
  std::string line;
  for (const char* name : {"coverage.id", "coverage.clause", "coverage.says.vi", "coverage.says.en",
                           "coverage.where", "coverage.tests"}) {
    names += "| " + label(name) + " ";
    line += "|---";
  }
  return names + "|\n" + line + "|\n";
}

}  // namespace

std::string markdown(const std::vector<Requirement>& requirements) {
  const auto encoded = std::count_if(requirements.begin(), requirements.end(),
                                     [](const Requirement& one) { return !one.encoded.empty(); });
  const auto without = std::count_if(requirements.begin(), requirements.end(), [](const Requirement& one) {
    return one.encoded.empty() && one.not_encoded.has_value();
  });
  const std::vector<std::string> numbers = {std::to_string(requirements.size()), std::to_string(encoded),
                                            std::to_string(without)};
  std::string out = "# " + label("coverage.title") + "\n\n" + render("coverage.made", Lang::vi) + "\n" +
                    render("coverage.made", Lang::en) + "\n\n" +
                    render("coverage.numbers", Lang::vi, numbers) + "\n" +
                    render("coverage.numbers", Lang::en, numbers) + "\n";
  // By regulation, in the order of the first requirement of each.
  std::vector<std::string> regulations;
  for (const Requirement& one : requirements)
    if (std::find(regulations.begin(), regulations.end(), one.regulation) == regulations.end())
      regulations.push_back(one.regulation);
  for (const std::string& regulation : regulations) {
    out += "\n## " + regulation + "\n\n" + heading();
    for (const Requirement& one : requirements)
      if (one.regulation == regulation) out += row(one);
  }
  return out;
}

json::Value to_json(const std::vector<Requirement>& requirements) {
  const auto title = [](const Title& of) { return json::Object{{"en", of.in(Lang::en)}, {"vi", of.vi}}; };
  const auto list = [](const std::vector<Covering>& of, const char* name) {
    json::Array out;
    for (const Covering& one : of)
      out.push_back(json::Object{{"file", one.span.source->name()},
                                 {"line", static_cast<std::int64_t>(line_of(one.span))},
                                 {name, one.path}});
    return out;
  };
  json::Array out;
  for (const Requirement& one : requirements)
    out.push_back(
        json::Object{{"cite", one.cite},
                     {"encoded", list(one.encoded, "path")},
                     {"id", one.id},
                     {"not_encoded", one.not_encoded ? json::Value(title(*one.not_encoded)) : json::Value()},
                     {"regulation", one.regulation},
                     {"says", title(one.says)},
                     {"tests", list(one.tests, "case")}});
  return out;
}

}  // namespace quyche::rules::coverage
