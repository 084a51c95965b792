// quyche audit DIR: would the rules of that day have produced this history?
#include <CLI/CLI.hpp>
#include <map>
#include <memory>

#include "adapters/cli/commands/commands.h"
#include "adapters/cli/each_school.h"
#include "adapters/cli/json_differences.h"
#include "adapters/sqlite/sqlite_store.h"
#include "adapters/vault/read_text.h"
#include "engine/event/codec.h"
#include "engine/json/fields.h"
#include "engine/json/read.h"
#include "engine/office/load.h"
#include "engine/replay/audit.h"
#include "engine/replay/each_event.h"
#include "rules/hooks/lua_hooks.h"

namespace quyche::cli {
namespace {

struct Options {
  std::string dir;
  std::string school;
  unsigned jobs = 0;
  bool rerun_hooks = false;
};

// Scripts on the texts of one school's vault.
class LuaRerun : public Rerun {
 public:
  LuaRerun(StoreReader& reader, const SchoolId& school,
           const std::vector<std::shared_ptr<const Policy>>& policies)
      : hooks_([this, &reader, school](const Digest& commitment) -> std::optional<std::string> {
          // A text that is not the one of then says nothing of what the script said then.
          auto text = vault::read_text(reader, school, commitment);
          if (text && text->state == vault::TextState::there) return std::move(text->text);
          missing_ = true;
          return std::nullopt;
        }) {
    for (const auto& policy : policies) hooks_.add_scripts(*policy);
  }
  std::optional<Result<HookVerdict, HookFault>> run(const HookCall& call) override {
    missing_ = false;
    auto verdict = hooks_.run(call);
    if (missing_) return std::nullopt;
    return verdict;
  }

 private:
  bool missing_ = false;
  rules::hooks::LuaHooks hooks_;
};

struct Audited {
  AuditCounts counts;
  std::vector<AuditFinding> findings;
};

json::Value event_json(const Event& event) { return *json::read(encode_event(event)); }

// What time should have done: "deadline_missed lesson_plan-1".
std::string moment_text(const AuditFinding& finding) {
  if (!finding.expected) return {};
  std::string text(kind_of(finding.expected->body));
  if (const DocumentId* document = document_of(finding.expected->body)) text += ' ' + document->value;
  return text;
}

std::string sentence_of(const AuditFinding& finding, Lang lang) {
  const std::string args[] = {finding.what == Wrong::overdue ? moment_text(finding) : finding.detail};
  return render(code_of(finding.what), lang, args);
}

json::Value finding_json(const AuditFinding& finding) {
  json::Object out{{"code", std::string(code_of(finding.what))},
                   {"seq", static_cast<std::int64_t>(finding.seq)},
                   {"message", json::Object{{"en", sentence_of(finding, Lang::en)},
                                            {"vi", sentence_of(finding, Lang::vi)}}}};
  if (finding.recorded) out.emplace("recorded", event_json(*finding.recorded));
  if (finding.expected) out.emplace("expected", event_json(*finding.expected));
  if (!finding.refusal.unmet.empty()) out.emplace("refused", to_json(finding.refusal));
  if (!finding.detail.empty()) out.emplace("detail", finding.detail);
  return out;
}

json::Value school_json(const SchoolId& school, const Audited& audited) {
  json::Array findings;
  for (const AuditFinding& finding : audited.findings) findings.push_back(finding_json(finding));
  const auto number = [](std::uint64_t n) { return json::Value(static_cast<std::int64_t>(n)); };
  const AuditCounts& counts = audited.counts;
  return json::Object{{"school", school.value},
                      {"events", number(counts.events)},
                      {"commands", number(counts.commands)},
                      {"moments", number(counts.moments)},
                      {"verdicts", number(counts.verdicts)},
                      {"verdicts_unknown", number(counts.verdicts_unknown)},
                      {"findings_count", number(counts.findings)},
                      {"findings", std::move(findings)}};
}

// An absent event is shown as null, what differs member by member.
void print_differences(Context& context, const AuditFinding& finding) {
  if (finding.what != Wrong::differs) return;
  if (!finding.recorded || !finding.expected) {
    const Event& there = finding.recorded ? *finding.recorded : *finding.expected;
    const char* label = finding.recorded ? "audit.too_much" : "audit.missing";
    context.out << "      " << context.say(label, {encode_event(there)}) << '\n';
    return;
  }
  for (const JsonDifference& one :
       json_differences(event_json(*finding.recorded), event_json(*finding.expected)))
    context.out << "      "
                << context.say("audit.member", {one.where, one.left.empty() ? "–" : one.left,
                                                one.right.empty() ? "–" : one.right})
                << '\n';
}

void print_finding(Context& context, const SchoolId& school, const AuditFinding& finding, ZoneOffset zone) {
  context.out << school.value << " · seq " << finding.seq;
  if (finding.recorded) {
    const Event& event = *finding.recorded;
    context.out << " · " << context.when(event.at, zone) << " · " << kind_of(event.body);
    if (const DocumentId* document = document_of(event.body)) context.out << ' ' << document->value;
    if (!event.by.empty()) context.out << " · " << event.by.value;
  }
  context.out << "\n  " << code_of(finding.what) << "  " << sentence_of(finding, context.lang) << '\n';
  if (!finding.refusal.unmet.empty())
    print_refusal(context.out, finding.refusal, context.lang,
                  [](const PersonId& person) { return person.value; });
  print_differences(context, finding);
}

void print(Context& context, const std::vector<SchoolId>& schools, const std::vector<Audited>& audited,
           ZoneOffset zone) {
  AuditCounts all;
  for (std::size_t i = 0; i < schools.size(); ++i) {
    const AuditCounts& counts = audited[i].counts;
    all.events += counts.events;
    all.commands += counts.commands;
    all.moments += counts.moments;
    all.verdicts += counts.verdicts;
    all.verdicts_unknown += counts.verdicts_unknown;
    all.findings += counts.findings;
    if (context.json()) continue;
    for (const AuditFinding& finding : audited[i].findings) print_finding(context, schools[i], finding, zone);
    if (counts.findings > audited[i].findings.size())
      context.out << schools[i].value << " · "
                  << context.say("audit.more", {std::to_string(counts.findings - audited[i].findings.size())})
                  << '\n';
  }
  if (all.findings > 0) context.exit = Exit::findings;
  if (context.json()) {
    json::Array list;
    for (std::size_t i = 0; i < schools.size(); ++i) list.push_back(school_json(schools[i], audited[i]));
    return context.print_json(json::Object{{"schools", std::move(list)}});
  }
  context.err << context.say("audit.summary", {std::to_string(all.events), std::to_string(all.commands),
                                               std::to_string(all.moments), std::to_string(all.findings)})
              << '\n';
  if (all.verdicts > 0)
    context.err << context.say("audit.verdicts",
                               {std::to_string(all.verdicts), std::to_string(all.verdicts_unknown)})
                << '\n';
}

// An event that cannot be read ends the audit of its school, and of no other.
Outcome<void> audit_school(StoreReader& reader, const SchoolId& school, const PolicyBook& book, Rerun* rerun,
                           const std::function<void()>& counted, Audited& out) {
  std::optional<Error> fault;
  Audit audit(book, rerun, [&](const Digest& commitment) {
    const auto text = vault::read_text(reader, school, commitment);
    if (!text && !fault) fault = text.error();
    return text && text->state == vault::TextState::altered;
  });
  const auto read = each_event(reader, school, [&](Event&& event) {
    audit.add(std::move(event));
    counted();
  });
  if (!read && read.error().code != "Q505") return tl::unexpected(read.error());
  if (read)
    audit.finish();
  else
    audit.finish_unreadable(read.error().detail);
  if (fault) return tl::unexpected(*fault);
  out = {audit.counts(), audit.findings()};
  return {};
}

void audit(Context& context, const Options& options) {
  auto reader = sqlite::open_sqlite_reader(options.dir);
  if (!reader) return context.fault(reader.error());
  const auto schools = schools_asked(**reader, options.dir, options.school);
  if (!schools) return context.fault(schools.error());
  const auto book = load_policies(**reader);
  if (!book) return context.fault(book.error());
  const auto stored = (*reader)->policies();
  if (!stored) return context.fault(stored.error());
  std::vector<std::shared_ptr<const Policy>> policies;
  for (const StoredPolicy& one : *stored)
    policies.push_back(std::make_shared<const Policy>(*book->find(one.id)));
  std::vector<Audited> audited(schools->size());
  const auto done =
      each_school(context, options.dir, *schools, options.jobs,
                  [&](StoreReader& own, std::size_t i, Progress& progress) -> Outcome<void> {
                    std::unique_ptr<LuaRerun> rerun;
                    if (options.rerun_hooks) rerun = std::make_unique<LuaRerun>(own, (*schools)[i], policies);
                    auto counted = [&] { progress.fetch_add(1, std::memory_order_relaxed); };
                    return audit_school(own, (*schools)[i], *book, rerun.get(), counted, audited[i]);
                  });
  if (!done) return context.fault(done.error());
  print(context, *schools, audited, policies.empty() ? ZoneOffset{} : policies.front()->zone);
}

}  // namespace

void add_audit(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("audit", context.say("cli.audit"));
  auto options = std::make_shared<Options>();
  command->add_option("DIR", options->dir, context.say("cli.dir"))->required();
  command->add_option("--school", options->school, context.say("cli.audit.school"));
  command->add_option("--jobs", options->jobs, context.say("cli.jobs"))->check(CLI::Range(1, 256));
  command->add_flag("--rerun-hooks", options->rerun_hooks, context.say("cli.audit.rerun_hooks"));
  command->callback([&context, options] { audit(context, *options); });
}

}  // namespace quyche::cli
