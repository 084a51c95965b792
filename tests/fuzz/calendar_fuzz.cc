// Any bytes as the files of a calendar, cut at lines of `%%`: there is a calendar or a reason why not, its
// days are in order and apart, and neither the order of the files nor the day asked for makes it fail.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/check.h"
#include "rules/calendar/load.h"
#include "rules/diagnostics/render.h"

namespace {

using quyche::Calendar;
using quyche::Date;
using quyche::rules::Findings;
using quyche::rules::SourcePtr;

std::vector<SourcePtr> files_of(const std::string& text) {
  static const std::string cut = "%%\n";
  std::vector<SourcePtr> out;
  for (std::size_t at = 0; at <= text.size() && out.size() < 8;) {
    const std::size_t end = std::min(text.find(cut, at), text.size());
    out.push_back(std::make_shared<const quyche::rules::Source>(std::to_string(out.size()) + ".yaml",
                                                                text.substr(at, end - at)));
    at = end + cut.size();
  }
  return out;
}

template <class Spans>
void check_apart(const Spans& spans) {
  for (std::size_t i = 0; i < spans.size(); ++i) {
    CHECK(spans[i].first <= spans[i].last, "a span has days");
    CHECK(i == 0 || spans[i - 1].last < spans[i].first, "spans are in order and apart");
  }
}

void check_calendar(const Calendar& calendar) {
  check_apart(calendar.days);
  check_apart(calendar.modes);
  CHECK(calendar.rest_days.size() < 7, "a week has working days");
  CHECK(calendar.known_from.has_value() == calendar.known_to.has_value(), "known days have two ends");
  CHECK(!calendar.known_from || *calendar.known_from <= *calendar.known_to, "known days are in order");
  for (const auto& [name, year] : calendar.school_years) {
    CHECK(year.first <= year.last, "a school year has weeks");
    for (std::size_t i = 0; i < year.semesters.size(); ++i) {
      const auto& one = year.semesters[i];
      CHECK(one.first <= one.middle_day() && one.middle_day() <= one.last, "a semester has its middle");
      CHECK(i == 0 || year.semesters[i - 1].last < one.first, "semesters are in order");
    }
  }
}

// The calendar, and that its findings can be shown.
std::optional<Calendar> read(const std::vector<SourcePtr>& files, std::optional<Date> on) {
  Findings findings;
  auto calendar = read_calendar(quyche::CalendarId{"x"}, files, {on}, findings);
  CHECK(calendar.has_value() != findings.has_errors(), "there is a calendar or a reason why not");
  for (const quyche::rules::Diagnostic& one : findings.sorted()) {
    CHECK(one.span.source != nullptr, "a finding is about a file");
    const std::size_t size = one.span.source->text().size();
    CHECK(one.span.offset <= size && one.span.length <= size - one.span.offset, "a finding lies in it");
    (void)render_human(one, {quyche::Lang::vi, false});
  }
  if (calendar) check_calendar(*calendar);
  return calendar;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<SourcePtr> files = files_of(std::string(reinterpret_cast<const char*>(data), size));
  const auto calendar = read(files, std::nullopt);
  for (const char* day : {"2024-06-01", "2025-01-01", "2026-01-01"})
    CHECK(read(files, Date::parse(day)).has_value() == calendar.has_value(), "files are judged whole");
  std::reverse(files.begin(), files.end());
  CHECK(read(files, std::nullopt) == calendar, "the order of files means nothing");
  return 0;
}
