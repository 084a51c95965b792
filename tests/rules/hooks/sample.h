// What the hook tests have in common.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "engine/json/read.h"
#include "engine/ports/hooks.h"

namespace quyche::rules::hooks::testing {

inline json::Value parse(std::string_view text) {
  auto value = json::read(text);
  EXPECT_TRUE(value.has_value()) << text;
  return value ? *value : json::Value();
}

inline json::Value sample_input() {
  return parse(R"({
    "action": "nop",
    "actor": {"id": "gv.lan", "roles": ["giao_vien", "to_truong"]},
    "document": {"id": "dt-1", "type": "de_tai", "state": "nhap", "owner": "gv.lan", "unit": "toan",
                 "school_year": "2025-2026", "fields": {"title": "Đề tài", "pages": 12, "note": null},
                 "attachments": []},
    "now": "2025-10-01T01:02:03Z", "today": "2025-10-01"})");
}

inline std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

// One line for any outcome: `ok`, `refuse <message>` or `<code> <detail>`.
inline std::string show(const Result<HookVerdict, HookFault>& outcome) {
  if (!outcome) return outcome.error().code + " " + outcome.error().detail;
  return outcome->ok ? "ok" : "refuse " + outcome->message;
}

}  // namespace quyche::rules::hooks::testing
