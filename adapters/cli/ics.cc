#include "adapters/cli/ics.h"

#include <libical/ical.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <set>
#include <string_view>

#include "adapters/cli/words.h"
#include "engine/base/check.h"

namespace quyche::cli {
namespace {

struct Free {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
  void operator()(char* text) const { std::free(text); }  // NOLINT: libical allocates with malloc
};
using Component = std::unique_ptr<icalcomponent, Free>;

icaltimetype day_time(Date day) {
  icaltimetype time = icaltime_null_date();
  time.year = day.year();
  time.month = day.month();
  time.day = day.day();
  return time;
}

icaltimetype utc_time(Instant at) {
  icaltimetype time = day_time(at.date(ZoneOffset{0}));
  const int minute =
      static_cast<int>((at.ms() - Instant::start_of(at.date(ZoneOffset{0}), {0}).ms()) / 60'000);
  time.is_date = 0;
  time.hour = minute / 60;
  time.minute = minute % 60;
  time.second = 0;
  time.zone = icaltimezone_get_utc_timezone();
  return time;
}

// What the point is for, not when it is: lesson_plan.three_days_ahead.2024-10-07@vn.example
std::string uid(SchoolYear year, const YearPoint& point, std::set<std::string>& taken) {
  const std::string of = point.counted_from ? point.counted_from->text() : year.text();
  const std::string name = point.type->id.value + '.' + point.deadline->id.value + '.' + of;
  std::string out = name;
  for (int i = 2; !taken.insert(out).second; ++i) out = name + '.' + std::to_string(i);
  return out + '@' + point.policy->regulation.value;
}

std::string description(const Context& context, const YearPoint& point) {
  const Policy& policy = *point.policy;
  std::string out;
  const auto line = [&](std::string_view label, const std::string& text) {
    if (!text.empty()) out += (out.empty() ? "" : "\n") + context.say(label) + ": " + text;
  };
  line("calendar.counts", state_words(point.type->workflow, point.deadline->counts, context.lang));
  line("label.who", actor_words({owed_by(*point.type)}, policy, context.lang));
  if (point.counted_from) line("calendar.period", context.day(*point.counted_from));
  if (point.opens) line("calendar.opens", context.when(*point.opens, policy.zone));
  line("calendar.closes", context.closing(point.closes, policy.zone));
  line("label.clause", point.deadline->cite.article + ", " + policy.title.in(context.lang));
  return out;
}

icalcomponent* event(const Context& context, SchoolYear year, const YearPoint& point,
                     std::set<std::string>& taken) {
  const Policy& policy = *point.policy;
  const std::string& title = point.deadline->title.in(context.lang);
  const std::string summary = name_of_item(*point.type, context.lang) + (title.empty() ? "" : " – " + title);
  icalcomponent* out = icalcomponent_new_vevent();
  icalcomponent_set_uid(out, uid(year, point, taken).c_str());
  // Not the clock: the file is the same each time. The policy's first moment stands for when it was made.
  icalcomponent_set_dtstamp(out, utc_time(Instant::start_of(policy.effective_from, policy.zone)));
  icalcomponent_set_dtstart(out, day_time(point.last_day));
  icalcomponent_set_dtend(out, day_time(point.last_day.plus_days(1)));
  icalcomponent_set_summary(out, summary.c_str());
  icalcomponent_set_description(out, description(context, point).c_str());
  icalcomponent_add_property(out, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
  return out;
}

constexpr std::size_t line_octets_max = 75;  // RFC 5545 3.1, without the end of the line

std::string unfolded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool fold = text.substr(at, 3) == "\r\n ";
    if (!fold) out += text[at];
    at += fold ? 3 : 1;
  }
  return out;
}

bool within_letter(char octet) { return (static_cast<unsigned char>(octet) & 0xC0U) == 0x80U; }

// Long lines go on in the next, which begins with a space; no letter is cut.
std::string folded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0, room = line_octets_max; at < text.size();) {
    const std::size_t end = text.find("\r\n", at);
    std::size_t size = std::min(end, text.size()) - at;
    const bool whole = size <= room;
    if (!whole) {
      size = room;
      while (within_letter(text[at + size])) --size;
    }
    out += text.substr(at, size);
    out += whole ? "\r\n" : "\r\n ";
    at += size + (whole ? 2 : 0);
    room = whole ? line_octets_max : line_octets_max - 1;
  }
  return out;
}

}  // namespace

std::string ics(const Context& context, SchoolYear year, const std::vector<YearPoint>& points) {
  const Component calendar(icalcomponent_new_vcalendar());
  icalcomponent_add_property(calendar.get(), icalproperty_new_version("2.0"));
  icalcomponent_add_property(calendar.get(), icalproperty_new_prodid("-//quyche//quyche//VI"));
  icalcomponent_add_property(calendar.get(), icalproperty_new_calscale("GREGORIAN"));
  std::set<std::string> taken;
  for (const YearPoint& point : points)
    icalcomponent_add_component(calendar.get(), event(context, year, point, taken));
  const std::unique_ptr<char, Free> text(icalcomponent_as_ical_string_r(calendar.get()));
  CHECK(text != nullptr, "a component can be written");
  // libical may fold between the two characters that end a line.
  return folded(unfolded(text.get()));
}

}  // namespace quyche::cli
