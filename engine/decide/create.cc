// Creating a document: by a person, or as the effect of another document's action.
#include <algorithm>

#include "engine/base/limits.h"
#include "engine/decide/authority.h"
#include "engine/decide/content.h"
#include "engine/decide/create.h"
#include "engine/decide/deciding.h"
#include "engine/decide/effects.h"
#include "engine/decide/listing.h"
#include "engine/due/duty_period.h"
#include "engine/due/recurrence.h"
#include "engine/school/in_force.h"

namespace quyche {
namespace deciding {
namespace {

// The units in which `person` may own a document of this type.
std::vector<UnitId> owner_units(const Deciding& d, const Policy& policy, const DocumentType& type) {
  std::vector<UnitId> units;
  const Person* person = d.school().person(d.command.as);
  if (person == nullptr) return units;
  for (const Assignment& assignment : person->roles) {
    if (!policy.counts_as(assignment.role, type.owner)) continue;
    if (std::find(units.begin(), units.end(), assignment.unit) == units.end())
      units.push_back(assignment.unit);
  }
  return units;
}

// The unit of the new document: the one named, or the only one possible.
UnitId unit_for(Deciding& d, const Policy& policy, const DocumentType& type, const UnitId& named) {
  if (!named.empty()) {
    if (!d.school().units.contains(named)) d.refuse("Q427", {named.value});
    return named;
  }
  const std::vector<UnitId> units = owner_units(d, policy, type);
  if (units.size() == 1) return units.front();
  if (units.size() > 1) {
    d.refuse("Q448",
             {title_of(policy, type.owner), joined(units, [](const UnitId& unit) { return unit.value; })});
  }
  return {};
}

// The types that this one may be about, as their titles.
Title about_titles(const Policy& policy, const DocumentType& type) {
  if (type.about.empty()) return {render("label.any", Lang::vi), render("label.any", Lang::en)};
  const auto in = [&](Lang lang) {
    return joined(type.about, [&](const DocumentTypeId& id) {
      const DocumentType* other = policy.document(id);
      return other == nullptr ? id.value : title_or_id(*other).in(lang);
    });
  };
  return {in(Lang::vi), in(Lang::en)};
}

void check_about(Deciding& d, const Policy& policy, const DocumentType& type,
                 const std::vector<DocumentId>& about) {
  if (!type.control) {
    if (!about.empty()) d.refuse("Q458", {title_or_id(type)}, type.cite);
    return;
  }
  const Title of_types = about_titles(policy, type);
  if (about.empty()) d.refuse("Q433", {title_or_id(type), of_types}, type.cite);
  if (about.size() > limits::about_documents_max)
    d.refuse("Q450", {"about", std::to_string(limits::about_documents_max)});
  for (std::size_t i = 0; i < about.size(); ++i)
    if (std::find(about.begin(), about.begin() + static_cast<std::ptrdiff_t>(i), about[i]) !=
        about.begin() + static_cast<std::ptrdiff_t>(i))
      d.refuse("Q428", {about[i].value});
  for (const DocumentId& id : about) {
    const Document* document = d.school().document(id);
    if (document == nullptr) {
      d.refuse("Q401", {id.value});
    } else if (!type.about.empty() &&
               std::find(type.about.begin(), type.about.end(), document->type) == type.about.end()) {
      d.refuse("Q433", {title_or_id(type), of_types}, type.cite);
    }
  }
}

// The date of the document's duty, else today.
Date dated(const Policy& policy, const DocumentType& type, const FieldInputs& fields, Instant now) {
  const Date today = now.date(policy.zone);
  if (!type.duty) return today;
  const Field* field = type.field(type.duty->dated_by);
  const auto given = fields.find(type.duty->dated_by);
  if (field == nullptr || given == fields.end()) return today;
  return day_in(*field, given->second).value_or(today);
}

// The day that the document is about: its date; of a period longer than a week, as of its duty, the last day.
Date day_of(const Policy& policy, const DocumentType& type, const FieldInputs& fields, Instant now) {
  const Date day = dated(policy, type, fields, now);
  if (!type.duty || of_school_weeks(*type.duty) || of_school_years(*type.duty)) return day;
  const SchoolYear year = SchoolYear::of(day, policy.school_year_starts);
  const auto period =
      period_at(type.duty->every, day, {year, policy.school_year_starts, policy.calendar_or_null()});
  return period ? period->last : day;
}

// The newest policy in force on the day that the document is about; refuses when there is none.
PolicyInForce policy_for(Deciding& d, const Create& command) {
  const CreatedUnder under = policy_to_create(d.world, command, d.now);
  if (under.from.policy != nullptr) return under.from;
  if (under.outside) d.refuse("Q430", {under.outside->text()});
  return {d.policy_id(), &d.policy()};
}

DocumentId chosen_id(Deciding& d, const Create& command) {
  if (command.document.empty()) return free_document_id(d, command.type);
  if (d.school().document(command.document) != nullptr) d.refuse("Q428", {command.document.value});
  return command.document;
}

}  // namespace
}  // namespace deciding

CreatedUnder policy_to_create(const World& world, const Create& command, Instant now) {
  CreatedUnder under;
  const auto& adopted = world.school.adopted;
  for (auto at = adopted.rbegin(); at != adopted.rend(); ++at) {
    const Policy* policy = world.policies.find(at->policy);
    const DocumentType* type = policy == nullptr ? nullptr : policy->document(command.type);
    if (type == nullptr) continue;
    const Date day = deciding::day_of(*policy, *type, command.fields, now);
    if (holds(*policy, day)) {
      under.from = {at->policy, policy};
      return under;
    }
    if (!under.outside) under.outside = day;
  }
  return under;
}

namespace deciding {

void decide_create(Deciding& d, const Create& command) {
  const auto [policy_id, in_force] = policy_for(d, command);
  const Policy& policy = *in_force;
  const DocumentType* type = policy.document(command.type);
  if (type == nullptr) return d.refuse("Q429", {command.type.value, known_ids(policy.documents)});
  const UnitId unit = unit_for(d, policy, *type, command.unit);
  const bool unit_known = d.unmet.empty();
  const auto right = authority(d.school(), policy, d.command.as, {type->owner}, unit, {}, d.now);
  if (!right && unit_known) d.refuse_role({type->owner}, policy, nullptr, unit, type->cite);
  check_about(d, policy, *type, command.about);
  Created created;
  created.document = chosen_id(d, command);
  created.type = command.type;
  created.owner = d.command.as;
  created.unit = unit;
  if (command.fields.size() > limits::fields_per_command_max)
    d.refuse("Q450", {"fields", std::to_string(limits::fields_per_command_max)});
  created.fields = typed_all(d, *type, command.fields, nullptr);
  created.about = command.about;
  const bool typed_well = d.unmet.empty();
  for (const Field& field : type->fields) {
    const bool given = command.fields.contains(field.id);
    // A value of the wrong type was refused above; only an absent or empty one is missing.
    if (field.required && !created.fields.contains(field.id) && (!given || typed_well))
      d.refuse("Q431", {title_or_id(field)}, field.cite);
  }
  if (d.unmet.empty()) emit_created(d, policy, policy_id, *type, std::move(created), right->on_behalf_of);
}

}  // namespace deciding
}  // namespace quyche
