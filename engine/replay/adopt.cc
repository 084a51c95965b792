#include "engine/replay/adopt.h"

#include <algorithm>
#include <tuple>

#include "engine/base/check.h"
#include "engine/decide/duties.h"
#include "engine/decide/duty_history.h"
#include "engine/decide/moment.h"
#include "engine/school/evolve.h"

namespace quyche {
namespace {

bool late(const DeadlineState& state) {
  return state.status == DeadlineStatus::missed || state.status == DeadlineStatus::met_late;
}

bool reached_all(const Document& document, const Deadline& deadline) {
  return std::all_of(deadline.counts.begin(), deadline.counts.end(),
                     [&](const StateId& state) { return document.reached.contains(state); });
}

DuePreview due_preview(const Document& document, const Deadline& deadline, const DueAt& due, Instant at) {
  DuePreview out{deadline.id, deadline.cite, DueFate::added, std::nullopt, due.closes, false};
  const auto before = document.deadlines.find(deadline.id);
  if (before != document.deadlines.end()) {
    out.from = before->second.due.closes;
    if (late(before->second)) {
      out.fate = DueFate::settled;
      out.to = out.from;
      return out;
    }
    out.fate = out.from == out.to ? DueFate::kept : DueFate::moved;
  }
  out.missed = due.closes <= at && !reached_all(document, deadline);
  return out;
}

std::vector<DuePreview> dues_of(const World& world, const Policy& policy, const Document& document,
                                Instant at) {
  const DocumentType& type = *policy.document(document.type);
  const PolicyChanged change = change_to(policy, document, at);
  std::vector<DuePreview> dues;
  for (const DueAt& due : change.dues)
    dues.push_back(due_preview(document, *type.deadline(due.deadline), due, at));
  const DocumentType* old_type = world.policies.find(document.policy)->document(document.type);
  for (const auto& entry : document.deadlines) {
    const DeadlineId& id = entry.first;
    const bool stays =
        std::any_of(dues.begin(), dues.end(), [&](const DuePreview& due) { return due.deadline == id; });
    if (stays) continue;
    const Deadline* deadline = old_type == nullptr ? nullptr : old_type->deadline(id);
    const Instant closes = entry.second.due.closes;
    const bool settled = late(entry.second);
    dues.push_back({id, deadline == nullptr ? Clause{} : deadline->cite,
                    settled ? DueFate::settled : DueFate::dropped, closes,
                    settled ? std::optional(closes) : std::nullopt, false});
  }
  std::sort(dues.begin(), dues.end(),
            [](const DuePreview& a, const DuePreview& b) { return a.deadline < b.deadline; });
  return dues;
}

void add_documents(const World& world, const PolicyId& id, const Policy& policy, AdoptionPreview& preview) {
  for (const Document* document : open_documents(world)) {
    ++preview.open;
    const auto why = kept(id, policy, *document);
    if (why == Kept::same_policy) continue;
    DocumentPreview one{document->id, document->type, document->state, document->owner, why, {}};
    if (why == Kept::no_type) ++preview.types[document->type];
    if (why == Kept::no_state) ++preview.states[{document->type, document->state}];
    if (!why && preview.takes_over) one.dues = dues_of(world, policy, *document, preview.at);
    preview.documents.push_back(std::move(one));
  }
}

void add_roles(const World& world, const Policy& policy, AdoptionPreview& preview) {
  for (const auto& [id, person] : world.school.people) {
    if (person.left) continue;
    for (const Assignment& assignment : person.roles)
      if (policy.role(assignment.role) == nullptr) ++preview.roles[assignment.role];
  }
}

using DutyAt = std::tuple<DocumentTypeId, DeadlineId, DutyPeriod>;

// Until a moment, that one included, but for a take-over by `last`.
void pass_time(const PolicyBook& policies, SchoolState& school, Instant until,
               const std::optional<PolicyId>& last) {
  const World world{policies, school};
  for (auto next = next_moment(world); next && moment_at(*next) <= until; next = next_moment(world)) {
    const auto* takes = std::get_if<TakeOverDue>(&*next);
    if (takes != nullptr && last == takes->id) return;
    for (const Event& event : decide_moment(world, *next, std::max(moment_at(*next), school.last_at)))
      evolve(school, event);
  }
}

// Nothing of the school but its policies.
SchoolState as_if(const SchoolState& like, const std::vector<Adoption>& adopted) {
  SchoolState school;
  school.id = like.id;
  school.opened_at = like.opened_at;
  school.adopted = adopted;
  return school;
}

// Everything that closes within the horizon, as if the school had adopted these.
std::map<DutyAt, DutyDue> closing(const World& world, const std::vector<Adoption>& adopted, Instant now) {
  const SchoolState school = as_if(world.school, adopted);
  std::map<DutyAt, DutyDue> out;
  const Instant until = now.plus_ms(adopt_horizon_days * ms_per_day);
  for (DutyDue& due : duties_between(World{world.policies, school}, now, until)) {
    DutyAt key{due.type->id, due.deadline->id, duty_period_of(due)};
    out.emplace(std::move(key), std::move(due));
  }
  return out;
}

std::optional<DutyDue> still_to_come(const DutyHistory& history, const SchoolState& school,
                                     const DutyAt& key) {
  return history.to_come(school, {std::get<0>(key), std::get<1>(key)}, std::get<2>(key));
}

class Duties {
 public:
  explicit Duties(const World& world) : world_(world) {}

  // `old` and `then`: nothing but the policies, as they are and as they will be. A period that only one of
  // the two closes within the horizon may close beyond it, or at once, under the other.
  void compare(const std::map<DutyAt, DutyDue>& before, const std::map<DutyAt, DutyDue>& after,
               const SchoolState& old, const SchoolState& then) {
    const DutyHistory history_before(World{world_.policies, old});
    const DutyHistory history_after(World{world_.policies, then});
    for (const auto& [key, due] : after) {
      const auto was = before.find(key);
      if (was != before.end() && was->second.closes == due.closes) continue;
      if (was != before.end() || still_to_come(history_before, old, key))
        ++note(key, due).moved;
      else
        ++note(key, due).added;
    }
    for (const auto& [key, due] : before) {
      if (after.contains(key)) continue;
      const auto other = still_to_come(history_after, then, key);
      if (!other)
        ++note(key, due).dropped;
      else if (other->closes < due.closes)
        ++note(key, *other).at_once;
      else
        ++note(key, *other).moved;
    }
  }
  std::vector<DutyPreview> take() {
    std::vector<DutyPreview> out;
    for (auto& [key, duty] : found_) out.push_back(std::move(duty));
    return out;
  }

 private:
  DutyPreview& note(const DutyAt& key, const DutyDue& due) {
    DutyPreview& duty = found_[{std::get<0>(key), std::get<1>(key)}];
    duty.type = due.type->id;
    duty.deadline = due.deadline->id;
    duty.clause = due.deadline->cite;
    if (!duty.first || due.closes < *duty.first) {
      duty.first = due.closes;
      duty.people = owing(world_.school, *due.from.policy, due).size();
    }
    return duty;
  }

  const World& world_;
  std::map<DutyKey, DutyPreview> found_;
};

}  // namespace

void let_time_pass(const PolicyBook& policies, SchoolState& school, Instant until) {
  pass_time(policies, school, until, {});
}

void rehearse_adoption(const PolicyBook& policies, SchoolState& school, const PolicyId& id, Instant now) {
  NoHooks hooks;  // an adoption runs none
  const auto events = decide({policies, school}, {{}, {}, std::nullopt, AdoptPolicy{id}}, now, hooks);
  CHECK(events, "quyche itself may adopt a policy of the book");
  for (const Event& event : *events) evolve(school, event);
}

AdoptionPreview preview_adoption(const PolicyBook& policies, SchoolState& school, const PolicyId& id,
                                 Instant now) {
  const Policy* policy = policies.find(id);
  CHECK(policy != nullptr, "the policy to preview is in the book");
  AdoptionPreview preview;
  preview.takes_over = policy->open_documents == OpenDocuments::take_over;
  preview.at = std::max(now, Instant::start_of(policy->effective_from, policy->zone));
  // One whose days are over takes nothing over.
  preview.takes_over = preview.takes_over && holds(*policy, preview.at.date(policy->zone));
  const World world{policies, school};
  std::vector<Adoption> adopted = school.adopted;
  const auto before = closing(world, adopted, now);
  adopted.push_back({id, now});
  Duties duties(world);
  duties.compare(before, closing(world, adopted, now), as_if(school, school.adopted), as_if(school, adopted));
  preview.duties = duties.take();
  add_roles(world, *policy, preview);
  // Until its first day documents live on under the policies they have, and may be late under those.
  if (preview.at > now) {
    rehearse_adoption(policies, school, id, now);
    pass_time(policies, school, preview.at, id);
  }
  add_documents(world, id, *policy, preview);
  return preview;
}

}  // namespace quyche
