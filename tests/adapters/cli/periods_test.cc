// Duties of months, times of day, deadlines by mode and parameters, as people meet them on the command line.
#include <gtest/gtest.h>

#include "adapters/cli/words.h"
#include "tests/adapters/cli/cli.h"

namespace quyche::cli {
namespace {

constexpr const char* regulation = R"(regulation: vi-du.so-thang
title: {vi: Sổ hằng tháng, en: Monthly books}
effective: {from: 2024-08-01}
calendar: lich
parameters:
  entries_least: {title: Số mục ít nhất, unit: times, value: 3, cite: Điều 4}
roles: {teacher: {vi: Giáo viên, en: Teacher}, principal: {vi: Hiệu trưởng, en: Principal}}
administration: {people: {by: principal, cite: Điều 1}}
documents:
  book:
    title: {vi: Sổ theo dõi, en: Record book}
    cite: Điều 2
    owner: teacher
    fields:
      closed_at: {type: date_time, title: {vi: Khóa sổ, en: Closed at}, called: [khóa sổ], required: true}
      entries: {type: integer}
    duty: {each: teacher, every: month, dated_by: closed_at, cite: Điều 3}
    workflow:
      states: {open: {title: {vi: Mở, en: Open}, editable: true}, done: {title: {vi: Xong, en: Done}, final: true}}
      actions: {finish: {from: open, to: done, by: owner, needs: [{hook: hooks/entries.lua}]}}
    deadlines:
      ahead: {counts: [done], due: 2 ngày trước khi khóa sổ, reading: instant, cite: Điều 5}
      upload: {counts: [done], due: 3 ngày trước khi khóa sổ, reading: instant, when: {mode: online}, cite: Điều 6}
)";
constexpr const char* calendar = R"(calendar: lich
title: Lịch ví dụ
school_years:
  2024-2025: {first_week: 2024-W37, last_week: 2025-W21, cite: Quyết định}
)";
constexpr const char* script = R"(return function(input)
  local least = input.parameters.entries_least
  if (input.document.fields.entries or 0) < least then return false, "cần " .. least .. " mục" end
  return true
end
)";

class Periods : public testing::Test {
 protected:
  Periods() : dir(temp_.in("school")), policy(temp_.in("policy/so-thang.yaml")) {
    for (const char* folder : {"policy/calendars", "policy/hooks"})
      std::filesystem::create_directories(temp_.in(folder));
    write_file(policy, regulation);
    write_file(temp_.in("policy/calendars/lich.yaml"), calendar);
    write_file(temp_.in("policy/hooks/entries.lua"), script);
    write_file(temp_.in("people.csv"),
               "account,name,roles\nht,Mai Văn Dụ,principal\ngv,Đỗ Thị Mẫu,teacher\n");
    const Ran opened = run_cli({"init", dir, "--policy", policy, "--people", temp_.in("people.csv"),
                                "--clock", "commands", "--at", "2024-09-10T08:00:00+07:00"});
    EXPECT_EQ(opened.exit, 0) << opened.err;
  }
  // One command by the teacher; the answer.
  Ran give(const std::string& what, const std::string& at) {
    const std::string line = R"({"key":"k)" + std::to_string(++keys_) + R"(","as":"gv","at":")" + at +
                             R"(T08:00:00+07:00",)" + what + "}\n";
    return run_cli({"do", dir, write_file(temp_.in("commands.jsonl"), line), "--explain"});
  }
  std::string create(const std::string& closed_at) {
    return R"("do":"create","type":"book","document":"b1","fields":{"closed_at":")" + closed_at + R"("})";
  }

 private:
  TempDir temp_;
  int keys_ = 0;

 public:
  std::string dir;
  std::string policy;
};

TEST_F(Periods, AMissingMonthIsNamed) {
  EXPECT_EQ(give(create("2024-11-20T16:30"), "2024-10-15").exit, 0);
  EXPECT_NE(run_cli({"late", dir}).out.find("Sổ theo dõi tháng 10/2024"), std::string::npos);
  EXPECT_NE(run_cli({"late", dir, "--lang", "en"}).out.find("Record book month 10/2024"), std::string::npos);
  const json::Value late = run_cli({"late", dir, "--format", "json"}).json();
  const json::Array& items = *late.find("late")->array();
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(*items[0].find("period")->string(), "2024-10-01");
  EXPECT_EQ(items[0].find("week"), nullptr);
}

TEST_F(Periods, TheInboxNamesWhatIsOwedAndWhatIsThere) {
  EXPECT_EQ(give(create("2024-11-20T16:30"), "2024-10-15").exit, 0);
  const Names asked{"inbox", dir, "--as", "gv", "--at", "2024-11-20T08:00:00+07:00"};
  const std::string inbox = run_cli(asked).out;
  EXPECT_NE(inbox.find("tháng 11/2024"), std::string::npos) << inbox;
  EXPECT_NE(inbox.find("tháng 12/2024"), std::string::npos) << inbox;
  EXPECT_NE(inbox.find("18/11/2024 16:30"), std::string::npos) << "to the minute\n" << inbox;
  Names json = asked;
  json.insert(json.end(), {"--format", "json"});
  std::vector<std::string> periods;
  const json::Value inbox_json = run_cli(json).json();
  for (const json::Value& item : *inbox_json.find("items")->array())
    periods.push_back(*item.find("period")->string());
  EXPECT_EQ(periods, (Names{"2024-11-01", "2024-12-01"}));
}

TEST_F(Periods, APeriodThatClosedIsNamedInTheRefusal) {
  EXPECT_EQ(give(create("2024-10-20T16:30"), "2024-09-15").exit, 0);
  const Ran ran =
      give(R"("do":"edit","document":"b1","fields":{"closed_at":"2024-12-20T16:30"})", "2024-10-05");
  EXPECT_EQ(ran.exit, 1);
  EXPECT_NE(ran.err.find("nghĩa vụ của tháng 10/2024 đã chốt"), std::string::npos) << ran.err;
}

TEST_F(Periods, ABadTimeIsRefusedWithAnExample) {
  const Ran ran = give(create("2024-10-20 16:30"), "2024-09-15");
  EXPECT_EQ(ran.exit, 1);
  EXPECT_NE(ran.err.find("2024-10-07T07:30"), std::string::npos) << ran.err;
}

TEST_F(Periods, AHookReadsTheParameter) {
  EXPECT_EQ(give(create("2024-10-20T16:30"), "2024-09-15").exit, 0);
  const std::string finish = R"("do":"act","document":"b1","action":"finish")";
  const std::string enter = R"("do":"edit","document":"b1","fields":{"entries":)";
  EXPECT_EQ(give(enter + "2}", "2024-09-16").exit, 0);
  const Ran refused = give(finish, "2024-09-16");
  EXPECT_NE(refused.err.find("cần 3 mục"), std::string::npos) << refused.err;
  EXPECT_EQ(give(enter + "3}", "2024-09-16").exit, 0);
  EXPECT_EQ(give(finish, "2024-09-16").exit, 0);
}

TEST_F(Periods, ExplainSaysHowOftenAndWhen) {
  const std::string vi = run_cli({"explain", policy, "book"}).out;
  EXPECT_NE(vi.find("Nghĩa vụ: mỗi Giáo viên, mỗi tháng (Điều 3)"), std::string::npos) << vi;
  EXPECT_NE(vi.find("khi học trực tuyến"), std::string::npos) << vi;
  const std::string en = run_cli({"explain", policy, "book", "--lang", "en"}).out;
  EXPECT_NE(en.find("Duty: each Teacher, every month (Điều 3)"), std::string::npos) << en;
  EXPECT_NE(en.find("while teaching is online"), std::string::npos) << en;
}

TEST(EveryWords, NameThePeriodOrTheDayInIt) {
  const struct {
    std::vector<Recurrence> every;
    const char* vi;
    const char* en;
  } rows[] = {
      {{{Frequency::day, Part::end, 0, false}}, "mỗi ngày", "every day"},
      {{{Frequency::working_day, Part::end, 0, false}}, "mỗi ngày làm việc", "every working day"},
      {{{Frequency::school_week, Part::end, 0, false}}, "mỗi tuần học", "every school week"},
      {{{Frequency::week, Part::end, 5, false}}, "thứ Sáu của mỗi tuần", "Friday of every week"},
      {{{Frequency::month, Part::end, 0, true}},
       "ngày làm việc cuối cùng của mỗi tháng",
       "the last working day of every month"},
      {{{Frequency::month, Part::start, 0, false}}, "đầu mỗi tháng", "the start of every month"},
      {{{Frequency::semester, Part::middle, 0, false}, {Frequency::semester, Part::end, 0, false}},
       "giữa mỗi học kỳ, cuối mỗi học kỳ",
       "the middle of every semester, the end of every semester"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(every_words(row.every, Lang::vi), row.vi);
    EXPECT_EQ(every_words(row.every, Lang::en), row.en);
  }
}

}  // namespace
}  // namespace quyche::cli
