// The tables of shapes.h as a JSON Schema (2020-12), for editors that check YAML and explain keys while one
// writes. Editors read plain YAML scalars as YAML 1.2 does (`true`, `3` and `2024` are no texts there), so
// where the reader takes any scalar for text, the schema takes numbers and booleans too.
#pragma once

#include "engine/json/value.h"
#include "engine/messages/messages.h"
#include "rules/schema/shapes.h"

namespace quyche::rules::schema {

// Each key with `description` and, with an example, `markdownDescription`; examples also as `examples`.
[[nodiscard]] json::Value json_schema(const Shape& root, Lang lang);

}  // namespace quyche::rules::schema
