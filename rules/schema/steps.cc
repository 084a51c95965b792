// `when`: the steps of a case, one shape for each kind of step.
#include "rules/schema/test_values.h"

namespace quyche::rules::schema {
namespace {

constexpr Shape version = number("version", 1, 1'000'000);
constexpr Shape refusal_code = pattern("refusal_code", "^Q4[0-9]{2}$", "Q409");
constexpr Key refusal_keys[] = {{"code", Must::must, &refusal_code, "Q409"}, test_cite_key};
constexpr Shape refusal = mapping("refusal", refusal_keys);
constexpr Shape refusals = one_or_more("refusals", &refusal);

// A field's new value; nothing empties it.
constexpr Shape field_value{.name = "field_value",
                            .form = Form::pattern,
                            .pattern = "",
                            .example = "toan",
                            .also = R"({"type":["string","number","boolean","null"]})"};
constexpr Shape field_values = map_of("field_values", &id, &field_value);
constexpr std::string_view over_words[] = {"present", "other"};
constexpr Shape over = words("over", over_words);

constexpr Key at_key{"at", Must::may, &time_of_day, "2024-10-02T08:00"};
constexpr Key by_key{"by", Must::must, &ids, "gv-an"};
constexpr Key version_key{"version", Must::may, &version, "2"};
constexpr Key refused_key{"refused", Must::may, &refusals, "{code: Q409, cite: Điều 2}"};

constexpr Key create_keys[] = {
    {"create", Must::must, &id, "lesson_plan"},
    {"as", Must::may, &id, "khbd"},
    {"unit", Must::may, &id, "to-1"},
    {"fields", Must::may, &field_values, "{lesson_date: 2024-10-07}"},
    {"about", Must::may, &ids, "khbd"},
    at_key,
    by_key,
    version_key,
    refused_key,
    test_cite_key,
};
constexpr Shape create = mapping("step.create", create_keys);
constexpr Key edit_keys[] = {
    {"edit", Must::must, &id, "khbd"},
    {"fields", Must::must, &field_values, "{lesson_date: 2024-10-08}"},
    at_key,
    by_key,
    version_key,
    refused_key,
    test_cite_key,
};
constexpr Shape edit = mapping("step.edit", edit_keys);
constexpr Key attach_keys[] = {
    {"attach", Must::must, &id, "khbd"},
    {"slot", Must::must, &id, "plan"},
    {"content", Must::may, &text, "bản thứ hai"},
    at_key,
    by_key,
    version_key,
    refused_key,
    test_cite_key,
};
constexpr Shape attach = mapping("step.attach", attach_keys);
constexpr Key sign_keys[] = {
    {"sign", Must::must, &id, "khbd"},
    {"over", Must::may, &over, "present"},
    {"signature", Must::may, &text, "chữ ký"},
    {"certificate", Must::may, &text, "chứng thư"},
    at_key,
    by_key,
    version_key,
    refused_key,
    test_cite_key,
};
constexpr Shape sign = mapping("step.sign", sign_keys);
constexpr Key attest_keys[] = {
    {"attest", Must::must, &id, "khbd"},
    {"step", Must::must, &id, "print"},
    {"evidence", Must::may, &text, "bản chụp"},
    at_key,
    by_key,
    version_key,
    refused_key,
    test_cite_key,
};
constexpr Shape attest = mapping("step.attest", attest_keys);
constexpr Key act_keys[] = {
    {"do", Must::must, &id, "submit"},
    {"to", Must::must, &id, "khbd"},
    {"reason", Must::may, &text, "thiếu phụ lục"},
    at_key,
    by_key,
    version_key,
    refused_key,
    test_cite_key,
};
constexpr Shape act = mapping("step.do", act_keys);
constexpr Key delegate_keys[] = {
    {"delegate", Must::must, &id, "principal"},
    {"to", Must::must, &id, "pho"},
    {"until", Must::must, &date, "2024-10-31"},
    {"as", Must::must, &id, "uq-1"},
    at_key,
    by_key,
    version_key,
    refused_key,
    test_cite_key,
};
constexpr Shape delegate = mapping("step.delegate", delegate_keys);
constexpr Key end_delegation_keys[] = {
    {"end_delegation", Must::must, &id, "uq-1"}, at_key, by_key, version_key, refused_key, test_cite_key,
};
constexpr Shape end_delegation = mapping("step.end_delegation", end_delegation_keys);
constexpr Key add_unit_keys[] = {
    {"add_unit", Must::must, &id, "to-3"}, at_key, by_key, version_key, refused_key, test_cite_key,
};
constexpr Shape add_unit = mapping("step.add_unit", add_unit_keys);
constexpr Key admit_keys[] = {
    {"admit", Must::must, &id, "gv-moi"},
    {"name", Must::may, &text, "Giáo viên mới"},
    at_key,
    by_key,
    version_key,
    refused_key,
    test_cite_key,
};
constexpr Shape admit = mapping("step.admit", admit_keys);
constexpr Key remove_keys[] = {
    {"remove", Must::must, &id, "gv-an"}, at_key, by_key, version_key, refused_key, test_cite_key,
};
constexpr Shape remove = mapping("step.remove", remove_keys);
constexpr Key erase_keys[] = {
    {"erase", Must::must, &id, "gv-an"}, at_key, by_key, version_key, refused_key, test_cite_key,
};
constexpr Shape erase = mapping("step.erase", erase_keys);
constexpr Key assign_keys[] = {
    {"assign", Must::must, &assignment, "teacher@to-1"},
    {"to", Must::must, &id, "gv-moi"},
    at_key,
    by_key,
    version_key,
    refused_key,
    test_cite_key,
};
constexpr Shape assign = mapping("step.assign", assign_keys);
constexpr Key end_role_keys[] = {
    {"end_role", Must::must, &assignment, "teacher@to-1"},
    {"of", Must::must, &id, "gv-an"},
    at_key,
    by_key,
    version_key,
    refused_key,
    test_cite_key,
};
constexpr Shape end_role = mapping("step.end_role", end_role_keys);
constexpr Key adopt_keys[] = {
    {"adopt", Must::must, &id, "vn.example.lesson-plans"},
    at_key,
    by_key,
    version_key,
    refused_key,
    test_cite_key,
};
constexpr Shape adopt = mapping("step.adopt", adopt_keys);
constexpr Key wait_until_keys[] = {{"wait_until", Must::must, &time_of_day, "2024-10-06T00:00"}};
constexpr Shape wait_until = mapping("step.wait_until", wait_until_keys);

constexpr const Shape* kinds[] = {&create,   &edit,           &attach,   &sign,      &attest, &act,
                                  &delegate, &end_delegation, &add_unit, &admit,     &remove, &erase,
                                  &assign,   &end_role,       &adopt,    &wait_until};
constexpr Shape step = either("any_step", kinds);

}  // namespace

constinit const Shape steps = list_of("steps", &step);

}  // namespace quyche::rules::schema
