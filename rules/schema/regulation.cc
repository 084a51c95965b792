#include "engine/base/limits.h"
#include "rules/layers/layer.h"
#include "rules/schema/parts.h"

namespace quyche::rules::schema {
namespace {

constexpr auto level_names = names_of(Level{});
constexpr Shape level = words("level", level_names);

constexpr Key effective_keys[] = {
    {"from", Must::must, &date, "2024-08-01"},
    {"to", Must::may, &date, "2026-05-09"},
};
constexpr Shape effective = whole_mapping("effective", effective_keys);

constexpr Key requirement_keys[] = {
    cite_must,
    {"says", Must::must, &title, "{vi: Nộp trước 3 ngày, en: Handed in 3 days ahead}"},
    {"not_encoded", Must::may, &title, "{vi: việc làm ngoài hồ sơ, en: happens outside the records}"},
};
constexpr Shape requirement = whole_mapping("requirement", requirement_keys);
constexpr Shape requirements = map_of("requirements", &requirement_id, &requirement);

constexpr auto unit_names = names_of(ParameterUnit{});
constexpr Shape unit = words("unit", unit_names);
constexpr Shape value = number("parameter_value", 0, limits::parameter_value_max);
constexpr Key parameter_keys[] = {
    title_must,
    {"unit", Must::must, &unit, "days"},
    {"value", Must::may, &value, "24"},
    {"open", Must::may, &flag, "true"},
    {"delegated", Must::may, &flag, "true"},
    cite_must,
    covers_key,
};
constexpr Shape parameter = mapping("parameter", parameter_keys);
constexpr Shape parameters = map_of("parameters", &id, &parameter);

constexpr std::string_view advice_words[] = {"paper_steps", "duty"};
constexpr Shape advice_subject = words("advice_subject", advice_words);
constexpr Key advice_keys[] = {
    {"what", Must::must, &advice_subject, "duty"},
    title_must,
    {"of", Must::may, &ids, "teacher"},
    {"except", Must::may, &ids, "[lesson_plan, homeroom_book]"},
    cite_must,
};
constexpr Shape advice = mapping("advice", advice_keys);
constexpr Shape advises_against = map_of("advises_against", &id, &advice);

constexpr auto within_names = names_of(Within{});
constexpr Shape within = words("within", within_names);
constexpr Key role_keys[] = {
    title_must,
    {"within", Must::may, &within, "unit"},
    {"any_of", Must::may, &ids, "[principal, vice_principal]"},
    {"delegate_to", Must::may, &ids, "[vice_principal]"},
    cite_key,
    covers_key,
};
constexpr Shape role_in_full = mapping("role", role_keys);
constexpr const Shape* role_forms[] = {&text, &in_two_languages, &role_in_full};
constexpr Shape role = either("role_forms", role_forms);
// `owner` and `actor` name whoever it is at hand.
constexpr Shape role_id = pattern("role_id", "^(?!(owner|actor)$)[a-z0-9][a-z0-9_.-]{0,79}$", "mau");
constexpr Shape roles = map_of("roles", &role_id, &role);

constexpr Key power_keys[] = {{"by", Must::must, &ids, "[principal, administrator]"}, cite_must};
constexpr Shape power = mapping("power", power_keys);
constexpr Key administration_keys[] = {
    {"people", Must::must, &power, "{by: [principal, administrator], cite: Điều 5.2}"},
    {"policy", Must::may, &power, "{by: principal, cite: Điều 17.2}"},
};
constexpr Shape administration = mapping("administration", administration_keys);

constexpr Shape workflows = map_of("workflows", &id, &workflow);
constexpr Shape documents = map_of("documents", &id, &document);

constexpr auto open_documents_names = names_of(OpenDocuments{});
constexpr Shape open_documents = words("open_documents", open_documents_names);

constexpr Key regulation_keys[] = {
    {"regulation", Must::always, &id, "vn.hai-phong.duong-kinh.primary-records"},
    {"title", Must::must, &title, "{vi: Quy chế hồ sơ điện tử, en: Regulation on electronic records}"},
    {"issuer", Must::may, &text, "Phòng GD&ĐT quận Dương Kinh"},
    {"level", Must::may, &level, "district"},
    {"under", Must::may, &id, "vn.primary-charter"},
    {"effective", Must::always, &effective, "{from: 2024-08-01}"},
    {"open_documents", Must::may, &open_documents, "take_over"},
    {"zone", Must::may, &zone, "\"+07:00\""},
    {"school_year_starts", Must::may, &day_of_year, "01/8"},
    {"calendar", Must::may, &id, "vn.hai-phong"},
    covers_key,
    {"requirements", Must::may, &requirements,
     "{S2-01: {cite: Điều 2, says: {vi: Kế hoạch nộp trước 05/9, en: Plans are handed in before 5 "
     "September}}}"},
    {"parameters", Must::may, &parameters,
     "{password_max_age: {title: Thời hạn đổi mật khẩu, unit: days, cite: II.1, delegated: true}}"},
    {"advises_against", Must::may, &advises_against,
     "{paper_copies: {what: paper_steps, title: Không in thêm bản giấy, cite: Điều 21.4}}"},
    {"roles", Must::must, &roles, "{teacher: {title: Giáo viên, within: unit}, principal: Hiệu trưởng}"},
    {"administration", Must::must, &administration, "{people: {by: principal, cite: Điều 5.2}}"},
    {"workflows", Must::may, &workflows},
    {"documents", Must::must, &documents},
};
constexpr Shape root = mapping("regulation", regulation_keys);

}  // namespace

const Shape& regulation() { return root; }

}  // namespace quyche::rules::schema
