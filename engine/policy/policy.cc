#include "engine/policy/policy.h"

#include <algorithm>

#include "engine/json/canonical.h"
#include "engine/json/fields.h"
#include "engine/json/read.h"

namespace quyche {
namespace {

template <class Item, class Key>
const Item* find_by_id(const std::vector<Item>& items, const Key& id) {
  const auto at = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == id; });
  return at == items.end() ? nullptr : &*at;
}

}  // namespace

const State* Workflow::state(const StateId& wanted) const { return find_by_id(states, wanted); }
const Action* Workflow::action(const ActionId& wanted) const { return find_by_id(actions, wanted); }
const Field* DocumentType::field(const FieldId& wanted) const { return find_by_id(fields, wanted); }
const AttachmentSlot* DocumentType::slot(const SlotId& wanted) const {
  return find_by_id(attachments, wanted);
}
const PaperStep* DocumentType::paper_step(const PaperStepId& wanted) const {
  return find_by_id(paper_steps, wanted);
}
const Deadline* DocumentType::deadline(const DeadlineId& wanted) const {
  return find_by_id(deadlines, wanted);
}
const Role* Policy::role(const RoleId& wanted) const { return find_by_id(roles, wanted); }
const DocumentType* Policy::document(const DocumentTypeId& wanted) const {
  return find_by_id(documents, wanted);
}

bool Policy::counts_as(const RoleId& held, const RoleId& wanted) const {
  if (held == wanted) return true;
  const Role* group = role(wanted);
  return group != nullptr && std::any_of(group->any_of.begin(), group->any_of.end(),
                                         [&](const RoleId& member) { return member == held; });
}

std::string canonical_policy(const Policy& policy) { return json::canonical(json::encode(policy)); }

Outcome<Policy> read_canonical_policy(std::string_view bytes) {
  const auto value = json::read(bytes, limits::policy_json_bytes_max);
  if (!value) return fail("Q506", value.error().what + " " + value.error().where);
  Policy policy;
  std::vector<json::Mismatch> problems;
  json::decode(*value, policy, problems, "");
  if (!problems.empty()) return fail("Q506", problems.front().where + ": " + problems.front().what);
  return policy;
}

PolicyId policy_id(const Policy& policy) { return sha256(canonical_policy(policy)); }

void PolicyBook::add(const PolicyId& id, std::shared_ptr<const Policy> policy) {
  policies_.emplace(id, std::move(policy));
}

const Policy* PolicyBook::find(const PolicyId& id) const {
  const auto at = policies_.find(id);
  return at == policies_.end() ? nullptr : at->second.get();
}

}  // namespace quyche
