#include "rules/schema/parts.h"

namespace quyche::rules::schema {
namespace {

constexpr std::string_view reason_words[] = {"reason"};
constexpr Shape reason = words("reason", reason_words);

constexpr Shape approvals_count = number("approvals_count", 1, 100);
constexpr std::string_view same_person_words[] = {"refused", "allowed"};
constexpr Shape same_person = words("same_person", same_person_words);
constexpr Key approvals_keys[] = {
    {"all_of", Must::one_of, &ids, "[owner, administrator, principal]"},
    {"any_of", Must::one_of, &ids, "[principal, vice_principal]"},
    {"at_least", Must::one_of, &approvals_count, "2", "of"},
    {"of", Must::may, &ids, "[teacher, team_lead]", "at_least"},
    {"same_person", Must::may, &same_person, "allowed"},
};
constexpr Shape approvals = mapping("approvals", approvals_keys);

constexpr auto same_as_names = names_of(SameAs{});
constexpr Shape same_as = words("same_as", same_as_names);
constexpr Shape same_as_list = one_or_more("same_as_list", &same_as);
constexpr Key other_document_keys[] = {
    {"type", Must::must, &id, "lesson_plan"},
    {"in", Must::must, &ids, "approved"},
    {"same", Must::may, &same_as_list, "[owner, unit]"},
};
constexpr Shape other_document = mapping("other_document", other_document_keys);

constexpr Key about_in_keys[] = {{"in", Must::must, &ids, "approved"}};
constexpr Shape about_in = mapping("about_in", about_in_keys);

constexpr Key window_keys[] = {
    {"opens", Must::some_of, &text, "vào ngày 01/8"},
    {"closes", Must::some_of, &text, "chậm nhất ngày 31/5"},
    {"reading", Must::may, &reading, "date_difference"},
    {"roll", Must::may, &roll, "none"},
    {"week", Must::may, &week_count, "school"},
};
constexpr Shape window = mapping("window", window_keys);

// Those that cannot stand in `signing` come last.
constexpr Key need_keys[] = {
    cite_key,
    {"field", Must::one_of, &id, "result"},
    {"attachment", Must::one_of, &id, "plan"},
    {"signed_by", Must::one_of, &ids, "[owner, principal]"},
    {"paper", Must::one_of, &ids, "[print, stamp]"},
    {"document", Must::one_of, &other_document, "{type: team_plan, in: approved, same: unit}"},
    {"about", Must::one_of, &about_in, "{in: approved}"},
    {"not_same_person_as", Must::one_of, &ids, "[check, owner]"},
    {"window", Must::one_of, &window, "{opens: vào ngày 01/8, closes: chậm nhất ngày 31/5}"},
    {"approvals", Must::one_of, &approvals, "{all_of: [owner, principal]}"},
    {"hook", Must::one_of, &path, "hooks/plan_summary.lua"},
};
constexpr Shape need = mapping("need", need_keys);
constexpr const Shape* need_forms[] = {&reason, &need};
constexpr Shape need_or_reason = either("need_or_reason", need_forms);
constexpr Shape signing_need = mapping("need.to_sign", std::span(need_keys).first(9));

}  // namespace

constinit const Shape needs = list_of("needs", &need_or_reason);
constinit const Shape signing_needs = list_of("signing_needs", &signing_need);

}  // namespace quyche::rules::schema
