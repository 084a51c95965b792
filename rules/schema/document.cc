#include "rules/schema/parts.h"

namespace quyche::rules::schema {
namespace {

constexpr auto field_type_names = names_of(FieldType{});
constexpr Shape field_type = words("field_type", field_type_names);
constexpr Key field_keys[] = {
    {"type", Must::must, &field_type, "date"},
    title_key,
    {"called", Must::may, &texts, "[thực hiện, dạy]"},
    {"choices", Must::may, &texts, "[completed, not_completed]"},
    {"required", Must::may, &flag, "true"},
    {"editable_in", Must::may, &ids, "approved"},
    cite_key,
    covers_key,
};
constexpr Shape field =
    mapping("field", field_keys,
            R"({"if":{"properties":{"type":{"const":"choice"}},"required":["type"]},"then":{"required":)"
            R"(["choices"]},"else":{"not":{"required":["choices"]}}})");
constexpr Shape fields = map_of("fields", &id, &field);
constexpr Shape attachments = map_of("attachments", &id, &title);

constexpr std::string_view evidence_words[] = {"optional", "required"};
constexpr Shape evidence = words("evidence", evidence_words);
constexpr Key paper_step_keys[] = {
    title_key,  {"by", Must::must, &ids, "clerk"}, {"evidence", Must::may, &evidence, "required"}, cite_key,
    covers_key,
};
constexpr Shape paper_step = mapping("paper_step", paper_step_keys);
constexpr Shape paper_steps = map_of("paper_steps", &id, &paper_step);

constexpr Key signing_keys[] = {
    {"by", Must::must, &ids, "[owner, principal]"},
    {"needs", Must::may, &signing_needs, "[{paper: [print, stamp]}]"},
    cite_key,
    covers_key,
};
constexpr Shape signing = mapping("signing", signing_keys);

constexpr auto every_names = names_of(Frequency{});
constexpr Shape every_word = words("every_word", every_names);
constexpr const Shape* every_forms[] = {&every_word, &text};
constexpr Shape every = either("every", every_forms);
constexpr Key duty_keys[] = {
    {"each", Must::must, &id, "teacher"},
    {"every", Must::must, &every, "school_week"},
    {"dated_by", Must::may, &id, "lesson_date"},
    cite_key,
    covers_key,
};
constexpr Shape duty =
    mapping("duty", duty_keys,
            R"({"if":{"properties":{"every":{"enum":["day","working_day","week","school_week","month",)"
            R"("semester"]}},"required":["every"]},"then":{"required":["dated_by"]}})");

constexpr Key when_keys[] = {{"mode", Must::must, &mode, "online"}};
constexpr Shape when = mapping("when", when_keys);
constexpr Key deadline_keys[] = {
    title_key,
    {"counts", Must::must, &ids, "[submitted, approved]"},
    {"due", Must::must, &text, "trước ít nhất 3 ngày trước khi thực hiện"},
    {"reading", Must::may, &reading, "date_difference"},
    {"roll", Must::may, &roll, "none"},
    {"week", Must::may, &week_count, "school"},
    {"when", Must::may, &when, "{mode: online}"},
    {"remind", Must::may, &texts, "[7 ngày trước, 2 ngày trước]"},
    {"when_missed", Must::may, &effects, "{flag: late, notify: [owner, team_lead]}"},
    cite_key,
    covers_key,
};
constexpr Shape deadline = mapping("deadline", deadline_keys);
constexpr Shape deadlines = map_of("deadlines", &id, &deadline);

constexpr const Shape* workflow_forms[] = {&id, &workflow};
constexpr Shape workflow_or_name = either("workflow_or_name", workflow_forms);
constexpr Shape needs_of = map_of("needs_of", &id, &needs);
constexpr Shape does_of = map_of("does_of", &id, &effects);
constexpr Shape hooks_of = map_of("hooks_of", &id, &path);

constexpr std::string_view slot_words[] = {"deadlines", "duty",   "workflow",    "needs",
                                           "signing",   "fields", "attachments", "paper_steps"};
constexpr Shape slot = words("slot", slot_words);
constexpr Shape slots = one_or_more("slots", &slot);

constexpr Key document_keys[] = {
    title_must,
    cite_must,
    {"owner", Must::must, &id, "teacher"},
    {"about", Must::may, &ids, "any"},
    {"fields", Must::may, &fields, "{lesson_date: {type: date, called: [thực hiện], required: true}}"},
    {"attachments", Must::may, &attachments, "{plan: Bản kế hoạch}"},
    {"paper_steps", Must::may, &paper_steps, "{print: {title: In bản giấy, by: clerk}}"},
    {"signing", Must::may, &signing, "{by: [owner, principal], cite: Điều 14.1}"},
    {"workflow", Must::must, &workflow_or_name, "submit_check_approve"},
    {"needs", Must::may, &needs_of, "{approve: [{not_same_person_as: owner}]}"},
    {"does", Must::may, &does_of, "{approve: {notify: owner}}"},
    {"hooks", Must::may, &hooks_of, "{submit: hooks/plan_summary.lua}"},
    {"duty", Must::may, &duty, "{each: teacher, every: school_week, dated_by: lesson_date}"},
    {"deadlines", Must::may, &deadlines,
     "{in_time: {counts: [submitted], due: trước ngày 05/9 hàng năm, when_missed: {flag: late}}}"},
    {"delegated", Must::may, &slots, "[deadlines, duty]"},
    {"open", Must::may, &slots, "[attachments]"},
    covers_key,
};

}  // namespace

constinit const Shape document = mapping("document", document_keys);

}  // namespace quyche::rules::schema
