// The time clauses of the five regulations that the project reads (D1 to D37): each is a due line, comes
// again, or is shown to be something else: an order or an event (`needs`), a part left to another rule-maker
// (`delegated`), a day of effect, or a number that the regulation does not give. No due line is made of
// those.
#include <gtest/gtest.h>

#include <set>

#include "tests/rules/phrase/sample.h"
#include "tests/rules/policy/read_policy.h"

namespace quyche::rules::phrase {
namespace {

struct Line {
  const char* clause;
  const char* phrase;
  const char* called;  // the field, in the regulation's words
  const char* opens;   // first day, or nothing
  const char* last;    // last day in time
};

// For the teaching week from Monday 2024-10-07; the page docs/phrases.md has the calendar.
const Line lines[] = {
    {"D1", "trước 16 ngày, của tuần học đó được thực hiện", "tuần học đó được thực hiện", "", "2024-09-21"},
    {"D2", "trước 10 ngày của tuần học đó được thực hiện", "tuần học đó được thực hiện", "", "2024-09-27"},
    {"D3", "trước ngày thứ 4 của tuần liền trước", "tuần dạy", "", "2024-10-01"},
    {"D4", "vào đầu năm học", "tuần dạy", "2024-08-29", "2024-08-29"},
    {"D5", "định kỳ hằng tuần, hằng tháng", "tuần dạy", "", "2024-10-13"},
    {"D6", "vào giữa học kì, cuối mỗi học kỳ và cả năm", "tuần dạy", "2024-11-11", "2024-11-11"},
    {"D18", "trước ngày 05/9 hàng năm", "", "", "2024-09-04"},
    {"D19", "trước ngày 31/5 hàng năm", "", "", "2025-05-30"},
    {"D20", "trước ít nhất 03 ngày trước khi thực hiện", "thực hiện", "", "2024-10-04"},
    {"D28", "Đến hết năm 2024", "", "", "2024-12-31"},
    {"D29", "vào thứ Bảy của tuần liền trước", "tuần dạy", "2024-10-05", "2024-10-05"},
    {"D30", "vào 2 ngày thứ Sáu, thứ Bảy của tuần liền trước", "tuần dạy", "2024-10-04", "2024-10-05"},
    {"D32", "đầu năm học", "", "", "2024-08-29"},
    {"D33", "cuối học kì, cuối năm học", "ngày bắt đầu", "", "2025-01-17"},
    {"D34", "Cuối mỗi năm học", "ngày bắt đầu", "", "2025-05-31"},
};

struct Again {
  const char* clause;
  const char* phrase;
  const char* means;
};
const Again recurrences[] = {
    {"D5", "định kỳ hằng tuần, hằng tháng", "week end, month end"},
    {"D5", "hằng tuần, hằng tháng", "week end, month end"},
    {"D6", "vào giữa học kì, cuối mỗi học kỳ và cả năm", "semester middle, semester end, school_year end"},
    {"D11", "từng năm học", "school_year end"},
    {"D13", "hằng ngày", "day end"},
    {"D13", "mỗi ngày làm việc", "working_day end"},
    {"D22", "vào đầu mỗi năm học", "school_year start"},
    {"D26", "hàng tuần", "week end"},
    {"D28", "Hằng năm", "school_year end"},
    {"D32", "hàng tuần, hàng tháng", "week end, month end"},
    {"D32", "vào cuối mỗi học kỳ, cả năm", "semester end, school_year end"},
    {"D32", "từng học kỳ, cả năm học", "semester end, school_year end"},
    {"D33", "cuối học kì, cuối năm học", "semester end, school_year end"},
    {"D33", "theo tháng", "month end"},
    {"D34", "Cuối mỗi năm học", "school_year end"},
};

// What takes the place of a due line, as lines of a document type.
const std::string asked = "needs: {finish: [{document: {type: request, in: approved}}]}";
const std::string delegated = "delegated: [deadlines]";
const std::string field_complete = "needs: {finish: [{field: all_entered}]}";
const std::string paper_first = "signing: {by: principal, needs: [{paper: [print]}]}";
const std::string after_approval = "needs: {finish: [{paper: [print]}]}";  // printed once approved
const std::string from_then_on = "effective: {from: 2025-08-01}";          // a version of the regulation
const std::string no_number;  // the regulation gives none: a parameter

struct Other {
  const char* clause;
  const char* phrase;
  const std::string& instead;
};
const Other others[] = {
    {"D7", "khi có yêu cầu", asked},
    {"D8", "sau khi đã được phê duyệt", after_approval},
    {"D9", "quá lâu", no_number},
    {"D10", "theo thời gian quy định", delegated},
    {"D10", "đúng thời gian", delegated},
    {"D11", "khi chuyển trường", asked},
    {"D12", "khi đã có đầy đủ thông tin toàn khóa", field_complete},
    {"D14", "theo quy định", delegated},
    {"D15", "đột xuất theo yêu cầu", asked},
    {"D16", "kịp thời", no_number},
    {"D17", "khi có hướng dẫn", asked},
    {"D21", "do nhà trường quy định", delegated},
    {"D22", "có thay đổi theo sự phân công", asked},
    {"D23", "theo định kỳ hoặc đột xuất", no_number},
    {"D23", "thường xuyên", no_number},
    {"D24", "ngay", no_number},
    {"D25", "định kỳ", no_number},
    {"D25", "kết thúc niên khóa", no_number},  // one school year, or a cohort's five
    {"D27", "trước khi thực hiện ký số điện tử", paper_first},
    {"D31", "đúng thời gian quy định", delegated},
    {"D35", "thời điểm khóa sổ", delegated},
    {"D36", "kịp thời, đúng tiến độ", no_number},
    {"D37", "các năm học tiếp theo", from_then_on},
};

std::string said(const std::vector<Recurrence>& every) {
  std::string out;
  for (const Recurrence& one : every) {
    out += (out.empty() ? "" : ", ");
    out += names_of(one.every)[static_cast<std::size_t>(one.every)];
    out += ' ';
    out += names_of(one.at)[static_cast<std::size_t>(one.at)];
  }
  return out;
}

TEST(Clauses, DueLinesCompileAsTheyStand) {
  const Calendar calendar = sample_calendar();
  const DueAnchors anchors = sample_anchors(calendar, date_of("2024-10-07"));
  for (const Line& line : lines) {
    const bool field = *line.called != '\0';
    const std::vector<Anchored> fields = {{lesson_date, {line.called}}};
    const auto due = parse(line.phrase, field ? fields : std::vector<Anchored>{},
                           field ? std::optional(lesson_date) : std::nullopt);
    ASSERT_TRUE(due) << line.clause << ": " << line.phrase;
    const auto window = due_window(*due, anchors);
    ASSERT_TRUE(window) << line.clause;
    EXPECT_EQ(window->last_day, date_of(line.last)) << line.clause << ": " << window->last_day.text();
    const std::string opens = window->opens ? window->opens->date(anchors.zone).text() : "";
    EXPECT_EQ(opens, line.opens) << line.clause;
  }
}

// The days computed by hand for other teaching weeks, Tết among them.
TEST(Clauses, TheDaysOfOtherWeeks) {
  const struct {
    const char* week;
    const char* days[6];  // D1, D2, D3, D20 as a difference of dates, D29, the first day of D30
  } weeks[] = {
      {"2024-10-07", {"2024-09-21", "2024-09-27", "2024-10-01", "2024-10-04", "2024-10-05", "2024-10-04"}},
      {"2025-02-03", {"2025-01-18", "2025-01-24", "2025-01-28", "2025-01-31", "2025-02-01", "2025-01-31"}},
      {"2026-02-23", {"2026-02-07", "2026-02-13", "2026-02-17", "2026-02-20", "2026-02-21", "2026-02-20"}},
      {"2025-05-05", {"2025-04-19", "2025-04-25", "2025-04-29", "2025-05-02", "2025-05-03", "2025-05-02"}},
      {"2026-11-30", {"2026-11-14", "2026-11-20", "2026-11-24", "2026-11-27", "2026-11-28", "2026-11-27"}},
  };
  const std::vector<Anchored> fields = {{lesson_date, {"tuần học đó được thực hiện", "thực hiện"}}};
  const char* clauses[] = {"D1", "D2", "D3", "D20", "D29", "D30"};
  for (const auto& week : weeks) {
    DueAnchors anchors;
    anchors.dates.emplace(lesson_date, date_of(week.week));
    anchors.zone = ZoneOffset{420};
    for (std::size_t i = 0; i < std::size(clauses); ++i) {
      for (const Line& line : lines) {
        if (std::string(line.clause) != clauses[i]) continue;
        const auto due = parse(line.phrase, fields, lesson_date);
        ASSERT_TRUE(due) << line.clause;
        const auto window = due_window(*due, anchors);
        ASSERT_TRUE(window);
        const bool run = due->terms[0].since.has_value();
        EXPECT_EQ((run ? window->opens->date(anchors.zone) : window->last_day).text(), week.days[i])
            << line.clause << " for " << week.week;
      }
    }
  }
}

TEST(Clauses, WhatComesAgainIsReadAsWritten) {
  for (const Again& one : recurrences) {
    const auto every = parse_recurrence(one.phrase);
    ASSERT_TRUE(every) << one.clause << ": " << one.phrase;
    EXPECT_EQ(said(*every), one.means) << one.clause;
  }
}

std::string policy_with(const std::string& instead) {
  const bool of_the_whole = instead.starts_with("effective");
  return (of_the_whole ? instead : "effective: {from: 2024-08-01}") + R"(
regulation: vi-du
title: Quy chế ví dụ
roles: {teacher: {title: Giáo viên, within: unit}, principal: Hiệu trưởng}
administration: {people: {by: principal, cite: Điều 2}}
workflows:
  simple:
    states: {draft: Soạn thảo, approved: {title: Xong, final: true}}
    actions: {finish: {from: draft, to: approved, by: [teacher, principal]}}
documents:
  request: {title: Yêu cầu, cite: Điều 4, owner: principal, about: any, workflow: simple}
  record:
    title: Hồ sơ
    cite: Điều 3
    owner: teacher
    workflow: simple
    fields: {all_entered: {type: boolean, title: Đủ thông tin}}
    paper_steps: {print: {title: In, by: owner}}
    )" + (of_the_whole ? "" : instead) +
         '\n';
}

TEST(Clauses, OthersAreNoDueLinesAndHaveAPlaceOfTheirOwn) {
  for (const Other& other : others) {
    EXPECT_FALSE(parse(other.phrase, lesson_fields, lesson_date)) << other.clause << ": " << other.phrase;
    EXPECT_FALSE(parse_recurrence(other.phrase)) << other.clause << ": " << other.phrase;
    if (other.instead.empty()) continue;
    const ReadPolicy read(policy_with(other.instead));
    EXPECT_NE(read.policy, nullptr) << other.clause << ": " << other.instead;
    EXPECT_TRUE(read.codes().empty()) << other.clause << ": " << read.codes().front();
  }
}

TEST(Clauses, NoneIsLeftOut) {
  std::set<std::string> seen;
  for (const Line& line : lines) seen.insert(line.clause);
  for (const Again& one : recurrences) seen.insert(one.clause);
  for (const Other& other : others) seen.insert(other.clause);
  for (int i = 1; i <= 37; ++i) EXPECT_TRUE(seen.contains("D" + std::to_string(i))) << i;
  EXPECT_EQ(seen.size(), 37U);
}

}  // namespace
}  // namespace quyche::rules::phrase
