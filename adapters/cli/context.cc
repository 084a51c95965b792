#include "adapters/cli/context.h"

#include <ostream>

#include "engine/json/canonical.h"
#include "rules/diagnostics/render.h"
#include "rules/text/utf8.h"

namespace quyche::cli {
namespace {

std::string two_digits(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

}  // namespace

std::string Context::say(std::string_view code, std::vector<std::string> args) const {
  return render(code, lang, args);
}

void Context::print_json(const json::Value& value) { data() << json::canonical(value) << '\n'; }

void Context::fault(const Error& error) {
  std::vector<std::string> args{error.detail};
  // "path: reason" where the sentence has a place for each.
  if (const std::size_t colon = error.detail.rfind(": "); error.code == "Q501" && colon != std::string::npos)
    args = {error.detail.substr(0, colon), error.detail.substr(colon + 2)};
  args.resize(3);
  err << "quyche: " << say("label.error") << ' ' << error.code << ": " << say(error.code, args) << '\n';
  exit = Exit::fault;
}

void Context::wrong_use(std::string_view code, std::vector<std::string> args) {
  err << "quyche: " << say(code, std::move(args)) << '\n';
  exit = Exit::usage;
}

void Context::not_there(std::string_view code, const std::vector<std::string>& args, json::Object members) {
  exit = Exit::findings;
  if (!json()) {
    err << say(code, args) << '\n';
    return;
  }
  members.emplace("code", code);
  members.emplace("message",
                  json::Object{{"en", render(code, Lang::en, args)}, {"vi", render(code, Lang::vi, args)}});
  print_json(std::move(members));
}

std::string Context::day(Date date) const {
  return two_digits(date.day()) + "/" + two_digits(date.month()) + "/" + std::to_string(date.year());
}

std::string Context::when(Instant at, ZoneOffset zone) const {
  return day(at.date(zone)) + ' ' + at.text(zone).substr(11, 5);
}

std::string Context::closing(Instant closes, ZoneOffset zone) const {
  const Date after = closes.date(zone);
  if (closes != Instant::start_of(after, zone)) return when(closes, zone);
  return day(after.plus_days(-1)) + " 24:00";
}

bool print_findings(Context& context, const rules::Findings& findings) {
  for (const rules::Diagnostic& diagnostic : findings.sorted())
    context.data() << rules::render_human(diagnostic, {context.lang, context.colour});
  return findings.errors() + findings.warnings() > 0;
}

json::Value findings_json(const rules::Findings& findings) {
  json::Array list;
  for (const rules::Diagnostic& diagnostic : findings.sorted()) list.push_back(rules::to_json(diagnostic));
  return list;
}

std::string clause_text(const Clause& clause) { return clause.article; }

void print_refusal(std::ostream& out, const Refusal& refusal, Lang lang,
                   const std::function<std::string(const PersonId&)>& name) {
  using rules::utf8::printable;
  for (const Unmet& unmet : refusal.unmet) {
    out << "  " << unmet.code << "  " << printable(sentence(unmet, lang));
    if (!unmet.clause.empty()) out << " (" << clause_text(unmet.clause) << ')';
    out << '\n';
    if (unmet.people.empty()) continue;
    std::string people;
    for (const PersonId& person : unmet.people)
      people += (people.empty() ? "" : ", ") + printable(name(person));
    const std::string args[] = {people};
    out << "        " << render("refusal.who", lang, args) << '\n';
  }
}

}  // namespace quyche::cli
