#include <algorithm>

#include "rules/policy/lowering.h"

namespace quyche::rules {
namespace {

bool reserved(const std::string& id) { return id == actor_owner || id == actor_self; }

Role lower_role(Lowering& lowering, const Node& key, const Node& value, const Place& place) {
  Role role;
  role.id = id<RoleId>(key, place);
  if (reserved(role.id.value)) place.error("Q209", key, {role.id.value});
  if (title_alone(value)) {
    role.title = title(value, place);
    return role;
  }
  Keys keys(value, place);
  if (const Node* node = keys.require("title")) role.title = title(*node, place.in("title"));
  if (const Node* node = keys.take("within")) role.within = word<Within>(*node, place.in("within"));
  if (const Node* node = keys.take("any_of"))
    for (const Node* member : scalars(*node, place.in("any_of")))
      role.any_of.push_back(id<RoleId>(*member, place.in("any_of")));
  if (const Node* node = keys.take("delegate_to"))
    for (const Node* member : scalars(*node, place.in("delegate_to")))
      role.delegate_to.push_back(id<RoleId>(*member, place.in("delegate_to")));
  role.cite = lower_cite(lowering, keys.take("cite"), place, {});
  covers(keys.take("covers"), place);
  keys.finish();
  return role;
}

// Members of groups and receivers of delegations are known roles; a group has no group inside.
void check_members(Lowering& lowering, const Node& key, const Node& value, const Place& place) {
  if (value.kind != yaml::Kind::mapping) return;
  const std::vector<std::string> known = ids_of(lowering.policy.roles);
  for (const char* list : {"any_of", "delegate_to"}) {
    const Node* members = value.find(list);
    if (members == nullptr) continue;
    const std::vector<Node> one{*members};
    for (const Node& member : members->kind == yaml::Kind::sequence ? members->items : one) {
      if (member.kind != yaml::Kind::scalar) continue;
      const Role* role = lowering.policy.role(RoleId{member.text});
      if (role == nullptr)
        unknown_name(place.in(list), "Q301", member, member.text, known);
      else if (std::string_view(list) == "any_of" && !role->any_of.empty())
        place.in(list).error("Q318", member, {key.text, member.text});
    }
  }
}

void lower_power(Lowering& lowering, const Node* node, const Place& place, Power& power) {
  if (node == nullptr) return;
  Keys keys(*node, place);
  if (const Node* by = keys.require("by"))
    power.by = lower_actors(lowering, *by, place.in("by"), Special::none);
  power.cite = lower_cite(lowering, keys.require("cite"), place, {});
  keys.finish();
}

}  // namespace

void lower_roles(Lowering& lowering, const Node& node, const Place& place) {
  each_entry(node, place, [&](const Node& key, const Node& value) {
    lowering.policy.roles.push_back(lower_role(lowering, key, value, place.in(key.text)));
  });
  if (node.kind != yaml::Kind::mapping) return;
  for (const yaml::Entry& entry : node.entries)
    check_members(lowering, entry.key, entry.value, place.in(entry.key.text));
}

void lower_administration(Lowering& lowering, const Node& node, const Place& place) {
  Keys keys(node, place);
  lower_power(lowering, keys.require("people"), place.in("people"), lowering.policy.administration.people);
  lower_power(lowering, keys.take("policy"), place.in("policy"), lowering.policy.administration.policy);
  keys.finish();
}

std::vector<ActorName> lower_actors(Lowering& lowering, const Node& node, const Place& place,
                                    Special special) {
  std::vector<ActorName> actors;
  std::vector<std::string> known = ids_of(lowering.policy.roles);
  if (special != Special::none) known.emplace_back(actor_owner);
  if (special == Special::owner_and_actor) known.emplace_back(actor_self);
  for (const Node* item : scalars(node, place)) {
    if (std::find(known.begin(), known.end(), item->text) == known.end())
      unknown_name(place, "Q301", *item, item->text, known);
    actors.push_back(ActorName{item->text});
  }
  return actors;
}

}  // namespace quyche::rules
