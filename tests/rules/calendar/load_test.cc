// Calendar files: what they say, which decision counts when, how calendars stand above each other.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/contract/temp_dir.h"
#include "tests/rules/calendar/read_calendar.h"

namespace quyche::rules {
namespace {

namespace fs = std::filesystem;

const std::string nation = R"(calendar: vn
title: Cả nước
rest_days: [saturday, sunday]
known: {from: 2025-01-01, to: 2025-12-31}
days_off:
  tet: {from: 2025-01-25, to: 2025-02-02, holiday: tet, cite: thông báo, decided: 2024-11-26}
  swap_off: {on: 2025-05-02, cite: thông báo, decided: 2024-11-26}
working_days:
  swap_working: {on: 2025-04-26, cite: thông báo, decided: 2024-11-26}
)";
const std::string next_year = R"(calendar: vn
known: {from: 2026-01-01, to: 2026-12-31}
days_off:
  tet_draft: {from: 2026-02-16, to: 2026-02-20, holiday: tet, cite: đề xuất, decided: 2025-09-01, verified: false}
  tet_2026: {from: 2026-02-14, to: 2026-02-22, holiday: tet, cite: thông báo, decided: 2025-10-17, replaces: tet_draft}
  culture: {on: 2026-11-24, cite: nghị quyết, decided: 2026-02-26}
)";
const std::string place = R"(calendar: vn.x
title: Nơi ví dụ
under: vn
days_off:
  longer_tet: {from: 2025-01-20, to: 2025-01-26, cite: công văn, decided: 2024-12-20}
  flood: {from: 2025-09-08, to: 2025-09-09, cite: công văn, decided: 2025-09-07}
working_days:
  taught_saturday: {on: 2025-03-01, cite: công văn}
teaching_modes:
  storm: {from: 2025-09-10, to: 2025-09-12, mode: online, cite: công văn, decided: 2025-09-09}
school_years:
  2024-2025: {first_week: 2024-W37, last_week: 2025-W21, except: [2025-W05], cite: quyết định, decided: 2024-08-01}
)";

std::string listed(const Calendar& calendar) {
  std::string out;
  for (const DaySpan& span : calendar.days)
    out += span.id + ' ' + span.first.text() + ' ' + span.last.text() +
           (span.kind == DayKind::off ? " off\n" : " working\n");
  return out;
}

TEST(Calendars, SpansOfAllFilesAreInOrder) {
  const ReadCalendar read("vn", {next_year, nation});
  ASSERT_TRUE(read.calendar);
  EXPECT_EQ(listed(*read.calendar),
            "tet 2025-01-25 2025-02-02 off\nswap_working 2025-04-26 2025-04-26 working\n"
            "swap_off 2025-05-02 2025-05-02 off\ntet_2026 2026-02-14 2026-02-22 off\n"
            "culture 2026-11-24 2026-11-24 off\n");
  EXPECT_EQ(read.calendar->rest_days, (std::vector<int>{6, 7}));
  EXPECT_EQ(read.calendar->known_from, day("2025-01-01"));
  EXPECT_EQ(read.calendar->known_to, day("2026-12-31"));
  EXPECT_EQ(read.calendar->title.vi, "Cả nước");
}

// What was decided by a day: the draft counts until it is replaced, and what nobody had decided is not known.
TEST(Calendars, AsKnownOn) {
  struct Row {
    const char* on;
    std::vector<std::string> off;
    std::vector<std::string> not_off;
    const char* known_to;
  };
  const Row rows[] = {
      {"2024-11-25", {"2025-04-26"}, {"2025-01-27", "2025-05-02", "2026-02-16"}, "2025-01-24"},
      {"2024-11-26", {"2025-01-27", "2025-05-02"}, {"2025-04-26", "2026-02-16"}, "2026-02-15"},
      {"2025-09-01", {"2026-02-16", "2026-02-20"}, {"2026-11-24"}, "2026-11-23"},
      {"2025-10-16", {"2026-02-16", "2026-02-20"}, {"2026-11-24"}, "2026-11-23"},
      {"2025-10-17", {"2026-02-16", "2026-02-22"}, {"2026-11-24"}, "2026-11-23"},
      {"2026-02-26", {"2026-02-16", "2026-11-24"}, {}, "2026-12-31"},
  };
  for (const Row& row : rows) {
    const ReadCalendar read("vn", {nation, next_year}, day(row.on));
    ASSERT_TRUE(read.calendar) << row.on;
    for (const std::string& off : row.off)
      EXPECT_TRUE(read.calendar->day_off(day(off))) << row.on << ' ' << off;
    for (const std::string& not_off : row.not_off)
      EXPECT_FALSE(read.calendar->day_off(day(not_off))) << row.on << ' ' << not_off;
    EXPECT_EQ(read.calendar->known_to, day(row.known_to)) << row.on;
  }
  const auto tet_on = [](const char* on) {
    return ReadCalendar("vn", {nation, next_year}, day(on)).calendar->span_at(day("2026-02-17"))->id;
  };
  EXPECT_EQ(tet_on("2025-10-16"), "tet_draft");
  EXPECT_EQ(tet_on("2025-10-17"), "tet_2026");
}

// The files are judged whole, whatever day is asked for.
TEST(Calendars, AsKnownOnHidesNoError) {
  const std::string overlap = nation +
                              "teaching_modes:\n"
                              "  a: {on: 2025-03-03, mode: online, cite: x, decided: 2025-03-01}\n"
                              "  b: {on: 2025-03-03, mode: in_person, cite: x, decided: 2025-03-02}\n";
  EXPECT_EQ(ReadCalendar("vn", {overlap}).codes(), Codes{"Q350"});
  EXPECT_EQ(ReadCalendar("vn", {overlap}, day("2024-01-01")).codes(), Codes{"Q350"});
}

TEST(Calendars, APlaceTakesOverWhatItDoesNotSay) {
  const ReadCalendar read("vn.x", {place, nation, next_year});
  ASSERT_TRUE(read.calendar);
  EXPECT_EQ(read.codes(), Codes{});
  EXPECT_EQ(listed(*read.calendar),
            "longer_tet 2025-01-20 2025-01-26 off\ntet 2025-01-27 2025-02-02 off\n"
            "taught_saturday 2025-03-01 2025-03-01 working\nswap_working 2025-04-26 2025-04-26 working\n"
            "swap_off 2025-05-02 2025-05-02 off\nflood 2025-09-08 2025-09-09 off\n"
            "tet_2026 2026-02-14 2026-02-22 off\nculture 2026-11-24 2026-11-24 off\n");
  EXPECT_EQ(read.calendar->id.value, "vn.x");
  EXPECT_EQ(read.calendar->rest_days, (std::vector<int>{6, 7}));
  EXPECT_EQ(read.calendar->known_to, day("2026-12-31"));
  EXPECT_EQ(read.calendar->mode_on(day("2025-09-10")), Mode::online);
  EXPECT_EQ(read.calendar->mode_on(day("2025-09-13")), Mode::in_person);
  EXPECT_NE(read.calendar->year(SchoolYear{2024}), nullptr);
}

TEST(Calendars, APlaceMayReplaceWhatTheNationDecided) {
  const std::string below = R"(calendar: vn.x
title: Nơi ví dụ
under: vn
working_days:
  no_swap: {on: 2025-05-02, cite: công văn, decided: 2025-04-01, replaces: swap_working}
)";
  const ReadCalendar read("vn.x", {below, nation});
  ASSERT_TRUE(read.calendar);
  EXPECT_FALSE(read.calendar->day_off(day("2025-05-02")));
  EXPECT_TRUE(read.calendar->day_off(day("2025-04-26")));  // a Saturday again
  const ReadCalendar before("vn.x", {below, nation}, day("2025-03-31"));
  ASSERT_TRUE(before.calendar);
  EXPECT_TRUE(before.calendar->day_off(day("2025-05-02")));
  EXPECT_FALSE(before.calendar->day_off(day("2025-04-26")));
}

TEST(Calendars, AParentSpanIsCutIntoPieces) {
  const std::string below =
      "calendar: vn.x\ntitle: x\nunder: vn\nworking_days:\n"
      "  a: {from: 2025-01-27, to: 2025-01-28, cite: x}\n  b: {on: 2025-02-01, cite: x}\n";
  const ReadCalendar read("vn.x", {below, nation});
  ASSERT_TRUE(read.calendar);
  EXPECT_TRUE(listed(*read.calendar)
                  .starts_with("tet 2025-01-25 2025-01-26 off\na 2025-01-27 2025-01-28 working\n"
                               "tet 2025-01-29 2025-01-31 off\nb 2025-02-01 2025-02-01 working\n"
                               "tet 2025-02-02 2025-02-02 off\n"))
      << listed(*read.calendar);
}

TEST(Calendars, SchoolYearsAreReplacedByTheirName) {
  const std::string first =
      "calendar: x\ntitle: x\nschool_years:\n"
      "  2024-2025: {first_week: 2024-W37, last_week: 2025-W21, cite: một, decided: 2024-08-01}\n";
  const std::string second =
      "calendar: x\nschool_years:\n"
      "  2024-2025: {first_week: 2024-W37, last_week: 2025-W22, cite: hai, decided: 2024-12-01, replaces: "
      "2024-2025}\n";
  const auto last_week = [&](std::optional<Date> on) {
    const ReadCalendar read("x", {second, first}, on);
    const TeachingYear* year = read.calendar ? read.calendar->year(SchoolYear{2024}) : nullptr;
    return year == nullptr ? "" : year->last.text();
  };
  EXPECT_EQ(last_week(day("2024-07-31")), "");
  EXPECT_EQ(last_week(day("2024-11-30")), "2025-W21");
  EXPECT_EQ(last_week(day("2024-12-01")), "2025-W22");
  EXPECT_EQ(last_week({}), "2025-W22");
  EXPECT_EQ(ReadCalendar("x", {first, first}).codes(), Codes{"Q358"});
}

TEST(Calendars, WhatIsWrong) {
  struct Row {
    std::string id;
    std::vector<std::string> texts;
    Codes codes;
  };
  const std::string head = "calendar: x\ntitle: x\n";
  const Row rows[] = {
      {"y", {head}, {"Q333"}},
      {"x", {head + "under: y\n"}, {"Q333"}},
      {"x", {head + "under: y\n", "calendar: y\ntitle: y\nrest_days: [funday]\n"}, {"Q333", "Q206"}},
      {"x",
       {head + "under: y\n", "calendar: y\ntitle: y\nunder: z\n", "calendar: z\ntitle: z\nunder: x\n"},
       {"Q354"}},
      {"x", {"calendar: x\n"}, {"Q203"}},
      {"x", {head + "days_off: {a: {on: 2025-01-01}}\n"}, {"Q203"}},
      {"x", {head + "days_off: {a: {cite: x}}\n"}, {"Q203", "Q203"}},
      {"x", {head + "days_off: {a: {on: 2025-01-01, to: 2025-01-02, cite: x}}\n"}, {"Q202"}},
      {"x", {head + "days_off: {a: {on: 2025-02-30, cite: x}}\n"}, {"Q205"}},
      {"x", {head + "days_off: {a: {from: 2025-01-01, to: 2025-03-02, cite: x}}\n"}, {"Q352"}},
      {"x", {head + "days_off: {a: {on: 2025-01-01, cite: x, replaces: b}}\n"}, {"Q203"}},
      {"x", {head + "days_off: {a: {on: 2025-01-01, holiday: easter, cite: x}}\n"}, {"Q206"}},
      {"x",
       {head + "days_off: {a: {on: 2026-04-27, instead_of: 2026-04-25, holiday: hung_kings, cite: x}}\n"},
       {"Q359"}},
      {"x", {head + "teaching_modes: {a: {on: 2025-01-01, cite: x}}\n"}, {"Q203"}},
      {"x", {head + "known: {from: 2025-12-31, to: 2025-01-01}\n"}, {"Q352"}},
      {"x",
       {head + "days_off: {a: {on: 2025-01-01, cite: x}}\n",
        "calendar: x\nworking_days: {a: {on: 2025-01-04, cite: x}}\n"},
       {"Q358"}},
      {"x", {head + "rest_days: sunday\n", "calendar: x\nrest_days: saturday\n"}, {"Q358"}},
      {"x", {head + "under: y\n", "calendar: x\nunder: z\n", "calendar: y\ntitle: y\n"}, {"Q358"}},
      {"x",
       {head + "school_years: {2024-2025: {first_week: 2026-W37, last_week: 2027-W21, cite: x}}\n"},
       {"Q356"}},
      {"x",
       {head + "school_years: {2024-2025: {first_week: 2024-W37, last_week: 2025-W21, cite: x, semesters: "
               "{2: {from: 2024-09-05, to: 2025-01-17}}}}\n"},
       {"Q206"}},
      {"x",
       {head + "school_years: {2024-2025: {first_week: 2024-W37, last_week: 2025-W21, cite: x, semesters: "
               "{1: {from: 2024-09-05, to: 2025-01-17, middle: 2025-01-18}}}}\n"},
       {"Q356"}},
  };
  for (const Row& row : rows) {
    Codes found = ReadCalendar(row.id, row.texts).codes();
    Codes wanted = row.codes;
    std::sort(found.begin(), found.end());
    std::sort(wanted.begin(), wanted.end());
    EXPECT_EQ(found, wanted) << row.texts.front();
  }
}

// Also what is said of them: the second of two in the order of names is the one that is wrong.
TEST(Calendars, TheOrderInWhichFilesAreFoundMeansNothing) {
  const auto source = [](const std::string& name, const std::string& text) {
    return std::make_shared<const Source>(name, text);
  };
  const SourcePtr one = source("a.yaml", "calendar: x\ntitle: x\ndays_off: {a: {on: 2025-01-01, cite: x}}\n");
  const SourcePtr two = source("b.yaml", "calendar: x\ntitle: y\ndays_off: {a: {on: 2025-01-02, cite: x}}\n");
  for (const std::vector<SourcePtr>& sources : {std::vector{one, two}, std::vector{two, one}}) {
    Findings findings;
    EXPECT_FALSE(read_calendar(CalendarId{"x"}, sources, {}, findings));
    ASSERT_EQ(findings.sorted().size(), 2U);
    for (const Diagnostic& finding : findings.sorted()) {
      EXPECT_EQ(finding.code, "Q358");
      EXPECT_EQ(finding.span.source->name(), "b.yaml");
      EXPECT_EQ(finding.args[1].substr(0, 6), "a.yaml");
    }
  }
}

// Files on disk, as a regulation or `check` asks for them.
class OnDisk : public testing::Test {
 protected:
  OnDisk() : root_(temp_.root()) {
    write("a/b/calendars/x.yaml", "calendar: x\ntitle: gần\nunder: y\n");
    write("a/calendars/x.yaml", "calendar: x\ntitle: xa\n");
    write("a/calendars/y/1.yaml", "calendar: y\ntitle: y\nrest_days: sunday\n");
    write("a/calendars/y/2.yaml", "calendar: y\ndays_off: {a: {on: 2025-01-01, cite: x, verified: false}}\n");
    write("a/calendars/y/notes.txt", "không phải YAML");
  }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << text;
  }
  [[nodiscard]] std::string in(const std::string& name) const { return (root_ / name).string(); }
  [[nodiscard]] std::string title_from(const std::string& folder, const std::string& id) const {
    Findings findings;
    const auto calendar = load_calendar(CalendarId{id}, in(folder), {}, findings);
    return calendar ? calendar->title.vi : "";
  }
  contract::TempDir temp_;
  fs::path root_;
};

TEST_F(OnDisk, TheNearestFolderThatHasTheCalendarCounts) {
  EXPECT_EQ(title_from("a/b", "x"), "gần");
  EXPECT_EQ(title_from("a/b/", "x"), "gần");
  EXPECT_EQ(title_from("a/b/c/d", "x"), "gần");
  EXPECT_EQ(title_from("a", "x"), "xa");
  EXPECT_EQ(title_from("a/b", "y"), "y");
  EXPECT_EQ(title_from("a/b", "khong-co"), "");
  Findings findings;
  const auto calendar = load_calendar(CalendarId{"x"}, in("a/b"), {}, findings);
  ASSERT_TRUE(calendar);
  EXPECT_TRUE(calendar->day_off(day("2025-01-01")));
  EXPECT_EQ(calendar->rest_days, std::vector<int>{7});
}

// Also from a folder that is named relative to the working directory.
TEST_F(OnDisk, ParentsOfRelativeFolders) {
  const fs::path before = fs::current_path();
  fs::create_directories(root_ / "a/b/c");
  fs::current_path(root_ / "a/b/c");
  for (const std::string folder : {"", ".", "./", "..", "../..", "../c"}) {
    Findings findings;
    const auto calendar = load_calendar(CalendarId{"x"}, folder, {}, findings);
    ASSERT_TRUE(calendar) << folder;
    EXPECT_EQ(calendar->title.vi, folder == "../.." ? "xa" : "gần") << folder;
  }
  fs::current_path(before);
}

TEST_F(OnDisk, AFileBringsTheRestOfItsCalendar) {
  for (const std::string name :
       {"a/calendars/y/1.yaml", "a/calendars/y/2.yaml", "a/calendars/../calendars/y/2.yaml"}) {
    Findings findings;
    const auto calendar = load_calendar_file(in(name), {}, findings);
    ASSERT_TRUE(calendar) << name;
    EXPECT_EQ(calendar->title.vi, "y");
    EXPECT_TRUE(calendar->day_off(day("2025-01-01")));
    // What is not verified is said of the file in question only.
    EXPECT_EQ(findings.sorted().size(), name.ends_with("2.yaml") ? 1U : 0U) << name;
  }
  write("lone.yaml", "calendar: y\ntitle: một mình\n");
  Findings findings;
  const auto lone = load_calendar_file(in("lone.yaml"), {}, findings);
  ASSERT_TRUE(lone);
  EXPECT_EQ(lone->title.vi, "một mình");
}

TEST_F(OnDisk, AFileInTheWrongPlaceIsReported) {
  write("a/calendars/z.yaml", "calendar: y\ntitle: z\n");
  write("a/calendars/y/3.yaml", "calendar: z\n");
  for (const std::string name : {"a/calendars/z.yaml", "a/calendars/y/1.yaml", "a/calendars/y/3.yaml"}) {
    Findings findings;
    EXPECT_FALSE(load_calendar_file(in(name), {}, findings)) << name;
    ASSERT_EQ(findings.errors(), 1U) << name;
  }
}

TEST_F(OnDisk, AFileThatCannotBeReadSpoilsTheCalendar) {
  write("a/calendars/y/0.yaml", "calendar: y\n\tx: 1\n");
  Findings findings;
  EXPECT_FALSE(load_calendar(CalendarId{"y"}, in("a"), {}, findings));
  EXPECT_TRUE(findings.has_errors());
  // The same findings again do not make it good.
  EXPECT_FALSE(load_calendar(CalendarId{"y"}, in("a"), {}, findings));
}

}  // namespace
}  // namespace quyche::rules
