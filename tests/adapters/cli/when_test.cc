// quyche when: a due line worked out. tests/golden/cli/when.txt holds what people read of some lines, and
// when_steps.txt every kind of step in words. QUYCHE_REFRESH_GOLDEN=1 writes them anew.
#include <gtest/gtest.h>

#include <cstdlib>

#include "adapters/cli/step_words.h"
#include "tests/adapters/cli/cli.h"

namespace quyche::cli {
namespace {

const Names lesson = {"--set", "lesson_date=2024-10-07", "--called", "thực hiện=lesson_date"};
const std::string three_days = "trước ít nhất 3 ngày trước khi thực hiện";
const std::string wednesday = "trước thứ Tư của tuần liền trước";

Names when(const std::string& phrase, const Names& options) {
  Names out = {"when", phrase};
  out.insert(out.end(), options.begin(), options.end());
  return out;
}
Names operator+(Names one, const Names& other) {
  one.insert(one.end(), other.begin(), other.end());
  return one;
}

void expect_golden(const std::string& name, const std::string& text) {
  const std::filesystem::path expected = repository() / "tests/golden/cli" / (name + ".txt");
  if (std::getenv("QUYCHE_REFRESH_GOLDEN") != nullptr) write_file(expected, text);
  EXPECT_EQ(text, bytes_of(expected)) << name;
}

TEST(CliWhen, PeopleReadHowItWasFound) {
  const Names timed = {"--set", "lesson_date=2024-10-07T07:30", "--called", "thực hiện=lesson_date"};
  const Names shown[] = {
      when(three_days, lesson + Names{"--reading", "date_difference"}),
      when(three_days, timed + Names{"--reading", "instant"}),
      when(three_days, timed + Names{"--reading", "working_days"}),
      when(three_days, lesson),
      when("vào thứ Sáu tuần trước", {"--set", "lesson_date=2024-W41"}),
      when("vào 2 ngày thứ Sáu, thứ Bảy của tuần liền trước", {"--set", "lesson_date=2024-W41"}),
      when("trước ngày 05/9 hàng năm", {"--school-year", "2026-2027"}),
  };
  std::string text;
  for (const Names& arguments : shown) {
    for (const std::string lang : {"vi", "en"}) {
      const Ran ran = run_cli(arguments + Names{"--lang", lang});
      EXPECT_EQ(ran.exit, 0) << ran.err;
      EXPECT_EQ(ran.err, "");
      expect_narrow(ran.out, arguments[1]);
      std::string call;
      for (const std::string& one : arguments) call += (call.empty() ? "$ quyche " : " ") + one;
      text += call + '\n' + ran.out + '\n';
    }
  }
  expect_golden("when", text);
}

TEST(CliWhen, JsonIsExact) {
  const Ran ran = run_cli(when("on friday of the previous week",
                               {"--set", "lesson_date=2024-10-09", "--lang", "en", "--format", "json"}));
  EXPECT_EQ(ran.exit, 0);
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(ran.out,
            "{\"closes\":\"2024-10-05T00:00:00+07:00\",\"last_day\":\"2024-10-04\",\"opens\":\"2024-10-04T00:"
            "00:00+07:00\",\"steps\":[{\"day\":\"2024-10-09\",\"step\":\"anchor\",\"text\":\"counted from "
            "“lesson_date”: 09/10/2024 (Wednesday)\"},{\"day\":\"2024-10-04\",\"step\":\"weekday\",\"text\":"
            "\"in the week before: 04/10/2024 (Friday)\"},{\"day\":\"2024-10-04\",\"step\":\"on\",\"text\":"
            "\"only on 04/10/2024 (Friday)\"}]}\n");
}

struct Row {
  Names arguments;
  const char* opens;
  const char* closes;
  const char* last_day;
};

TEST(CliWhen, OptionsAndForms) {
  const Row rows[] = {
      {when(three_days, lesson), "", "2024-10-05T00:00:00+07:00", "2024-10-04"},
      {when(three_days, lesson + Names{"--reading", "clear_days"}), "", "2024-10-04T00:00:00+07:00",
       "2024-10-03"},
      {when("at least 3 days before lesson_date", lesson + Names{"--reading", "instant"}), "",
       "2024-10-04T00:00:00+07:00", "2024-10-03"},
      // Not only dates: a time of day, a week.
      {when("at least 3 days before d", {"--set", "d=2024-10-07T07:30", "--reading", "instant"}), "",
       "2024-10-04T07:30:00+07:00", "2024-10-04"},
      {when(wednesday, {"--set", "d=2024-W41"}), "", "2024-10-02T00:00:00+07:00", "2024-10-01"},
      // The school year: said, or that of the first date.
      {when("before 31/5 every year", {"--school-year", "2024-2025"}), "", "2025-05-31T00:00:00+07:00",
       "2025-05-30"},
      {when("before 31/5 every year", {"--set", "d=2026-07-31"}), "", "2026-05-31T00:00:00+07:00",
       "2026-05-30"},
      {when("before 31/5 every year", {"--set", "d=2026-08-01"}), "", "2027-05-31T00:00:00+07:00",
       "2027-05-30"},
      {when("before 31/5 every year", {"--set", "a=2026-08-01", "--set", "b=2024-10-07"}), "",
       "2027-05-31T00:00:00+07:00", "2027-05-30"},
      // Several dates, several names.
      {when("trước ít nhất 1 ngày trước khi giao",
            {"--set", "a=2024-10-07", "--set", "b=2024-10-09", "--called", "dạy=a", "--called", "giao=b"}),
       "", "2024-10-09T00:00:00+07:00", "2024-10-08"},
  };
  for (const Row& row : rows) {
    const Ran ran = run_cli(row.arguments + Names{"--format", "json"});
    ASSERT_EQ(ran.exit, 0) << row.arguments[1] << ran.err << ran.out;
    const json::Value value = ran.json();
    EXPECT_EQ(keys_of(value), (Names{"closes", "last_day", "opens", "steps"}));
    EXPECT_EQ(*value.find("closes")->string(), row.closes) << row.arguments[1];
    EXPECT_EQ(*value.find("last_day")->string(), row.last_day) << row.arguments[1];
    EXPECT_EQ(value.find("opens")->string() == nullptr, *row.opens == '\0');
  }
}

TEST(CliWhen, WeeksWithoutTeachingArePassedOverWhenAsked) {
  const std::string calendar = (repository() / "tests/golden/cli/calendars/vi-du.yaml").string();
  const Names options = {"--set", "d=2025-W06", "--calendar", calendar, "--format", "json", "--week"};
  const auto last_day = [&](const std::string& week) {
    const Ran ran = run_cli(when(wednesday, options + Names{week}));
    EXPECT_EQ(ran.exit, 0) << ran.err << ran.out;
    return *ran.json().find("last_day")->string();
  };
  EXPECT_EQ(last_day("calendar"), "2025-01-28");
  EXPECT_EQ(last_day("school"), "2025-01-21");  // 2025-W05 has no teaching
}

TEST(CliWhen, APhraseThatIsNotUnderstoodIsMarked) {
  const Ran human = run_cli(when("trước ít nhất 3 ngày trước khi ngủ", lesson));
  EXPECT_EQ(human.exit, 1);
  EXPECT_TRUE(human.out.starts_with("PHRASE:1:32: lỗi Q211: ")) << human.out;
  EXPECT_NE(human.out.find("\n      |                                ^^^\n"), std::string::npos) << human.out;
  EXPECT_NE(human.err.find("--called"), std::string::npos);
  const Ran ran = run_cli(when("trước ít nhất 3 ngày trước khi ngủ", lesson + Names{"--format", "json"}));
  EXPECT_EQ(ran.exit, 1);
  EXPECT_EQ(ran.err, "");
  const json::Value value = ran.json();
  EXPECT_EQ(keys_of(value), Names{"findings"});
  const json::Value& finding = value.find("findings")->array()->front();
  EXPECT_EQ(*finding.find("code")->string(), "Q211");
  EXPECT_EQ(*finding.find("column")->integer(), 32);
}

TEST(CliWhen, MistakesSayWhatToGive) {
  const std::string yearly = "trước ngày 05/9 hàng năm";
  const struct {
    Names arguments;
    const char* said;
  } rows[] = {
      {when(three_days, {"--set", "lesson_date"}), "`--set lesson_date`"},
      {when(three_days, {"--set", "lesson_date="}), "`--set lesson_date=`"},
      {when(three_days, {"--set", "lesson_date=07/10/2024"}), "2024-10-07"},
      {when(three_days, {"--set", "lesson_date=2024-02-30"}), "2024-10-07"},
      {when(three_days, {"--set", "lesson_date=2024-10-07T24:00"}), "2024-10-07T07:30"},
      {when(three_days, {"--set", "lesson_date=2024-W60"}), "2024-W41"},
      {when(three_days, {"--set", "lesson_date=1929-12-31"}), "1930"},
      {when(three_days, {"--set", "lesson_date=2171-01-01"}), "2170"},
      {when(three_days, {"--set", "Ngày dạy=2024-10-07"}), "Ngày dạy"},
      {when(three_days, lesson + Names{"--set", "lesson_date=2024-10-08"}), "đã có ngày"},
      {when(three_days, lesson + Names{"--called", "dạy"}), "`--called dạy`"},
      {when(three_days, lesson + Names{"--called", "=lesson_date"}), "--called"},
      {when(three_days, {"--called", "thực hiện=lesson_date"}), "--set lesson_date=2024-10-07"},
      {when(three_days, {"--set", "a=2024-10-07", "--called", "thực hiện=b"}), "--set b=2024-10-07"},
      {when(wednesday, {}), "--set"},
      {when(wednesday, {"--set", "a=2024-10-07", "--set", "b=2024-10-08"}), "mốc nào"},
      {when(yearly, {}), "--school-year"},
      {when(yearly, {"--school-year", "2024-2026"}), "`--school-year 2024-2026`"},
      {when(three_days, lesson + Names{"--reading", "loosely"}), "loosely"},
      {when(three_days, lesson + Names{"--reading", "unstated"}), "unstated"},
      {when(three_days, lesson + Names{"--roll", "sideways"}), "sideways"},
      {when(three_days, lesson + Names{"--week", "work"}), "work"},
      {{"when"}, "PHRASE"},
  };
  for (const auto& row : rows) {
    const Ran ran = run_cli(row.arguments);
    EXPECT_EQ(ran.exit, 2) << row.said << ran.out << ran.err;
    EXPECT_EQ(ran.out, "") << row.said;
    EXPECT_NE(ran.err.find(row.said), std::string::npos) << row.said << ": " << ran.err;
  }
}

TEST(CliWhen, ACalendarThatCannotBeReadIsAFinding) {
  const Ran ran = run_cli(when(three_days, lesson + Names{"--calendar", "khong-co.yaml"}));
  EXPECT_EQ(ran.exit, 1);
  EXPECT_NE(ran.out.find("Q501"), std::string::npos) << ran.out;
}

Date day(const char* text) { return *Date::parse(text); }

// Every kind, with the arguments that engine/due gives it.
DueSteps all_steps() {
  const Date d = day("2025-01-28");
  return {
      {StepKind::anchor, d, {"lesson_date", ""}},
      {StepKind::anchor, d, {"hand_over", "07:30"}},
      {StepKind::yearly, d, {"2024-2025"}},
      {StepKind::fixed, d, {}},
      {StepKind::year_part, d, {"end", "1", "2024-2025"}},
      {StepKind::year_part, d, {"start", "0", "2024-2025"}},
      {StepKind::month_part, d, {"middle", "10"}},
      {StepKind::weekday, d, {"2", "-1"}},
      {StepKind::weekday, d, {"2", "0"}},
      {StepKind::weekday, d, {"2", "1"}},
      {StepKind::weekday, d, {"2", "-12"}},
      {StepKind::weekday, d, {"2", "3"}},
      {StepKind::week_skipped, day("2025-01-27"), {"2025-W05"}},
      {StepKind::offset_difference, d, {"3", "day"}},
      {StepKind::offset_clear, d, {"1", "day"}},
      {StepKind::offset_instant, d, {"3", "72", "07:30"}},
      {StepKind::on, d, {}},
      {StepKind::offset_instant, d, {"3", "72", "07:30"}},
      {StepKind::offset_working, d, {"3", "working_day"}},
      {StepKind::offset_unstated, d, {"2", "day"}},
      {StepKind::offset_before, d, {"1", "month"}},
      {StepKind::offset_before, d, {"2", "year"}},
      {StepKind::offset_after, d, {"2", "week"}},
      {StepKind::day_off, day("2025-01-28"), {"tet"}},
      {StepKind::day_off, day("2025-01-27"), {"tet"}},
      {StepKind::day_off, day("2025-01-26"), {"7"}},
      {StepKind::part, d, {"end", "week", "0"}},
      {StepKind::part, d, {"start", "month", "-1"}},
      {StepKind::part, d, {"start", "month", "2"}},
      {StepKind::recurring, d, {}},
      {StepKind::rolled_back, d, {}},
      {StepKind::rolled_forward, d, {}},
      {StepKind::not_rolled, d, {}},
      {StepKind::before, d, {}},
      {StepKind::by, d, {}},
      {StepKind::time, d, {"17:00"}},
      {StepKind::opens, d, {}},
      {StepKind::earlier, d, {"2"}},
      {StepKind::later, d, {"1"}},
      {StepKind::calendar_unknown, d, {}},
  };
}

TEST(StepWords, EveryStepHasASentence) {
  Calendar calendar;
  calendar.id = CalendarId{"vn.hai-phong"};
  calendar.rest_days = {7};
  DaySpan tet;
  tet.id = "tet";
  tet.first = day("2025-01-27");
  tet.last = day("2025-02-02");
  tet.title = {"Tết Nguyên đán", "Lunar New Year"};
  calendar.days = {tet};
  std::string text;
  for (const Lang lang : {Lang::vi, Lang::en}) {
    const StepNames names{{{"lesson_date", "thực hiện"}}, &calendar};
    for (const StepSentence& sentence : step_words(all_steps(), names, lang)) {
      EXPECT_EQ(sentence.text.find('{'), std::string::npos) << sentence.text;
      text += sentence.text + '\n';
    }
    text += step_words({{StepKind::calendar_unknown, day("2025-01-28"), {}}}, {}, lang).front().text + "\n";
    text += lang == Lang::vi ? "---\n" : "";
  }
  expect_golden("when_steps", text);
}

TEST(StepWords, NoKindIsLeftOut) {
  for (std::size_t kind = 0; kind < names_of(StepKind{}).size(); ++kind) {
    const DueSteps steps = all_steps();
    EXPECT_TRUE(std::any_of(steps.begin(), steps.end(), [&](const DueStep& step) {
      return static_cast<std::size_t>(step.kind) == kind;
    })) << names_of(StepKind{})[kind];
  }
}

TEST(StepWords, DaysOffInARowShareASentence) {
  Calendar calendar;
  calendar.rest_days = {6, 7};
  const DueSteps steps = {{StepKind::day_off, day("2024-10-06"), {"7"}},
                          {StepKind::day_off, day("2024-10-05"), {"6"}},
                          {StepKind::offset_working, day("2024-10-04"), {"1", "working_day"}}};
  const auto said = step_words(steps, {{}, &calendar}, Lang::en);
  ASSERT_EQ(said.size(), 2U);
  EXPECT_EQ(said[0].text, "05/10/2024 (Saturday) to 06/10/2024 (Sunday) are days off: weekly rest");
  EXPECT_EQ(said[0].day, day("2024-10-05")) << "where the walk has come to";
  EXPECT_EQ(said[1].text, "1 working day back: 04/10/2024 (Friday)");
}

}  // namespace
}  // namespace quyche::cli
