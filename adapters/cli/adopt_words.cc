#include "adapters/cli/adopt_words.h"

#include <ostream>

#include "adapters/cli/table.h"
#include "engine/json/fields.h"

namespace quyche::cli {
namespace {

std::string_view name_of(DueFate fate) {
  switch (fate) {
    case DueFate::kept: return "kept";
    case DueFate::moved: return "moved";
    case DueFate::added: return "added";
    case DueFate::dropped: return "dropped";
    case DueFate::settled: return "settled";
  }
  return "";
}

std::string_view name_of(Kept kept) {
  switch (kept) {
    case Kept::same_policy: return "same_policy";
    case Kept::no_type: return "no_type";
    case Kept::no_state: return "no_state";
  }
  return "";
}

json::Value number(std::size_t n) { return static_cast<std::int64_t>(n); }

json::Value due_json(const DuePreview& due) {
  json::Object out{{"deadline", due.deadline.value},
                   {"fate", std::string(name_of(due.fate))},
                   {"missed", due.missed},
                   {"clause", json::encode(due.clause)}};
  if (due.from) out.emplace("from", json::encode(*due.from));
  if (due.to) out.emplace("to", json::encode(*due.to));
  return out;
}

json::Value document_json(const DocumentPreview& document) {
  json::Array dues;
  for (const DuePreview& due : document.dues) dues.push_back(due_json(due));
  json::Object out{{"document", document.document.value},
                   {"type", document.type.value},
                   {"state", document.state.value},
                   {"owner", document.owner.value},
                   {"deadlines", std::move(dues)}};
  if (document.kept) out.emplace("keeps", std::string(name_of(*document.kept)));
  return out;
}

json::Value duty_json(const DutyPreview& duty) {
  json::Object out{{"type", duty.type.value},
                   {"deadline", duty.deadline.value},
                   {"clause", json::encode(duty.clause)},
                   {"added", number(duty.added)},
                   {"dropped", number(duty.dropped)},
                   {"moved", number(duty.moved)},
                   {"at_once", number(duty.at_once)},
                   {"people", number(duty.people)}};
  if (duty.first) out.emplace("first", json::encode(*duty.first));
  return out;
}

void print_documents(Context& context, const Policy& policy, const AdoptionPreview& preview,
                     const std::function<std::string(const PersonId&)>& name) {
  Table table({context.say("label.document"), context.say("label.who"), context.say("adopt.deadline"),
               context.say("adopt.fate"), context.say("adopt.from"), context.say("adopt.to"),
               context.say("label.clause")});
  for (const DocumentPreview& document : preview.documents) {
    if (document.kept) {
      table.add({document.document.value, name(document.owner), "",
                 context.say("adopt.keeps." + std::string(name_of(*document.kept))), "", "", ""});
      continue;
    }
    if (document.dues.empty())
      table.add(
          {document.document.value, name(document.owner), "–", context.say("adopt.no_deadline"), "", "", ""});
    bool first = true;
    for (const DuePreview& due : document.dues) {
      const auto when = [&](const std::optional<Instant>& at) {
        return at ? context.closing(*at, policy.zone) : std::string("–");
      };
      std::string fate = context.say("adopt.fate." + std::string(name_of(due.fate)));
      if (due.missed) fate += ", " + context.say("adopt.missed");
      table.add({first ? document.document.value : "", first ? name(document.owner) : "", due.deadline.value,
                 std::move(fate), when(due.from), when(due.to), clause_text(due.clause)});
      first = false;
    }
  }
  if (!table.empty()) table.print(context.out, context.columns);
}

void print_absent(Context& context, const AdoptionPreview& preview) {
  for (const auto& [type, count] : preview.types)
    context.out << context.say("adopt.no_type", {type.value, std::to_string(count)}) << '\n';
  for (const auto& [state, count] : preview.states)
    context.out << context.say("adopt.no_state",
                               {state.first.value, state.second.value, std::to_string(count)})
                << '\n';
  for (const auto& [role, count] : preview.roles)
    context.out << context.say("adopt.no_role", {role.value, std::to_string(count)}) << '\n';
}

// "10 moved, 1 at once"
std::string period_counts(const Context& context, const DutyPreview& duty) {
  std::string out;
  const auto add = [&](const char* label, std::size_t count) {
    if (count > 0) out += (out.empty() ? "" : ", ") + context.say(label, {std::to_string(count)});
  };
  add("adopt.duty.added", duty.added);
  add("adopt.duty.dropped", duty.dropped);
  add("adopt.duty.moved", duty.moved);
  add("adopt.duty.at_once", duty.at_once);
  return out;
}

void print_duties(Context& context, const Policy& policy, const AdoptionPreview& preview) {
  if (preview.duties.empty()) return;
  context.out << '\n' << context.say("adopt.duties", {std::to_string(adopt_horizon_days)}) << '\n';
  Table table({context.say("label.document"), context.say("adopt.deadline"),
               context.say("adopt.duty.periods"), context.say("adopt.duty.first"),
               context.say("adopt.duty.people"), context.say("label.clause")});
  for (const DutyPreview& duty : preview.duties)
    table.add({duty.type.value, duty.deadline.value, period_counts(context, duty),
               duty.first ? context.closing(*duty.first, policy.zone) : "", std::to_string(duty.people),
               clause_text(duty.clause)});
  table.print(context.out, context.columns);
}

}  // namespace

void print_adoption(Context& context, const Policy& policy, const PolicyId& id,
                    const AdoptionPreview& preview, const std::function<std::string(const PersonId&)>& name) {
  context.out << context.say("adopt.head",
                             {policy.title.in(context.lang), context.day(preview.at.date(policy.zone))})
              << '\n';
  context.out << context.say("adopt.id", {id.text()}) << '\n';
  std::size_t taken = 0;
  for (const DocumentPreview& document : preview.documents)
    if (!document.kept) ++taken;
  if (preview.takes_over) {
    context.out << context.say("adopt.take_over", {std::to_string(preview.open), std::to_string(taken),
                                                   std::to_string(preview.documents.size() - taken)})
                << '\n';
    print_documents(context, policy, preview, name);
  } else {
    context.out << context.say("adopt.keep", {std::to_string(preview.open)}) << '\n';
  }
  print_absent(context, preview);
  print_duties(context, policy, preview);
}

json::Value adoption_json(const Policy& policy, const PolicyId& id, const AdoptionPreview& preview) {
  json::Array documents;
  for (const DocumentPreview& document : preview.documents) documents.push_back(document_json(document));
  json::Array types;
  for (const auto& [type, count] : preview.types)
    types.push_back(json::Object{{"type", type.value}, {"documents", number(count)}});
  json::Array states;
  for (const auto& [state, count] : preview.states)
    states.push_back(json::Object{
        {"type", state.first.value}, {"state", state.second.value}, {"documents", number(count)}});
  json::Array roles;
  for (const auto& [role, count] : preview.roles)
    roles.push_back(json::Object{{"role", role.value}, {"people", number(count)}});
  json::Array duties;
  for (const DutyPreview& duty : preview.duties) duties.push_back(duty_json(duty));
  return json::Object{{"policy", id.text()},
                      {"regulation", policy.regulation.value},
                      {"open_documents", preview.takes_over ? "take_over" : "keep"},
                      {"at", json::encode(preview.at)},
                      {"open", number(preview.open)},
                      {"documents", std::move(documents)},
                      {"duties", std::move(duties)},
                      {"without_counterpart", json::Object{{"types", std::move(types)},
                                                           {"states", std::move(states)},
                                                           {"roles", std::move(roles)}}}};
}

}  // namespace quyche::cli
