#include <algorithm>

#include "rules/policy/lowering.h"

namespace quyche::rules {
namespace {

Subject subject(TypeContext& context, const Node& node, const Place& place) {
  const bool about = word_index(node, place, {"this", "about"}) == 1;
  if (about && !context.type.control) place.error("Q323", node, {context.type.id.value});
  return about ? Subject::about : Subject::self;
}

OpenDocument lower_open(TypeContext& context, const Node& value, const Place& place) {
  OpenDocument effect;
  effect.owner = ActorName{std::string(actor_owner)};
  const Node* type = &value;
  if (value.kind == yaml::Kind::mapping) {
    Keys keys(value, place);
    type = keys.require("document");
    if (const Node* owner = keys.take("owner"))
      effect.owner = ActorName{word_index(*owner, place.in("owner"), {actor_owner, actor_self}) == 1
                                   ? std::string(actor_self)
                                   : std::string(actor_owner)};
    keys.finish();
  }
  if (type == nullptr) return effect;
  const auto text = scalar(*type, place);
  if (!text) return effect;
  effect.type = DocumentTypeId{*text};
  const auto& known = context.lowering.document_ids;
  if (std::find(known.begin(), known.end(), *text) == known.end())
    unknown_name(place, "Q304", *type, *text, known);
  context.lowering.opened.push_back({effect.type, type, place});
  return effect;
}

UnlockOnce lower_unlock_once(TypeContext& context, const Node& value, const Place& place) {
  UnlockOnce effect;
  if (value.kind != yaml::Kind::mapping) {
    effect.subject = subject(context, value, place);
    return effect;
  }
  Keys keys(value, place);
  if (const Node* node = keys.require("document"))
    effect.subject = subject(context, *node, place.in("document"));
  if (const Node* node = keys.take("field_named_by")) {
    effect.field_named_by = id<FieldId>(*node, place.in("field_named_by"));
    const Field* field = context.type.field(effect.field_named_by);
    if (field == nullptr)
      unknown_name(place.in("field_named_by"), "Q305", *node, node->text, ids_of(context.type.fields));
    else if (field->type != FieldType::code)
      place.in("field_named_by").error("Q325", *node, {node->text});
  }
  keys.finish();
  return effect;
}

constexpr std::string_view effect_kinds[] = {"open", "lock", "unlock", "unlock_once", "flag", "notify"};

std::optional<Effect> lower_effect(TypeContext& context, const Node& key, const Node& value,
                                   const Place& place) {
  const std::string& kind = key.text;
  const Place here = place.in(kind);
  if (kind == "open") return lower_open(context, value, here);
  if (kind == "lock") return Lock{subject(context, value, here)};
  if (kind == "unlock") return Unlock{subject(context, value, here)};
  if (kind == "unlock_once") return lower_unlock_once(context, value, here);
  if (kind == "notify") return Notify{lower_actors(context.lowering, value, here, Special::owner)};
  if (kind == "flag") {
    if (value.kind != yaml::Kind::mapping) return SetFlag{id<FlagId>(value, here), Subject::self};
    SetFlag effect;
    Keys keys(value, here);
    if (const Node* node = keys.require("name")) effect.flag = id<FlagId>(*node, here.in("name"));
    if (const Node* node = keys.require("document"))
      effect.subject = subject(context, *node, here.in("document"));
    keys.finish();
    return effect;
  }
  unknown_name(place, "Q220", key, kind, {std::begin(effect_kinds), std::end(effect_kinds)});
  return std::nullopt;
}

}  // namespace

// A mapping of effects, or a list of such mappings.
std::vector<Effect> lower_effects(TypeContext& context, const Node& node, const Place& place) {
  std::vector<Effect> effects;
  const auto lower_mapping = [&](const Node& mapping) {
    each_entry(mapping, place, [&](const Node& key, const Node& value) {
      if (auto effect = lower_effect(context, key, value, place)) effects.push_back(std::move(*effect));
    });
  };
  if (node.kind == yaml::Kind::sequence)
    each_item(node, place, lower_mapping);
  else
    lower_mapping(node);
  return effects;
}

}  // namespace quyche::rules
