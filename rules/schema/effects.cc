#include "rules/schema/parts.h"

namespace quyche::rules::schema {
namespace {

constexpr std::string_view subject_words[] = {"this", "about"};
constexpr Shape subject = words("subject", subject_words);

constexpr Key flag_on_keys[] = {
    {"name", Must::must, &id, "violation"},
    {"document", Must::must, &subject, "about"},
};
constexpr Shape flag_on = mapping("flag_on", flag_on_keys);
constexpr const Shape* flag_forms[] = {&id, &flag_on};
constexpr Shape set_flag = either("set_flag", flag_forms);

constexpr Key unlock_once_keys[] = {
    {"document", Must::must, &subject, "about"},
    {"field_named_by", Must::may, &id, "field"},
};
constexpr Shape unlock_once_field = mapping("unlock_once", unlock_once_keys);
constexpr const Shape* unlock_once_forms[] = {&subject, &unlock_once_field};
constexpr Shape unlock_once = either("unlock_once_forms", unlock_once_forms);

constexpr std::string_view opened_owner_words[] = {actor_owner, actor_self};
constexpr Shape opened_owner = words("opened_owner", opened_owner_words);
constexpr Key open_keys[] = {
    {"document", Must::must, &id, "violation_record"},
    {"owner", Must::may, &opened_owner, "actor"},
};
constexpr Shape open_for = mapping("open", open_keys);
constexpr const Shape* open_forms[] = {&id, &open_for};
constexpr Shape open_document = either("open_forms", open_forms);

constexpr Key effect_keys[] = {
    {"open", Must::may, &open_document, "violation_record"},
    {"lock", Must::may, &subject, "about"},
    {"unlock", Must::may, &subject, "about"},
    {"unlock_once", Must::may, &unlock_once, "{document: about, field_named_by: field}"},
    {"flag", Must::may, &set_flag, "late"},
    {"notify", Must::may, &ids, "[owner, team_lead]"},
};
constexpr Shape effect = mapping("effect", effect_keys);
constexpr Shape effect_list = list_of("effect_list", &effect);
constexpr const Shape* effects_forms[] = {&effect, &effect_list};

}  // namespace

constinit const Shape effects = either("effects", effects_forms);

}  // namespace quyche::rules::schema
