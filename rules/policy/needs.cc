#include <algorithm>

#include "rules/policy/lowering.h"

namespace quyche::rules {
namespace {

// One requirement, by the key that names its kind.
class NeedReader {
 public:
  NeedReader(TypeContext& context, const Place& place)
      : context_(context), type_(context.type), place_(place) {}

  std::optional<RequirementBody> read(const std::string& kind, const Node& value) {
    const Place here = place_.in(kind);
    if (kind == "field") return FieldFilled{known<FieldId>("Q305", value, here, ids_of(type_.fields))};
    if (kind == "attachment")
      return AttachmentPresent{known<SlotId>("Q306", value, here, ids_of(type_.attachments))};
    if (kind == "signed_by") return signed_by(value, here);
    if (kind == "approvals") return approvals(value, here);
    if (kind == "paper") return paper(value, here);
    if (kind == "document") return document(value, here);
    if (kind == "about") return about(value, here);
    if (kind == "not_same_person_as") return not_same_person(value, here);
    if (kind == "window") return window(value, here);
    if (kind == "hook") {
      if (const auto script = lower_script(context_.lowering, value, here)) return HookPasses{*script};
    }
    return std::nullopt;
  }

 private:
  template <class T>
  T known(const char* code, const Node& node, const Place& place, const std::vector<std::string>& ids) {
    const auto text = scalar(node, place);
    if (!text) return {};
    if (std::find(ids.begin(), ids.end(), *text) == ids.end()) unknown_name(place, code, node, *text, ids);
    return T{*text};
  }

  RequirementBody signed_by(const Node& value, const Place& here) {
    if (!type_.signing) here.error("Q324", value, {type_.id.value});
    return SignedBy{lower_actors(context_.lowering, value, here, Special::owner_and_actor)};
  }
  RequirementBody approvals(const Node& value, const Place& here) {
    Approvals out;
    Keys keys(value, here);
    const Node* all_of = keys.take("all_of");
    const Node* any_of = keys.take("any_of");
    const Node* at_least = keys.take("at_least");
    const Node* of = keys.take("of");
    if (const Node* node = keys.take("same_person"))
      out.same_person = word_index(*node, here.in("same_person"), {"refused", "allowed"}) == 1;
    keys.finish();
    const int rules = (all_of != nullptr) + (any_of != nullptr) + (at_least != nullptr);
    if (keys.ok() && (rules != 1 || (at_least != nullptr) != (of != nullptr))) here.error("Q217", value);
    const Node* list = all_of != nullptr ? all_of : any_of != nullptr ? any_of : of;
    out.rule = all_of != nullptr   ? ApprovalRule::all_of
               : any_of != nullptr ? ApprovalRule::any_of
                                   : ApprovalRule::at_least;
    if (list != nullptr) out.of = lower_actors(context_.lowering, *list, here, Special::owner);
    if (at_least != nullptr) out.count = whole_number(*at_least, here.in("at_least"), 1, 100).value_or(1);
    return out;
  }
  RequirementBody paper(const Node& value, const Place& here) {
    PaperStepsDone out;
    std::size_t last = 0;
    for (const Node* item : scalars(value, here)) {
      out.steps.push_back(known<PaperStepId>("Q307", *item, here, ids_of(type_.paper_steps)));
      for (std::size_t i = 0; i < type_.paper_steps.size(); ++i) {
        if (type_.paper_steps[i].id != out.steps.back()) continue;
        if (i < last) here.error("Q321", *item, {item->text, type_.paper_steps[last].id.value});
        last = std::max(last, i);
      }
    }
    return out;
  }
  RequirementBody document(const Node& value, const Place& here) {
    DocumentIn out;
    Keys keys(value, here);
    if (const Node* node = keys.require("type"))
      out.type = known<DocumentTypeId>("Q304", *node, here.in("type"), context_.lowering.document_ids);
    if (const Node* node = keys.require("in")) out.in = states_of({out.type}, *node, here.in("in"));
    if (const Node* node = keys.take("same"))
      for (const Node* item : scalars(*node, here.in("same")))
        out.same.push_back(word<SameAs>(*item, here.in("same")));
    keys.finish();
    return out;
  }
  RequirementBody about(const Node& value, const Place& here) {
    if (!type_.control) here.error("Q323", value, {type_.id.value});
    AboutIn out;
    Keys keys(value, here);
    if (const Node* node = keys.require("in")) {
      std::vector<DocumentTypeId> types = type_.about;
      if (types.empty())
        for (const std::string& id : context_.lowering.document_ids) types.push_back(DocumentTypeId{id});
      out.in = states_of(types, *node, here.in("in"));
    }
    keys.finish();
    return out;
  }
  // States of other document types, which may not have been lowered yet.
  std::vector<StateId> states_of(const std::vector<DocumentTypeId>& types, const Node& node,
                                 const Place& place) {
    std::vector<StateId> states;
    for (const Node* state : scalars(node, place)) {
      states.push_back(StateId{state->text});
      context_.lowering.states_of.push_back({types, state, place});
    }
    return states;
  }
  RequirementBody not_same_person(const Node& value, const Place& here) {
    NotSamePerson out;
    std::vector<std::string> names = context_.action_ids;
    names.emplace_back(actor_owner);
    for (const Node* item : scalars(value, here)) {
      if (item->text == actor_owner)
        out.owner = true;
      else
        out.actions.push_back(context_.action_ids.empty() ? ActionId{item->text}
                                                          : known<ActionId>("Q308", *item, here, names));
    }
    return out;
  }
  RequirementBody window(const Node& value, const Place& here) {
    TimeWindow out;
    Keys keys(value, here);
    const Node* opens = keys.take("opens");
    const Node* closes = keys.take("closes");
    const DueKeys due_keys = take_due_keys(keys);
    keys.finish();
    if (opens != nullptr) out.opens = lower_due(context_, *opens, due_keys, here.in("opens"));
    if (closes != nullptr) out.closes = lower_due(context_, *closes, due_keys, here.in("closes"));
    const bool both_read = (opens == nullptr || out.opens) && (closes == nullptr || out.closes);
    std::vector<const Due*> lines;
    for (const std::optional<Due>* line : {&out.opens, &out.closes})
      if (*line && both_read) lines.push_back(&**line);
    check_keys_matter(due_keys, lines, here);
    if (keys.ok() && opens == nullptr && closes == nullptr) here.error("Q203", value, {"closes"});
    return out;
  }

  TypeContext& context_;
  const DocumentType& type_;
  const Place& place_;
};

constexpr std::string_view need_kinds[] = {
    "field", "attachment", "signed_by",          "approvals", "paper", "document",
    "about", "reason",     "not_same_person_as", "window",    "hook"};

void unknown_need(const Place& place, const Node& at, const std::string& text) {
  unknown_name(place, "Q214", at, text, {std::begin(need_kinds), std::end(need_kinds)});
}

}  // namespace

std::vector<Requirement> lower_needs(TypeContext& context, const Node& node, const Place& place,
                                     const Clause& cite) {
  std::vector<Requirement> needs;
  bool approvals_seen = false;
  each_item(node, place, [&](const Node& item) {
    if (item.kind == yaml::Kind::scalar) {
      if (item.text == ReasonGiven::kind)
        needs.push_back({ReasonGiven{}, cite});
      else
        unknown_need(place, item, item.text);
      return;
    }
    if (item.kind != yaml::Kind::mapping) return place.error("Q218", item);
    const yaml::Entry* kind = nullptr;
    for (const yaml::Entry& entry : item.entries) {
      if (entry.key.text == "cite") continue;
      if (kind != nullptr)
        place.error("Q219", entry.key, {kind->key.text, entry.key.text});
      else
        kind = &entry;
    }
    if (kind == nullptr) return place.error("Q218", item);
    if (std::find(std::begin(need_kinds), std::end(need_kinds), kind->key.text) == std::end(need_kinds))
      return unknown_need(place, kind->key, kind->key.text);
    const Clause own = lower_cite(context.lowering, item.find("cite"), place, cite);
    if (kind->key.text == Approvals::kind && approvals_seen) place.error("Q331", kind->key);
    approvals_seen = approvals_seen || kind->key.text == Approvals::kind;
    if (auto body = NeedReader(context, place).read(kind->key.text, kind->value))
      needs.push_back({std::move(*body), own});
  });
  return needs;
}

}  // namespace quyche::rules
