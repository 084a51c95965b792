// Can anybody take this action, give these approvals, put this signature?
#include <algorithm>

#include "rules/analysis/analysis.h"

namespace quyche::rules::analysis {
namespace {

using Roles = std::set<RoleId>;

bool meet(const Roles& one, const Roles& other) {
  return std::any_of(one.begin(), one.end(), [&](const RoleId& role) { return other.contains(role); });
}

template <class T>
const T* need_of(const std::vector<Requirement>& needs, std::size_t* at = nullptr) {
  for (std::size_t i = 0; i < needs.size(); ++i) {
    const auto* found = std::get_if<T>(&needs[i].what);
    if (found == nullptr) continue;
    if (at != nullptr) *at = i;
    return found;
  }
  return nullptr;
}

class Who {
 public:
  Who(Analysis& analysis, const DocumentType& type, const Action& action)
      : a_(analysis), type_(type), action_(action) {}

  void check() {
    check_excluded();
    check_approvals();
    check_signatures();
    check_about();
    check_two_people();
  }

 private:
  // `places` is the index of the need at fault.
  void report(Severity severity, const char* code, std::size_t need, std::vector<std::string> args) {
    const Clause& clause = action_.needs[need].cite;
    a_.report(severity, code, a_.places.need(type_, action_, need), std::move(args), clause);
    if (severity == Severity::error) a_.nobody.insert({type_.id, action_.id});
  }

  // Is every document that can come to the action's states one on which only the owner took `before`?
  bool owner_took(const ActionId& id) const {
    const Action* before = type_.workflow.action(id);
    if (before == nullptr || !std::all_of(before->by.begin(), before->by.end(), is_owner)) return false;
    const States without = closure(type_.workflow, {type_.workflow.states.front().id},
                                   [&](const Action& action) { return action.id != id; });
    return std::none_of(action_.from.begin(), action_.from.end(),
                        [&](const StateId& state) { return without.contains(state); });
  }
  bool excludes_owner(const NotSamePerson& need) const {
    return need.owner || std::any_of(need.actions.begin(), need.actions.end(),
                                     [&](const ActionId& id) { return owner_took(id); });
  }
  // The need that keeps the owner out, or npos.
  std::size_t excluding() const {
    for (std::size_t i = 0; i < action_.needs.size(); ++i) {
      const auto* need = std::get_if<NotSamePerson>(&action_.needs[i].what);
      if (need != nullptr && excludes_owner(*need)) return i;
    }
    return std::string::npos;
  }

  void check_excluded() {
    const std::size_t at = excluding();
    if (at == std::string::npos) return;
    const auto* approvals = need_of<Approvals>(action_.needs);
    const bool only_owner = std::all_of(action_.by.begin(), action_.by.end(), is_owner);
    const bool owner_wanted = approvals != nullptr && approvals->rule == ApprovalRule::all_of &&
                              std::any_of(approvals->of.begin(), approvals->of.end(), is_owner);
    if (only_owner || owner_wanted) report(Severity::error, "Q380", at, {action_.id.value});
  }

  void check_approvals() {
    std::size_t at = 0;
    const auto* need = need_of<Approvals>(action_.needs, &at);
    if (need == nullptr || need->rule == ApprovalRule::any_of) return;
    const auto owners = static_cast<int>(std::count_if(need->of.begin(), need->of.end(), is_owner));
    const auto entries = static_cast<int>(need->of.size());
    if (need->rule == ApprovalRule::all_of) {
      if (owners > 1 && !need->same_person)
        report(Severity::error, "Q382", at, {action_.id.value, std::to_string(owners), "1"});
      return;
    }
    // Each role can have several holders, the owner is one person; a list shorter than the number asked for
    // is rarely meant.
    Roles roles;
    for (const ActorName& actor : need->of)
      if (!is_owner(actor)) roles.merge(roles_behind(a_.policy, type_, actor));
    const int people = static_cast<int>(roles.size()) + std::min(owners, 1);
    if (need->count <= people) return;
    report(entries == owners ? Severity::error : Severity::warning, "Q382", at,
           {action_.id.value, std::to_string(need->count), std::to_string(people)});
  }

  // Whether whoever is `actor` may be one of those that sign.
  bool may_sign(const ActorName& actor) const {
    const auto& needs = type_.signing->needs;
    const bool owner_may = std::none_of(needs.begin(), needs.end(), [](const Requirement& need) {
      const auto* other = std::get_if<NotSamePerson>(&need.what);
      return other != nullptr && other->owner;
    });
    if (is_owner(actor) && !owner_may) return false;
    const auto& by = type_.signing->by;
    return std::any_of(by.begin(), by.end(), [&](const ActorName& signer) {
      if (is_owner(signer) && !owner_may) return false;
      return meet(roles_behind(a_.policy, type_, signer), roles_behind(a_.policy, type_, actor));
    });
  }
  bool may_sign(const std::vector<ActorName>& actors) const {
    return std::any_of(actors.begin(), actors.end(), [&](const ActorName& actor) { return may_sign(actor); });
  }
  void check_signatures() {
    if (!type_.signing) return;
    for (std::size_t i = 0; i < action_.needs.size(); ++i) {
      const auto* need = std::get_if<SignedBy>(&action_.needs[i].what);
      if (need == nullptr) continue;
      for (const ActorName& actor : need->by) {
        const bool self = actor.value == actor_self;
        if (self ? may_sign(action_.by) : may_sign(actor)) continue;
        report(Severity::error, "Q383", i,
               {self ? joined(action_.by) : actor.value, joined(type_.signing->by)});
      }
    }
  }

  // All documents concerned are in one state each: two lists without a common state cannot both hold.
  void check_about() {
    const AboutIn* first = nullptr;
    for (std::size_t i = 0; i < action_.needs.size(); ++i) {
      const auto* need = std::get_if<AboutIn>(&action_.needs[i].what);
      if (need == nullptr) continue;
      if (first == nullptr) {
        first = need;
        continue;
      }
      const bool common = std::any_of(need->in.begin(), need->in.end(), [&](const StateId& state) {
        return std::find(first->in.begin(), first->in.end(), state) != first->in.end();
      });
      if (!common)
        report(Severity::error, "Q399", i, {"about: " + joined(first->in), "about: " + joined(need->in)});
    }
  }

  // One role on both sides of "not the same person" takes two holders.
  void check_two_people() {
    for (std::size_t i = 0; i < action_.needs.size(); ++i) {
      if (const auto* need = std::get_if<NotSamePerson>(&action_.needs[i].what)) {
        if (need->owner) note_two(i, roles_behind(a_.policy, type_, ActorName{std::string(actor_owner)}));
        for (const ActionId& id : need->actions)
          if (const Action* other = type_.workflow.action(id)) note_two(i, behind(other->by));
      }
      const auto* all = std::get_if<Approvals>(&action_.needs[i].what);
      if (all == nullptr || all->rule != ApprovalRule::all_of || all->same_person) continue;
      std::set<ActorName> seen;
      for (const ActorName& actor : all->of)
        if (!seen.insert(actor).second && !is_owner(actor)) note(i, roles_behind(a_.policy, type_, actor));
    }
  }
  Roles behind(const std::vector<ActorName>& actors) const {
    Roles roles;
    for (const ActorName& actor : actors) roles.merge(roles_behind(a_.policy, type_, actor));
    return roles;
  }
  void note_two(std::size_t need, const Roles& others) {
    if (a_.takeable(type_, action_) && behind(action_.by) == others) note(need, others);
  }
  void note(std::size_t need, const Roles& roles) {
    if (roles.size() == 1) report(Severity::note, "Q381", need, {action_.id.value, roles.begin()->value});
  }

  Analysis& a_;
  const DocumentType& type_;
  const Action& action_;
};

// A signature that must be there before anybody may sign is never there.
void check_signing(Analysis& analysis, const DocumentType& type) {
  if (!type.signing) return;
  for (std::size_t i = 0; i < type.signing->needs.size(); ++i) {
    const Requirement& need = type.signing->needs[i];
    if (std::holds_alternative<SignedBy>(need.what))
      analysis.report(Severity::error, "Q399", analysis.places.signing_need(type, i),
                      {"signing", "signed_by"}, need.cite);
  }
}

}  // namespace

std::set<RoleId> roles_behind(const Policy& policy, const DocumentType& type, const ActorName& actor) {
  const RoleId& id = is_owner(actor) ? type.owner : actor;
  const Role* role = policy.role(id);
  if (role == nullptr || role->any_of.empty()) return {id};
  return {role->any_of.begin(), role->any_of.end()};
}

void check_who(Analysis& analysis) {
  for (const DocumentType& type : analysis.policy.documents) {
    check_signing(analysis, type);
    for (const Action& action : type.workflow.actions) Who(analysis, type, action).check();
  }
}

}  // namespace quyche::rules::analysis
