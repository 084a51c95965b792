#include "engine/base/limits.h"
#include "rules/policy/lowering.h"

namespace quyche::rules {
namespace {

constexpr int percent_max = 100;

Parameter lower_parameter(Lowering& lowering, const Node& key, const Node& value, const Place& place) {
  Parameter parameter;
  parameter.id = id<ParameterId>(key, place);
  Keys keys(value, place);
  parameter.cite = lower_cite(lowering, keys.require("cite"), place, {});
  const Place here = place.citing(parameter.cite.article);
  if (const Node* node = keys.require("title")) parameter.title = title(*node, here.in("title"));
  if (const Node* node = keys.require("unit")) parameter.unit = word<ParameterUnit>(*node, here.in("unit"));
  const int most = parameter.unit == ParameterUnit::percent ? percent_max : limits::parameter_value_max;
  const Node* number = keys.take("value");
  if (number != nullptr) parameter.value = whole_number(*number, here.in("value"), 0, most);
  if (const Node* node = keys.take("delegated")) parameter.delegated = flag(*node, here.in("delegated"));
  if (const Node* node = keys.take("open")) parameter.open = flag(*node, here.in("open"));
  covers(keys.take("covers"), here);
  keys.finish();
  if (!keys.ok() || number != nullptr) return parameter;
  if (parameter.delegated)
    here.report(Severity::note, "Q317", key.span, {key.text});
  else if (!parameter.open)
    here.error("Q230", key, {key.text});
  return parameter;
}

}  // namespace

void lower_parameters(Lowering& lowering, const Node& node, const Place& place) {
  each_entry(node, place, [&](const Node& key, const Node& value) {
    lowering.policy.parameters.push_back(lower_parameter(lowering, key, value, place.in(key.text)));
  });
}

}  // namespace quyche::rules
