#include "rules/tightness/tightness.h"

#include "rules/tightness/comparing.h"

namespace quyche::rules {
namespace tightness {

namespace {

// How far `node` can be followed along a dotted path from `from`.
std::pair<const yaml::Node*, int> deepest(const yaml::Node& node, const std::string& path, std::size_t from) {
  std::pair<const yaml::Node*, int> best{&node, 0};
  if (from >= path.size()) return best;
  const std::size_t dot = std::min(path.find('.', from), path.size());
  const std::string key = path.substr(from, dot - from);
  for (const yaml::Entry& entry : node.entries) {
    if (key != "*" && entry.key.text != key) continue;
    const auto found = deepest(entry.value, path, dot + 1);
    if (found.second + 1 > best.second) best = {found.first, found.second + 1};
  }
  return best;
}

}  // namespace

void Comparing::report(const char* code, const std::string& path, std::vector<std::string> args,
                       const Clause& upper, const std::string& otherwise) const {
  auto place = deepest(leaf.tree, path, 0);
  if (const auto other = deepest(leaf.tree, otherwise, 0); other.second >= place.second) place = other;
  const Span span = place.second == 0 ? leaf.span_of("under") : place.first->span;
  findings.add({code, Severity::error, span, std::move(args), path, upper.article, ""});
}

bool TypePair::left(std::string_view slot) const {
  const auto lists = [&](const std::vector<std::string>& slots) {
    return std::find(slots.begin(), slots.end(), slot) != slots.end();
  };
  return lists(above.open) || lists(above.delegated);
}

std::string clause_words(const Clause& clause) {
  return clause.empty() ? clause.regulation.value : clause.regulation.value + ", " + clause.article;
}

namespace {

void compare_field(const TypePair& pair, const Field& above) {
  const Field* below = pair.below.field(above.id);
  const auto report = [&](const std::string& from, const std::string& to) {
    pair.comparing.report("Q378", pair.path("fields." + above.id.value),
                          {above.id.value, clause_words(above.cite), from, to}, above.cite);
  };
  if (below == nullptr) return report(above.id.value, "-");
  if (below->type != above.type)
    return report(std::string(names_of(above.type)[static_cast<std::size_t>(above.type)]),
                  std::string(names_of(below->type)[static_cast<std::size_t>(below->type)]));
  if (above.required && !below->required) report("required: true", "required: false");
  if (!holds_all(above.editable_in, below->editable_in)) report("editable_in", "editable_in +");
  if (!holds_all(above.choices, below->choices)) report("choices", "choices +");
}

void compare_paper(const TypePair& pair) {
  for (const PaperStep& above : pair.above.paper_steps) {
    const PaperStep* below = pair.below.paper_step(above.id);
    const auto report = [&](const std::string& from, const std::string& to) {
      pair.comparing.report("Q378", pair.path("paper_steps." + above.id.value),
                            {above.id.value, clause_words(above.cite), from, to}, above.cite);
    };
    if (below == nullptr)
      report(above.id.value, "-");
    else if (above.evidence_required && !below->evidence_required)
      report("evidence: required", "evidence: optional");
    else if (!no_wider(pair.comparing, below->by, above.by))
      report(listed(pair.comparing.above, above.by), listed(pair.comparing.below, below->by));
  }
}

void compare_signing(const TypePair& pair) {
  if (!pair.above.signing) return;
  const Signing& above = *pair.above.signing;
  const auto report = [&](const char* code, std::vector<std::string> args) {
    pair.comparing.report(code, pair.path("signing"), std::move(args), above.cite);
  };
  if (!pair.below.signing)
    return report("Q378", {"signing", clause_words(above.cite), listed(above.by), "-"});
  if (!no_wider(pair.comparing, pair.below.signing->by, above.by))
    report("Q378", {"signing", clause_words(above.cite), listed(pair.comparing.above, above.by),
                    listed(pair.comparing.below, pair.below.signing->by)});
  if (const Requirement* need = unmet(pair.comparing, pair.below.signing->needs, above.needs))
    report("Q373", {"signing", pair.above.title.vi, said(*need), clause_words(need->cite), "signing",
                    pair.above.title.in(Lang::en)});
}

std::string every_words(const std::vector<Recurrence>& every) {
  std::string out;
  for (const Recurrence& one : every)
    out += (out.empty() ? "" : ", ") + std::string(names_of(one.every)[static_cast<std::size_t>(one.every)]);
  return out;
}

void compare_duty(const TypePair& pair) {
  if (!pair.above.duty) return;
  const Duty& above = *pair.above.duty;
  const auto report = [&](const std::string& from, const std::string& to) {
    pair.comparing.report("Q378", pair.path("duty"), {"duty", clause_words(above.cite), from, to},
                          above.cite);
  };
  if (!pair.below.duty) return report(above.each.value, "-");
  // Those who owe it above still do.
  const auto owing_above = people_behind(pair.comparing.above, {above.each});
  const auto owing_below = people_behind(pair.comparing.below, {pair.below.duty->each});
  if (!std::includes(owing_below.begin(), owing_below.end(), owing_above.begin(), owing_above.end()))
    report(listed(pair.comparing.above, {above.each}), listed(pair.comparing.below, {pair.below.duty->each}));
  if (!(above.every == pair.below.duty->every))
    report(every_words(above.every), every_words(pair.below.duty->every));
  if (above.dated_by != pair.below.duty->dated_by)
    report(above.dated_by.value, pair.below.duty->dated_by.value);
}

// What is fixed above stays fixed: a layer can leave to others only what was left to it.
void compare_slots(const TypePair& pair, const std::vector<std::string>& listed, const char* key) {
  for (const std::string& slot : listed)
    if (!pair.left(slot))
      pair.comparing.report("Q378", pair.path(key),
                            {std::string(key) + ": " + slot, clause_words(pair.above.cite), "-", slot},
                            pair.above.cite);
}

void compare_type(const TypePair& pair) {
  const Comparing& c = pair.comparing;
  compare_slots(pair, pair.below.open, "open");
  compare_slots(pair, pair.below.delegated, "delegated");
  if (!no_wider(c, {pair.below.owner}, {pair.above.owner}))
    c.report("Q378", pair.path("owner"),
             {"owner", clause_words(pair.above.cite), pair.above.owner.value, pair.below.owner.value},
             pair.above.cite);
  if (!pair.left("fields"))
    for (const Field& field : pair.above.fields) compare_field(pair, field);
  if (!pair.left("attachments"))
    for (const AttachmentSlot& slot : pair.above.attachments)
      if (pair.below.slot(slot.id) == nullptr)
        c.report("Q378", pair.path("attachments"),
                 {slot.id.value, clause_words(pair.above.cite), slot.id.value, "-"}, pair.above.cite);
  if (!pair.left("paper_steps")) compare_paper(pair);
  if (!pair.left("signing")) compare_signing(pair);
  if (!pair.left("duty")) compare_duty(pair);
  if (!pair.left("workflow")) compare_workflows(pair);
  if (!pair.left("deadlines")) compare_deadlines(pair);
}

// Whether more or less of it is stricter is not known: what is not open stays as it is.
void compare_parameter(const Comparing& c, const Parameter& above) {
  for (const Parameter& below : c.below.parameters) {
    if (below.id != above.id) continue;
    const auto report = [&](const char* key, const std::string& from, const std::string& to) {
      c.report("Q378", "parameters." + above.id.value + "." + key,
               {above.id.value, clause_words(above.cite), from, to}, above.cite);
    };
    const auto unit = [](ParameterUnit u) { return std::string(names_of(u)[static_cast<std::size_t>(u)]); };
    if (below.unit != above.unit) report("unit", unit(above.unit), unit(below.unit));
    if (above.open || above.delegated) continue;
    if (below.open || below.delegated) report(below.open ? "open" : "delegated", "-", "true");
    if (above.value && below.value != above.value)
      c.report("Q378", "parameters." + above.id.value + ".value",
               {above.id.value, clause_words(above.cite), std::to_string(*above.value),
                below.value ? std::to_string(*below.value) : "-"},
               above.cite);
  }
}

bool unlocks(const Effect& effect) {
  return std::holds_alternative<Unlock>(effect) || std::holds_alternative<UnlockOnce>(effect);
}

// A lock that the layer above lets somebody put on must not come off by a way that it does not have.
void compare_unlocks(const Comparing& c) {
  for (const DocumentType& type : c.below.documents) {
    const DocumentType* above = c.above.document(type.id);
    for (const Action& action : type.workflow.actions) {
      const Action* upper = above == nullptr ? nullptr : above->workflow.action(action.id);
      const auto any = [](const Action& a) { return std::any_of(a.does.begin(), a.does.end(), unlocks); };
      if (!any(action) || (upper != nullptr && any(*upper))) continue;
      c.report("Q378", "documents." + type.id.value + ".workflow",
               {type.id.value + "." + action.id.value, c.above.regulation.value, "-", "unlock"},
               {c.above.regulation, ""}, "workflows.*.actions." + action.id.value);
    }
  }
}

bool locks_something(const Policy& policy) {
  const auto lock = [](const Effect& effect) { return std::holds_alternative<Lock>(effect); };
  for (const DocumentType& type : policy.documents)
    for (const Action& action : type.workflow.actions)
      if (std::any_of(action.does.begin(), action.does.end(), lock)) return true;
  return false;
}

// Weeks in which the layer above has teaching, and so duties.
void compare_calendar(const Comparing& c) {
  if (!c.above.calendar) return;
  if (!c.below.calendar)
    return c.report("Q378", "calendar",
                    {"calendar", c.above.regulation.value, c.above.calendar->id.value, "-"},
                    {c.above.regulation, ""});
  for (const auto& [year, above] : c.above.calendar->school_years) {
    const TeachingYear* below = c.below.calendar->year(year);
    for (Week week = above.first; week <= above.last; week = week.plus_weeks(1)) {
      if (!above.teaches(week) || (below != nullptr && below->teaches(week))) continue;
      return c.report("Q378", "calendar",
                      {c.below.calendar->id.value + " " + week.text(), c.above.calendar->id.value, "+", "-"},
                      {c.above.regulation, ""});
    }
  }
}

void compare_header(const Comparing& c) {
  for (const Parameter& parameter : c.above.parameters) compare_parameter(c, parameter);
  const Clause upper{c.above.regulation, ""};
  const auto report = [&](const std::string& key, const std::string& from, const std::string& to) {
    c.report("Q378", key, {key, clause_words(upper), from, to}, upper);
  };
  if (c.above.zone != c.below.zone) report("zone", c.above.zone.text(), c.below.zone.text());
  if (c.above.school_year_starts != c.below.school_year_starts)
    report("school_year_starts", c.above.school_year_starts.text(), c.below.school_year_starts.text());
}

}  // namespace
}  // namespace tightness

void check_tightness(const Policy& above, const Policy& below, const Layer& leaf, Findings& findings) {
  const tightness::Comparing comparing{above, below, leaf, findings};
  tightness::compare_header(comparing);
  tightness::compare_people(comparing);
  if (above.calendar != below.calendar) tightness::compare_calendar(comparing);
  if (tightness::locks_something(above)) tightness::compare_unlocks(comparing);
  for (const DocumentType& type : above.documents)
    if (const DocumentType* lower = below.document(type.id))
      tightness::compare_type({comparing, type, *lower});
}

void check_delegated(const Policy* above, const Policy& policy, const Layer& leaf, Findings& findings) {
  if (leaf.level != Level::school) return;
  // A number that a school leaves open in its own words is for it to know.
  const auto from_above = [&](const Parameter& one) {
    return above != nullptr && std::any_of(above->parameters.begin(), above->parameters.end(),
                                           [&](const Parameter& other) { return other.id == one.id; });
  };
  for (const Parameter& parameter : policy.parameters)
    if (!parameter.value && from_above(parameter))
      findings.add({"Q349",
                    Severity::error,
                    leaf.span_of("regulation"),
                    {parameter.id.value, parameter.title.vi, parameter.title.in(Lang::en),
                     tightness::clause_words(parameter.cite)},
                    "parameters." + parameter.id.value,
                    parameter.cite.article,
                    ""});
  for (const DocumentType& type : policy.documents)
    for (const std::string& slot : type.delegated)
      findings.add(
          {"Q379",
           Severity::error,
           leaf.span_of("regulation"),
           {slot, type.title.vi, type.title.in(Lang::en), type.id.value, tightness::clause_words(type.cite)},
           "documents." + type.id.value,
           type.cite.article,
           "documents." + type.id.value + "." + slot});
}

}  // namespace quyche::rules
