#include "rules/schema/parts.h"

namespace quyche::rules::schema {
namespace {

constexpr Key state_keys[] = {
    title_must,
    {"final", Must::may, &flag, "true"},
    {"editable", Must::may, &flag, "true"},
};
constexpr Shape state_in_full = mapping("state", state_keys);
constexpr const Shape* state_forms[] = {&text, &in_two_languages, &state_in_full};
constexpr Shape state = either("state_forms", state_forms);
constexpr Shape states = map_of("states", &id, &state, 1);

constexpr Key action_keys[] = {
    title_key,
    {"from", Must::must, &ids, "draft"},
    {"to", Must::must, &id, "submitted"},
    {"by", Must::may, &ids, "owner"},
    {"needs", Must::may, &needs, "[reason, {attachment: plan}]"},
    {"does", Must::may, &effects, "{notify: owner}"},
    cite_key,
    covers_key,
};
// Those whose approval an action needs are those who take it; otherwise `by` says who.
constexpr Shape action =
    mapping("action", action_keys,
            R"({"anyOf":[{"required":["by"]},{"required":["needs"],"properties":{"needs":{"contains":)"
            R"({"type":"object","required":["approvals"]}}}}]})");
constexpr Shape actions = map_of("actions", &id, &action);

constexpr Key workflow_keys[] = {
    {"states", Must::must, &states, "{draft: Soạn thảo, approved: {title: Đã duyệt, final: true}}"},
    {"actions", Must::must, &actions, "{approve: {from: draft, to: approved, by: principal}}"},
};

}  // namespace

constinit const Shape workflow = mapping("workflow", workflow_keys);

}  // namespace quyche::rules::schema
