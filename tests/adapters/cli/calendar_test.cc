// quyche calendar: the due points of a school year as text, JSON and iCalendar.
#include <gtest/gtest.h>
#include <libical/ical.h>

#include <map>
#include <memory>
#include <set>

#include "tests/adapters/cli/cli.h"

namespace quyche::cli {
namespace {

Ran calendar(const Names& options, const std::string& policy = duong_kinh(),
             const std::string& year = "2024-2025") {
  Names arguments = {"calendar", policy, "--school-year", year};
  arguments.insert(arguments.end(), options.begin(), options.end());
  return run_cli(arguments);
}

struct Free {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};

// The events of an iCalendar text that a strict reader accepts, by UID.
std::map<std::string, Date> events_of(const std::string& text) {
  std::map<std::string, Date> out;
  const std::unique_ptr<icalcomponent, Free> root(icalparser_parse_string(text.c_str()));
  EXPECT_NE(root, nullptr) << text;
  if (root == nullptr) return out;
  EXPECT_EQ(icalcomponent_isa(root.get()), ICAL_VCALENDAR_COMPONENT);
  EXPECT_EQ(icalcomponent_count_errors(root.get()), 0);
  EXPECT_NE(icalrestriction_check(root.get()), 0);
  EXPECT_EQ(text.find("X-LIC-ERROR"), std::string::npos);
  for (icalcomponent* event = icalcomponent_get_first_component(root.get(), ICAL_VEVENT_COMPONENT);
       event != nullptr; event = icalcomponent_get_next_component(root.get(), ICAL_VEVENT_COMPONENT)) {
    const icaltimetype start = icalcomponent_get_dtstart(event);
    EXPECT_NE(start.is_date, 0);
    EXPECT_FALSE(icaltime_is_null_time(icalcomponent_get_dtstamp(event)));
    const auto day = Date::from_civil(start.year, start.month, start.day);
    EXPECT_TRUE(day);
    const bool is_new = out.emplace(icalcomponent_get_uid(event), day.value_or(Date())).second;
    EXPECT_TRUE(is_new) << icalcomponent_get_uid(event);
  }
  EXPECT_EQ(static_cast<int>(out.size()), icalcomponent_count_components(root.get(), ICAL_ANY_COMPONENT));
  return out;
}

// RFC 5545 3.1: lines end with CRLF and have at most 75 octets, none of which is a control character or half
// a letter.
void expect_content_lines(const std::string& text) {
  ASSERT_TRUE(text.ends_with("\r\n"));
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find("\r\n", at);
    ASSERT_NE(end, std::string::npos);
    const std::string line = text.substr(at, end - at);
    EXPECT_LE(line.size(), 75U) << line;
    EXPECT_FALSE(line.empty());
    EXPECT_EQ(line.find_first_of("\r\n\t"), std::string::npos) << line;
    for (std::size_t i = 0; i < line.size(); i += rules::utf8::decode(line, i).length)
      EXPECT_TRUE(rules::utf8::decode(line, i).valid) << line;
    at = end + 2;
  }
}

TEST(CliCalendar, TheThreeFormsHoldTheSamePoints) {
  const Ran json = calendar({"--format", "json"});
  EXPECT_EQ(json.exit, 0) << json.err;
  const json::Value value = json.json();
  const json::Array& points = *value.find("points")->array();
  std::map<std::string, int> of_type;
  for (const json::Value& point : points) ++of_type[*point.find("type")->string()];
  // Weeks 37 to 21 without the one of Tết, and the yearly ones.
  EXPECT_EQ(of_type, (std::map<std::string, int>{{"lesson_plan", 36},
                                                 {"team_plan", 1},
                                                 {"school_plan", 1},
                                                 {"report_card", 1},
                                                 {"class_summary", 1},
                                                 {"initial_data", 1}}));
  const std::string ics = calendar({"--format", "ics"}).out;
  const auto events = events_of(ics);
  ASSERT_EQ(events.size(), points.size());
  std::multiset<std::string> days_in_json;
  std::multiset<std::string> days_in_ics;
  for (const json::Value& point : points) days_in_json.insert(*point.find("last_day")->string());
  for (const auto& [uid, day] : events) days_in_ics.insert(day.text());
  EXPECT_EQ(days_in_ics, days_in_json);

  const std::string text = calendar({}).out;
  for (const std::string& day : days_in_json) {
    const std::string shown = day.substr(8) + '/' + day.substr(5, 2) + '/' + day.substr(0, 4) + " 24:00";
    EXPECT_NE(text.find(shown), std::string::npos) << shown;
  }
  EXPECT_EQ(calendar({"--format", "text"}).out, text);
  EXPECT_EQ(calendar({"--format", "human"}).out, text);
  EXPECT_EQ(run_cli({"--format", "json", "calendar", duong_kinh(), "--school-year", "2024-2025"}).out,
            json.out);
}

// The golden rows: plans for the first week after Tết are due in Tết, and so on. Months come in order.
TEST(CliCalendar, PointsAreThoseOfTheRegulation) {
  const auto events = events_of(calendar({"--format", "ics"}).out);
  const auto day_of = [&](const std::string& point) {
    const auto at = events.find(point + "@vn.hai-phong.duong-kinh.primary-records");
    return at == events.end() ? "" : at->second.text();
  };
  EXPECT_EQ(day_of("lesson_plan.three_days_ahead.2024-10-07"), "2024-10-04");
  EXPECT_EQ(day_of("lesson_plan.three_days_ahead.2025-02-03"), "2025-01-31");
  EXPECT_EQ(day_of("lesson_plan.three_days_ahead.2025-05-05"), "2025-05-02");
  EXPECT_EQ(day_of("lesson_plan.three_days_ahead.2025-01-27"), "");  // the week of Tết
  EXPECT_EQ(day_of("team_plan.before_school_year.2024-2025"), "2024-09-04");
  EXPECT_EQ(day_of("report_card.before_year_end.2024-2025"), "2025-05-30");
  const std::string text = calendar({}).out;
  EXPECT_LT(text.find("THÁNG 9/2024"), text.find("THÁNG 1/2025"));
  EXPECT_LT(text.find("THÁNG 1/2025"), text.find("THÁNG 5/2025"));
}

TEST(CliCalendar, IcsIsWhatRfc5545Says) {
  for (const std::string lang : {"vi", "en"}) {
    const Ran ran = calendar({"--format", "ics", "--lang", lang});
    EXPECT_EQ(ran.exit, 0);
    EXPECT_EQ(ran.err, "");
    expect_content_lines(ran.out);
    EXPECT_EQ(events_of(ran.out).size(), 41U);
    // From the policy's first day, not from the clock.
    EXPECT_NE(ran.out.find("DTSTAMP:20240731T170000Z\r\n"), std::string::npos);
    EXPECT_EQ(calendar({"--format", "ics", "--lang", lang}).out, ran.out);
  }
  EXPECT_NE(calendar({"--format", "ics"}).out.find("SUMMARY:Kế hoạch bài dạy"), std::string::npos);
  EXPECT_NE(calendar({"--format", "ics", "--lang", "en"}).out.find("SUMMARY:Lesson plan"), std::string::npos);
}

// Wherever a line must be folded, also just before its end or within a letter of several octets.
TEST(CliCalendar, LinesOfEveryLengthAreFolded) {
  const TempDir temp;
  for (std::size_t length = 1; length <= 60; ++length) {
    const std::string id(length, 'a');
    std::string title;
    for (std::size_t i = 0; i < length; ++i) title += "ế";
    const std::string path =
        write_file(temp.in("p.yaml"),
                   "regulation: dai\ntitle: Dài\neffective: {from: 2024-08-01}\nschool_year_starts: 01/8\n"
                   "roles: {teacher: Giáo viên}\nadministration: {people: {by: teacher, cite: Điều 2}}\n"
                   "documents:\n  " +
                       id + ":\n    title: " + title +
                       "\n    cite: Điều 3\n    owner: teacher\n"
                       "    workflow:\n      states: {draft: Soạn thảo, done: {title: Xong, final: true}}\n"
                       "      actions: {finish: {from: draft, to: done, by: teacher}}\n"
                       "    deadlines: {x: {counts: done, due: trước ngày 31/5 hàng năm, roll: none}}\n");
    const Ran ran = calendar({"--format", "ics"}, path);
    ASSERT_EQ(ran.exit, 0) << ran.out;
    expect_content_lines(ran.out);
    const auto events = events_of(ran.out);
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events.begin()->first, id + ".x.2024-2025@dai");
    std::string whole = ran.out;
    for (std::size_t at = 0; (at = whole.find("\r\n ", at)) != std::string::npos;) whole.erase(at, 3);
    EXPECT_NE(whole.find("\r\nSUMMARY:" + title + " – trước ngày 31/5 hàng năm\r\n"), std::string::npos)
        << ran.out;
  }
}

TEST(CliCalendar, ForOneRole) {
  const auto types = [](const std::string& role) {
    std::set<std::string> out;
    const Ran ran = calendar({"--format", "json", "--for", role});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    const json::Value value = ran.json();
    for (const char* list : {"points", "undated"})
      for (const json::Value& one : *value.find(list)->array()) out.insert(*one.find("type")->string());
    return out;
  };
  using Types = std::set<std::string>;
  EXPECT_EQ(types("teacher"), (Types{"lesson_plan", "report_card", "class_summary", "incident_report"}));
  EXPECT_EQ(types("team_lead"), (Types{"team_plan", "incident_report"}));
  // A member owes it.
  EXPECT_EQ(types("board"), (Types{"school_plan", "incident_report", "access_grant"}));
  EXPECT_EQ(types("clerk"), Types{"incident_report"});
  EXPECT_EQ(types("youth_leader"), Types{});
  const Ran none = calendar({"--for", "youth_leader", "--format", "ics"});
  EXPECT_EQ(none.exit, 0);
  EXPECT_EQ(none.out, "");
  EXPECT_EQ(none.err, "không có thời hạn nào\n");
}

const std::string counted = R"(regulation: vi-du
title: Quy chế ví dụ
effective: {from: 2024-08-01}
school_year_starts: 01/8
calendar: x
roles: {teacher: Giáo viên}
administration: {people: {by: teacher, cite: Điều 2}}
documents:
  plan:
    title: Kế hoạch
    cite: Điều 3
    owner: teacher
    workflow:
      states: {draft: Soạn thảo, done: {title: Xong, final: true}}
      actions: {finish: {from: draft, to: done, by: teacher}}
    fields: {lesson: {type: date, title: Bài, called: [dạy], required: true}}
    duty: {each: teacher, every: school_week, dated_by: lesson}
    deadlines: {ahead: {counts: done, due: trước thứ Tư của tuần liền trước}}
  report:
    title: Báo cáo
    cite: Điều 4
    owner: teacher
    workflow:
      states: {draft: Soạn thảo, done: {title: Xong, final: true}}
      actions: {finish: {from: draft, to: done, by: teacher}}
    fields: {asked: {type: date, title: Ngày yêu cầu, called: [yêu cầu]}}
    deadlines: {answer: {counts: done, due: trước ít nhất 2 ngày trước khi yêu cầu, reading: date_difference}}
)";
const std::string weeks =
    "calendar: x\ntitle: x\nschool_years:\n"
    "  2024-2025: {first_week: 2024-W37, last_week: 2024-W40, cite: một, decided: 2024-08-01}\n";
const std::string more_weeks =
    "calendar: x\nschool_years:\n  2024-2025: {first_week: 2024-W37, last_week: 2024-W42, except: "
    "[2024-W39], "
    "cite: hai, decided: 2024-09-10, replaces: 2024-2025}\n";

TEST(CliCalendar, AsKnownOn) {
  const TempDir temp;
  std::filesystem::create_directories(temp.in("calendars/x"));
  write_file(temp.in("calendars/x/a.yaml"), weeks);
  write_file(temp.in("calendars/x/b.yaml"), more_weeks);
  const std::string policy = write_file(temp.in("p.yaml"), counted);
  const auto from = [&](const Names& options) {
    Names all = options;
    all.insert(all.end(), {"--format", "json"});
    Names out;
    const json::Value value = calendar(all, policy).json();
    for (const json::Value& point : *value.find("points")->array())
      out.push_back(*point.find("counted_from")->string());
    return out;
  };
  const Names before = {"2024-09-09", "2024-09-16", "2024-09-23", "2024-09-30"};
  EXPECT_EQ(from({"--as-known-on", "2024-09-09"}), before);
  EXPECT_EQ(from({"--as-known-on", "2024-09-10"}),
            (Names{"2024-09-09", "2024-09-16", "2024-09-30", "2024-10-07", "2024-10-14"}));
  EXPECT_EQ(from({}), from({"--as-known-on", "2024-09-10"}));
  const Ran unknown = calendar({"--as-known-on", "2024-07-31"}, policy);
  EXPECT_EQ(unknown.exit, 2);
  EXPECT_NE(unknown.err.find("2024-2025"), std::string::npos);
  EXPECT_NE(calendar({"--as-known-on", "2024-09-09"}, policy).out.find("09/09/2024"), std::string::npos);

  const json::Value value = calendar({"--format", "json"}, policy).json();
  const json::Array& undated = *value.find("undated")->array();
  ASSERT_EQ(undated.size(), 1U);
  EXPECT_EQ(*undated.front().find("type")->string(), "report");
  EXPECT_EQ(*undated.front().find("why")->string(), "of_document");
  EXPECT_NE(calendar({}, policy).out.find("tính theo ngày của từng hồ sơ"), std::string::npos);
}

// The charter above changes on 10/5/2026: the year has the points of before and after, each once.
TEST(CliCalendar, ARegulationThatChangesInTheYear) {
  for (const std::string year : {"2025-2026", "2026-2027"}) {
    const json::Value value = calendar({"--format", "json"}, duong_kinh(), year).json();
    std::map<std::string, std::set<std::string>> days;
    std::size_t points = 0;
    for (const json::Value& point : *value.find("points")->array()) {
      days[*point.find("type")->string()].insert(*point.find("last_day")->string());
      ++points;
    }
    EXPECT_GT(days["lesson_plan"].size(), 30U) << year;
    EXPECT_EQ(days["team_plan"], std::set<std::string>{year.substr(0, 4) + "-09-04"});
    EXPECT_EQ(days["report_card"], std::set<std::string>{year.substr(5) + "-05-30"});
    EXPECT_EQ(points, days["lesson_plan"].size() + 5) << year;
    EXPECT_TRUE(std::none_of(value.find("undated")->array()->begin(), value.find("undated")->array()->end(),
                             [](const json::Value& one) { return *one.find("why")->string() == "unknown"; }));
  }
}

TEST(CliCalendar, FitsAHundredColumns) {
  for (const std::string lang : {"vi", "en"})
    for (const std::string year : {"2024-2025", "2025-2026", "2026-2027"})
      expect_narrow(calendar({"--lang", lang}, duong_kinh(), year).out, year);
}

TEST(CliCalendar, WrongUse) {
  for (const Names& options : {Names{"--for", "techer"}, {"--as-known-on", "hôm qua"}, {"--format", "xml"}}) {
    const Ran ran = calendar(options);
    EXPECT_EQ(ran.exit, 2) << options.back();
    EXPECT_EQ(ran.out, "") << options.back();
  }
  EXPECT_NE(calendar({"--for", "techer"}).err.find("`teacher`?"), std::string::npos);
  EXPECT_EQ(run_cli({"calendar", duong_kinh()}).exit, 2);
  EXPECT_EQ(calendar({}, duong_kinh(), "2024").exit, 2);
  const Ran later = calendar({}, duong_kinh(), "2040-2041");
  EXPECT_EQ(later.exit, 2);
  EXPECT_NE(later.err.find("2026-2027"), std::string::npos) << later.err;
  const TempDir temp;
  const Ran broken = calendar({}, write_file(temp.in("x.yaml"), "regulation: x\n"));
  EXPECT_EQ(broken.exit, 1);
  EXPECT_NE(broken.out.find("Q203"), std::string::npos);
}

}  // namespace
}  // namespace quyche::cli
