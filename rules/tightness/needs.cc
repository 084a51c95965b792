// What is required and what follows: whether the lower layer's asks for at least as much.
#include "engine/base/overload.h"
#include "rules/tightness/comparing.h"

namespace quyche::rules::tightness {
namespace {

constexpr std::size_t combinations_max = 4'096;

// How many entries of `of` can be filled by `people`, each person (one concrete role) filling one entry: a
// matching found by augmenting paths.
std::size_t filled(const Policy& policy, const std::vector<ActorName>& of,
                   const std::vector<std::string>& people) {
  std::vector<std::size_t> filler(of.size(), people.size());
  const auto fits = [&](std::size_t entry, std::size_t person) {
    return people_behind(policy, {of[entry]}).contains(people[person]);
  };
  std::size_t count = 0;
  for (std::size_t person = 0; person < people.size(); ++person) {
    std::vector<bool> tried(of.size(), false);
    const auto place = [&](const auto& self, std::size_t who) -> bool {
      for (std::size_t entry = 0; entry < of.size(); ++entry) {
        if (tried[entry] || !fits(entry, who)) continue;
        tried[entry] = true;
        if (filler[entry] != people.size() && !self(self, filler[entry])) continue;
        filler[entry] = who;
        return true;
      }
      return false;
    };
    count += place(place, person) ? 1 : 0;
  }
  return count;
}

std::size_t wanted(const Approvals& a) {
  switch (a.rule) {
    case ApprovalRule::all_of: return a.of.size();
    case ApprovalRule::any_of: return 1;
    case ApprovalRule::at_least: return static_cast<std::size_t>(std::max(a.count, 0));
  }
  return 0;
}

// Every way in which just enough people fill `lower`, held against `upper`.
bool every_way_fills(const Comparing& c, const Approvals& lower, const Approvals& upper) {
  const std::size_t n = wanted(lower);
  if (n > lower.of.size()) return false;
  std::size_t ways = 0;
  std::vector<std::string> people;
  bool all = true;
  const auto choose = [&](const auto& self, std::size_t from) -> void {
    if (!all || ++ways > combinations_max) {
      all = false;
      return;
    }
    if (people.size() == n) {
      all = filled(c.above, upper.of, people) >= wanted(upper);
      return;
    }
    for (std::size_t entry = from; entry < lower.of.size() && all; ++entry) {
      for (const std::string& person : people_behind(c.below, {lower.of[entry]})) {
        people.push_back(person);
        self(self, entry + 1);
        people.pop_back();
      }
    }
  };
  choose(choose, 0);
  return all;
}

bool same_due(std::optional<Due> a, std::optional<Due> b) {
  if (a) a->phrase.clear();
  if (b) b->phrase.clear();
  return a == b;
}

// Of one kind: whether what holds below makes what is asked above hold.
struct Implied {
  const Comparing& c;
  bool operator()(const SignedBy& lower, const SignedBy& upper) const {
    return std::all_of(upper.by.begin(), upper.by.end(), [&](const ActorName& who) {
      return std::any_of(lower.by.begin(), lower.by.end(),
                         [&](const ActorName& one) { return no_wider(c, {one}, {who}); });
    });
  }
  bool operator()(const Approvals& lower, const Approvals& upper) const {
    if (lower == upper) return true;
    return (upper.same_person || !lower.same_person) && every_way_fills(c, lower, upper);
  }
  bool operator()(const PaperStepsDone& lower, const PaperStepsDone& upper) const {
    return holds_all(lower.steps, upper.steps);
  }
  bool operator()(const DocumentIn& lower, const DocumentIn& upper) const {
    return lower.type == upper.type && holds_all(upper.in, lower.in) && holds_all(lower.same, upper.same);
  }
  bool operator()(const AboutIn& lower, const AboutIn& upper) const { return holds_all(upper.in, lower.in); }
  bool operator()(const NotSamePerson& lower, const NotSamePerson& upper) const {
    return holds_all(lower.actions, upper.actions) && (lower.owner || !upper.owner);
  }
  bool operator()(const TimeWindow& lower, const TimeWindow& upper) const {
    return same_due(lower.opens, upper.opens) && same_due(lower.closes, upper.closes);
  }
  bool operator()(const FieldFilled& lower, const FieldFilled& upper) const { return lower == upper; }
  bool operator()(const AttachmentPresent& lower, const AttachmentPresent& upper) const {
    return lower == upper;
  }
  bool operator()(const ReasonGiven&, const ReasonGiven&) const { return true; }
  bool operator()(const HookPasses& lower, const HookPasses& upper) const { return lower == upper; }
  template <class A, class B>
  bool operator()(const A&, const B&) const {
    return false;  // of different kinds
  }
};

template <class Ids>
std::string joined(const Ids& ids) {
  std::string out;
  for (const auto& id : ids) out += (out.empty() ? "" : ", ") + id.value;
  return out;
}

}  // namespace

bool implies(const Comparing& c, const Requirement& lower, const Requirement& upper) {
  return std::visit(Implied{c}, lower.what, upper.what);
}

const Requirement* unmet(const Comparing& c, const std::vector<Requirement>& lower,
                         const std::vector<Requirement>& upper) {
  for (const Requirement& need : upper)
    if (std::none_of(lower.begin(), lower.end(), [&](const Requirement& l) { return implies(c, l, need); }))
      return &need;
  return nullptr;
}

const Effect* dropped(const std::vector<Effect>& lower, const std::vector<Effect>& upper) {
  for (const Effect& effect : upper) {
    const auto* notify = std::get_if<Notify>(&effect);
    const bool there = std::any_of(lower.begin(), lower.end(), [&](const Effect& one) {
      const auto* other = std::get_if<Notify>(&one);
      return one == effect || (notify != nullptr && other != nullptr && holds_all(other->who, notify->who));
    });
    if (!there) return &effect;
  }
  return nullptr;
}

std::string listed(const std::vector<ActorName>& names) { return names.empty() ? "-" : joined(names); }

std::string listed(const Policy& policy, const std::vector<ActorName>& names) {
  std::string out;
  for (const ActorName& name : names) {
    out += (out.empty() ? "" : ", ") + name.value;
    const Role* role = policy.role(name);
    if (role != nullptr && !role->any_of.empty()) out += " (" + joined(role->any_of) + ")";
  }
  return out.empty() ? "-" : out;
}

std::string said(const Requirement& need) {
  return std::visit(
      Overload{[](const FieldFilled& n) { return "field: " + n.field.value; },
               [](const AttachmentPresent& n) { return "attachment: " + n.slot.value; },
               [](const SignedBy& n) { return "signed_by: " + joined(n.by); },
               [](const Approvals& n) {
                 const std::string rule(names_of(n.rule)[static_cast<std::size_t>(n.rule)]);
                 return "approvals: " + rule + (n.count > 0 ? " " + std::to_string(n.count) : "") + " " +
                        joined(n.of);
               },
               [](const PaperStepsDone& n) { return "paper: " + joined(n.steps); },
               [](const DocumentIn& n) { return "document: " + n.type.value + " in " + joined(n.in); },
               [](const AboutIn& n) { return "about: " + joined(n.in); },
               [](const ReasonGiven&) { return std::string("reason"); },
               [](const NotSamePerson& n) {
                 const std::string owner = n.owner ? (n.actions.empty() ? "owner" : ", owner") : "";
                 return "not_same_person_as: " + joined(n.actions) + owner;
               },
               [](const TimeWindow&) { return std::string("window"); },
               [](const HookPasses&) { return std::string("hook"); }},
      need.what);
}

std::string said(const Effect& effect) {
  return std::visit(Overload{[](const OpenDocument& e) { return "open: " + e.type.value; },
                             [](const Lock&) { return std::string("lock"); },
                             [](const Unlock&) { return std::string("unlock"); },
                             [](const UnlockOnce&) { return std::string("unlock_once"); },
                             [](const SetFlag& e) { return "flag: " + e.flag.value; },
                             [](const Notify& e) { return "notify: " + joined(e.who); }},
                    effect);
}

}  // namespace quyche::rules::tightness
