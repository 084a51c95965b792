// Calendars for tests, from texts and from disk.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/calendar/load.h"

namespace quyche::rules {

inline Date day(const std::string& text) {
  const auto date = Date::parse(text);
  EXPECT_TRUE(date) << text;
  return date.value_or(Date());
}

using Codes = std::vector<std::string>;

// Calendar `id` from texts; each stands for a file, named after its place in the list.
struct ReadCalendar {
  Findings findings;
  std::optional<Calendar> calendar;

  ReadCalendar(const std::string& id, const std::vector<std::string>& texts,
               std::optional<Date> as_known_on = std::nullopt) {
    std::vector<SourcePtr> sources;
    for (const std::string& text : texts)
      sources.push_back(std::make_shared<const Source>(std::to_string(sources.size()) + ".yaml", text));
    calendar = read_calendar(CalendarId{id}, sources, {as_known_on}, findings);
    EXPECT_EQ(calendar.has_value(), !findings.has_errors());
  }
  [[nodiscard]] Codes codes() const {  // but for notes
    Codes out;
    for (const Diagnostic& one : findings.sorted())
      if (one.severity != Severity::note) out.push_back(one.code);
    return out;
  }
};

}  // namespace quyche::rules
