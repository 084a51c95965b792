// Names that mean two things, roles that nothing asks for or that do not reach, duties without an end.
#include <algorithm>

#include "engine/base/overload.h"
#include "rules/analysis/analysis.h"
#include "rules/text/letters.h"

namespace quyche::rules::analysis {
namespace {

void check_called(const Analysis& analysis, const DocumentType& type) {
  std::map<std::string, FieldId> known;
  for (const Field& field : type.fields) {
    for (const std::string& name : field.called) {
      const auto [at, fresh] = known.emplace(text::lower(name), field.id);
      if (!fresh && at->second != field.id)
        analysis.report(Severity::error, "Q394",
                        analysis.places.at({"documents", type.id.value, "fields", field.id.value, "called"}),
                        {name, at->second.value, field.id.value}, field.cite);
    }
  }
}

// School matters are decided for no unit in particular, where a role within a unit does not count.
void check_power(const Analysis& analysis, const Power& power, const char* name) {
  for (const RoleId& id : power.by) {
    for (const RoleId& member : roles_behind(analysis.policy, {}, id)) {
      const Role* role = analysis.policy.role(member);
      if (role == nullptr || role->within != Within::unit) continue;
      analysis.report(Severity::error, "Q395", analysis.places.at({"administration", name, "by"}),
                      {member.value}, power.cite);
    }
  }
}

class UsedRoles {
 public:
  explicit UsedRoles(const Policy& policy) : policy_(policy) {
    add(policy.administration.people.by);
    add(policy.administration.policy.by);
    for (const DocumentType& type : policy.documents) add(type);
    for (const Role& role : policy.roles)  // to be lent a role is a use
      if (used_.contains(role.id)) add(role.delegate_to);
  }
  [[nodiscard]] bool contains(const RoleId& id) const { return used_.contains(id); }

 private:
  void add(const RoleId& id) {
    used_.insert(id);
    if (const Role* role = policy_.role(id)) used_.insert(role->any_of.begin(), role->any_of.end());
  }
  void add(const std::vector<RoleId>& ids) {
    for (const RoleId& id : ids) add(id);
  }
  void add(const std::vector<Requirement>& needs) {
    for (const Requirement& need : needs)
      std::visit(Overload{[&](const SignedBy& n) { add(n.by); }, [&](const Approvals& n) { add(n.of); },
                          [](const auto&) {}},
                 need.what);
  }
  void add(const std::vector<Effect>& effects) {
    for (const Effect& effect : effects)
      if (const auto* notify = std::get_if<Notify>(&effect)) add(notify->who);
  }
  void add(const DocumentType& type) {
    add(type.owner);
    if (type.duty) add(type.duty->each);
    for (const Action& action : type.workflow.actions) {
      add(action.by);
      add(action.needs);
      add(action.does);
    }
    for (const PaperStep& step : type.paper_steps) add(step.by);
    if (type.signing) {
      add(type.signing->by);
      add(type.signing->needs);
    }
    for (const Deadline& deadline : type.deadlines) add(deadline.when_missed);
  }

  const Policy& policy_;
  std::set<RoleId> used_;
};

void check_unused_roles(const Analysis& analysis) {
  const UsedRoles used(analysis.policy);
  for (const Role& role : analysis.policy.roles)
    if (!used.contains(role.id))
      analysis.report(Severity::warning, "Q396", analysis.places.at({"roles", role.id.value}),
                      {role.id.value}, role.cite);
}

// A slot left to the layer below is no gap of this one.
void check_duty(const Analysis& analysis, const DocumentType& type) {
  const bool left =
      std::find(type.delegated.begin(), type.delegated.end(), "deadlines") != type.delegated.end();
  if (type.duty && type.deadlines.empty() && !left)
    analysis.report(Severity::note, "Q397", analysis.places.at({"documents", type.id.value, "duty"}),
                    {type.id.value}, type.duty->cite);
}

}  // namespace

void check_names_and_roles(Analysis& analysis) {
  for (const DocumentType& type : analysis.policy.documents) {
    check_called(analysis, type);
    check_duty(analysis, type);
  }
  check_power(analysis, analysis.policy.administration.people, "people");
  check_power(analysis, analysis.policy.administration.policy, "policy");
  if (analysis.roles_for_below) return;
  check_unused_roles(analysis);
}

}  // namespace quyche::rules::analysis
