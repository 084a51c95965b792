// One school year of a calendar: its weeks, and its dates where they are known.
#include "rules/calendar/text.h"

namespace quyche::rules {
namespace {

constexpr int school_weeks_max = 60;
constexpr int semesters_max = 3;

struct Bounds {
  Date first;
  Date last;
};

// Whatever a school year of this name may hold: from June to the August after.
Bounds widest(SchoolYear year) {
  return {MonthDay{6, 1}.in(year.first_year), MonthDay{8, 31}.in(year.first_year + 1)};
}

void check_inside(Date first, Date last, const Bounds& bounds, const Node& at, const Place& place) {
  if (first < bounds.first || last > bounds.last || last < first)
    place.error("Q356", at, {first.text(), last.text(), bounds.first.text(), bounds.last.text()});
}

void read_weeks(YearText& out, Keys& keys, const Place& place) {
  TeachingYear& year = out.teaching;
  const std::size_t errors = place.findings.errors();
  const Node* first = keys.require("first_week");
  const Node* last = keys.require("last_week");
  if (first != nullptr) year.first = week(*first, place.in("first_week"));
  if (last != nullptr) year.last = week(*last, place.in("last_week"));
  if (first != nullptr && last != nullptr && place.findings.errors() == errors) {
    if (year.last < year.first || year.last > year.first.plus_weeks(school_weeks_max))
      place.error("Q329", *last, {year.first.text(), year.last.text()});
    else
      check_inside(year.first.monday(), year.last.monday(), widest(out.year), *first, place);
  }
  const auto list = [&](const char* name, std::vector<Week>& weeks) {
    const Node* node = keys.take(name);
    if (node == nullptr || (node->kind == yaml::Kind::sequence && node->items.empty())) return;
    for (const Node* item : scalars(*node, place.in(name))) weeks.push_back(week(*item, place.in(name)));
  };
  list("except", year.except);
  list("off_curriculum", year.off_curriculum);
}

std::optional<Date> read_day(Keys& keys, const char* name, const Bounds& bounds, const Place& place) {
  const Node* node = keys.take(name);
  if (node == nullptr) return std::nullopt;
  const std::size_t errors = place.findings.errors();
  const Date day = date(*node, place.in(name));
  if (place.findings.errors() != errors) return std::nullopt;
  check_inside(day, day, bounds, *node, place.in(name));
  return day;
}

Semester read_semester(const Node& key, const Node& node, Bounds& left, const Place& place) {
  Semester semester;
  Keys keys(node, place);
  const std::size_t errors = place.findings.errors();
  const Node* from = keys.require("from");
  const Node* to = keys.require("to");
  if (from != nullptr) semester.first = date(*from, place.in("from"));
  if (to != nullptr) semester.last = date(*to, place.in("to"));
  if (from != nullptr && to != nullptr && place.findings.errors() == errors) {
    check_inside(semester.first, semester.last, left, key, place);
    semester.middle = read_day(keys, "middle", {semester.first, semester.last}, place);
    left.first = semester.last.plus_days(1);  // the next one comes after it
  } else {
    (void)keys.take("middle");
  }
  keys.finish();
  return semester;
}

void read_semesters(YearText& out, Keys& keys, Bounds bounds, const Place& place) {
  const Node* node = keys.take("semesters");
  if (node == nullptr) return;
  each_entry(*node, place.in("semesters"), [&](const Node& key, const Node& value) {
    const Place here = place.in("semesters").in(key.text);
    const std::string number = std::to_string(out.teaching.semesters.size() + 1);
    if (key.text != number || out.teaching.semesters.size() == semesters_max)
      return here.error("Q206", key, {key.text, number});
    out.teaching.semesters.push_back(read_semester(key, value, bounds, here));
  });
}

}  // namespace

std::optional<YearText> read_year(const Node& key, const Node& value, const Place& place) {
  YearText out;
  out.at = {key.span, place.path};
  const auto year = SchoolYear::parse(key.text);
  if (!year) {
    place.error("Q205", key, {key.text, "2024-2025"});
    return std::nullopt;
  }
  out.year = *year;
  Keys keys(value, place);
  if (!keys.ok()) return std::nullopt;
  read_weeks(out, keys, place);
  Bounds bounds = widest(out.year);
  out.teaching.first_day = read_day(keys, "first_day", bounds, place);
  bounds.first = out.teaching.first_day.value_or(bounds.first);
  out.teaching.last_day = read_day(keys, "last_day", bounds, place);
  bounds.last = out.teaching.last_day.value_or(bounds.last);
  read_semesters(out, keys, bounds, place);
  if (const Node* cite = keys.require("cite"))
    out.teaching.cite = scalar(*cite, place.in("cite")).value_or("");
  out.decision = read_decision(keys, key, place);
  out.teaching.verified = read_verified(keys, key, place);
  keys.finish();
  return out;
}

}  // namespace quyche::rules
