// Due lines and what they mean: docs/phrases.md lists the forms.
#include <gtest/gtest.h>

#include <random>

#include "engine/json/canonical.h"
#include "engine/json/fields.h"
#include "rules/phrase/phrase.h"
#include "rules/phrase/words.h"

namespace quyche::rules::phrase {
namespace {

const FieldId lesson_date{"lesson_date"};
const FieldId hand_over{"hand_over"};

// What a lesson plan with two dates would offer: each field by what regulations call it, its id and its
// titles.
const std::vector<Anchored> fields = {
    {lesson_date, {"thực hiện", "dạy", "lesson_date", "Ngày thực hiện", "Date of the lesson"}},
    {hand_over, {"giao", "hand_over", "Ngày giao hồ sơ", "Handing over"}},
};

// "by lesson_date-3d", "before 9/5", "on lesson_date week-1 day3": short enough for a table.
std::string said(const Due& due) {
  const DueTerm& term = due.terms.at(0);
  std::string out(names_of(term.comparator)[static_cast<std::size_t>(term.comparator)]);
  if (const auto* yearly = std::get_if<YearlyDate>(&term.point.from))
    return out + ' ' + std::to_string(yearly->day.month) + '/' + std::to_string(yearly->day.day);
  const std::string field = ' ' + std::get<FieldDate>(term.point.from).field.value;
  const Step& step = term.point.then.at(0);
  if (const auto* offset = std::get_if<Offset>(&step)) {
    EXPECT_EQ(offset->period.unit, PeriodUnit::day);
    EXPECT_EQ(offset->direction, Direction::before);
    return out + field + '-' + std::to_string(offset->period.count) + 'd';
  }
  if (const auto* weekday = std::get_if<WeekdayOf>(&step))
    return out + field + " week" + std::to_string(weekday->week_shift) + " day" +
           std::to_string(weekday->weekday);
  return out + " ?";
}

struct Understood {
  const char* phrase;
  const char* means;
};

void expect_understood(std::initializer_list<Understood> table) {
  for (const auto& [phrase, means] : table) {
    const auto due = parse(phrase, fields, lesson_date);
    ASSERT_TRUE(due) << phrase << ": stuck at " << due.error().offset;
    EXPECT_EQ(said(*due), means) << phrase;
    EXPECT_EQ(due->phrase, phrase);  // kept as it was written
    EXPECT_EQ(due->reading, Reading::unstated);
    EXPECT_EQ(due->roll, Roll::unstated);
  }
}

TEST(Phrase, DaysOfTheYear) {
  expect_understood({
      {"trước ngày 05/9 hàng năm", "before 9/5"},
      {"trước ngày 05/9 hằng năm", "before 9/5"},
      {"Trước Ngày 05/9 Hằng Năm", "before 9/5"},
      {"TRƯỚC NGÀY 05/9 HÀNG NĂM", "before 9/5"},
      {"trước 5/9", "before 9/5"},
      {"trước 05/09", "before 9/5"},
      {"trước 5/9.", "before 9/5"},
      {"trước ngày 5 tháng 9", "before 9/5"},
      {"trước ngày 05 tháng 09 hàng năm", "before 9/5"},
      {"trước ngày năm tháng chín mỗi năm", "before 9/5"},
      {"trước 5 tháng chín", "before 9/5"},
      {"05/9", "by 9/5"},
      {"ngày 05/9 hàng năm", "by 9/5"},
      {"chậm nhất 31/5", "by 5/31"},
      {"chậm nhất ngày 31/5", "by 5/31"},
      {"chậm nhất vào ngày 31/5 hàng năm", "by 5/31"},
      {"muộn nhất vào 31/5", "by 5/31"},
      {"muộn nhất 31/5", "by 5/31"},
      {"hạn cuối 31/5", "by 5/31"},
      {"đến hết ngày 31/5", "by 5/31"},
      {"đến hết 31/5 mỗi năm", "by 5/31"},
      {"vào ngày 05/9", "on 9/5"},
      {"vào 05/9 hàng năm", "on 9/5"},
      {"before 05/9 every year", "before 9/5"},
      {"Before 5/9 Yearly", "before 9/5"},
      {"by 31/5", "by 5/31"},
      {"on 05/9 every year", "on 9/5"},
      {"trước 29/2", "before 2/29"},
      {"  trước   ngày\n  05/9\thàng năm  ", "before 9/5"},
  });
}

TEST(Phrase, DaysBefore) {
  expect_understood({
      {"trước ít nhất 03 ngày trước khi thực hiện", "by lesson_date-3d"},
      {"trước ít nhất 3 ngày trước khi thực hiện", "by lesson_date-3d"},
      {"ít nhất 3 ngày trước khi dạy", "by lesson_date-3d"},
      {"Ít Nhất Ba Ngày Trước Khi Dạy", "by lesson_date-3d"},
      {"ba ngày trước khi dạy", "by lesson_date-3d"},
      {"tối thiểu 10 ngày trước khi dạy", "by lesson_date-10d"},
      {"mười ngày trước khi dạy", "by lesson_date-10d"},
      {"trước 3 ngày trước khi dạy", "by lesson_date-3d"},
      {"chậm nhất 3 ngày trước khi dạy", "by lesson_date-3d"},
      {"chậm nhất ba ngày trước ngày dạy", "by lesson_date-3d"},
      {"3 ngày trước ngày thực hiện", "by lesson_date-3d"},
      {"3 ngày trước Ngày thực hiện", "by lesson_date-3d"},
      {"3 ngày trước lesson_date", "by lesson_date-3d"},
      {"3 ngày trước khi giao", "by hand_over-3d"},
      {"3 ngày trước ngày giao", "by hand_over-3d"},
      {"3 ngày trước ngày giao hồ sơ", "by hand_over-3d"},  // the title, not only the `called` in it
      {"0003 ngày trước khi dạy", "by lesson_date-3d"},
      {"at least 3 days before lesson_date", "by lesson_date-3d"},
      {"At least three days before Date of the lesson", "by lesson_date-3d"},
      {"3 days before handing over", "by hand_over-3d"},
      {"one day before hand_over", "by hand_over-1d"},
      {"thirty days before hand_over", "by hand_over-30d"},
      {"3660 ngày trước khi dạy", "by lesson_date-3660d"},
  });
}

TEST(Phrase, WeekdaysOfAWeek) {
  expect_understood({
      {"trước thứ Tư của tuần liền trước", "before lesson_date week-1 day3"},
      {"trước thứ tư của tuần liền trước", "before lesson_date week-1 day3"},
      {"trước thứ 4 của tuần liền trước", "before lesson_date week-1 day3"},
      {"trước Thứ 04 tuần trước", "before lesson_date week-1 day3"},
      {"thứ Hai của tuần này", "by lesson_date week0 day1"},
      {"thứ bảy tuần này", "by lesson_date week0 day6"},
      {"thứ bẩy tuần này", "by lesson_date week0 day6"},
      {"Chủ nhật của tuần liền trước", "by lesson_date week-1 day7"},
      {"vào thứ Sáu của tuần liền sau", "on lesson_date week1 day5"},
      {"vào ngày thứ Sáu tuần sau", "on lesson_date week1 day5"},
      {"đến hết thứ Năm tuần liền trước", "by lesson_date week-1 day4"},
      {"chậm nhất vào thứ 6 của tuần trước của giao", "by hand_over week-1 day5"},
      {"trước thứ Tư của tuần liền trước khi giao", "before hand_over week-1 day3"},
      {"before wednesday of the previous week", "before lesson_date week-1 day3"},
      {"by Friday of the week before", "by lesson_date week-1 day5"},
      {"on monday of the same week of hand_over", "on hand_over week0 day1"},
      {"by sunday of this week", "by lesson_date week0 day7"},
      {"by tuesday of the next week", "by lesson_date week1 day2"},
      {"by saturday of the week after", "by lesson_date week1 day6"},
  });
}

// The same letters written with combining marks are the same letters.
TEST(Phrase, DecomposedLettersAreTheSame) {
  const std::pair<const char*, const char*> pairs[] = {
      {"tru\u031Bo\u031B\u0301c nga\u0300y 05/9 ha\u0300ng na\u0306m", "before 9/5"},
      {"tru\u031Bo\u031B\u0301c nga\u0300y 05/9 h\u0103\u0300ng n\u0103m", "before 9/5"},
      {"\u00EDt nha\u0302\u0301t ba nga\u0300y tr\u01B0\u01A1\u0301c khi da\u0323y", "by lesson_date-3d"},
      {"thu\u031B\u0301 Tu\u031B cu\u0309a tua\u0302\u0300n lie\u0302\u0300n tru\u031Bo\u031B\u0301c",
       "by lesson_date week-1 day3"},
  };
  for (const auto& [phrase, means] : pairs) {
    const auto due = parse(phrase, fields, lesson_date);
    ASSERT_TRUE(due) << phrase;
    EXPECT_EQ(said(*due), means) << phrase;
  }
  // Nor does it matter how the field's own name is written.
  const std::vector<Anchored> decomposed = {{lesson_date, {"da\u0323y"}}};
  EXPECT_TRUE(parse("3 ngày trước khi dạy", decomposed, std::nullopt));
}

TEST(Phrase, AFieldThatIsNotNamedIsTheImpliedOne) {
  const std::string phrase = "trước thứ Tư của tuần liền trước";
  const auto due = parse(phrase, fields, hand_over);
  ASSERT_TRUE(due);
  EXPECT_EQ(said(*due), "before hand_over week-1 day3");
  EXPECT_FALSE(parse(phrase, fields, std::nullopt));
  EXPECT_FALSE(parse("3 ngày trước khi", fields, lesson_date));  // days are counted from what is named
}

TEST(Phrase, TheLongestNameWins) {
  const std::vector<Anchored> names = {{lesson_date, {"dạy"}}, {hand_over, {"dạy thử"}}};
  for (const std::string phrase : {"3 ngày trước khi dạy thử", "3 ngày trước ngày dạy thử"}) {
    const auto due = parse(phrase, names, std::nullopt);
    ASSERT_TRUE(due) << phrase;
    EXPECT_EQ(said(*due), "by hand_over-3d") << phrase;
  }
}

struct NotSaid {
  const char* phrase;
  const char* from;  // the first word that fits no form; the last one when words are missing
};

TEST(Phrase, WhatIsNotUnderstoodIsPointedAt) {
  const NotSaid table[] = {
      {"sau ngày 05/9", "ngày"},
      {"hàng giờ", "giờ"},
      {"trước ngày 31/2 hàng năm", "31/2"},
      {"trước ngày 05/13", "05/13"},
      {"trước ngày 0/9", "0/9"},
      {"trước ngày 05/9/24", "05/9/24"},
      {"trước ngày 31/4/2025", "31/4/2025"},
      {"trước ngày 2025-13-01", "2025-13-01"},
      {"trước ngày 05-9", "05-9"},
      {"trước ngày 05/9 hàng tháng", "tháng"},
      {"trước ngày 31 tháng 2 hàng năm", "31"},
      {"trước ngày 5 tháng 13 hàng năm", "13"},
      {"trước ngày 32 tháng 1", "32"},
      {"9999 ngày trước khi dạy", "9999"},
      {"0 ngày trước khi dạy", "0"},
      {"trước ngày 05/9 hàng năm nhé", "nhé"},
      {"trước ngày mai", "mai"},
      {"trước ít nhất 3 hôm trước khi dạy", "hôm"},
      {"trước ít nhất vài ngày trước khi dạy", "vài"},
      {"trước ít nhất 3 ngày sau khi dạy", "sau"},
      {"trước ít nhất 3 ngày trước khi kiểm tra", "kiểm"},
      {"trước ít nhất 3 ngày trước khi dạy thử", "thử"},
      {"3 ngày trước khi", "khi"},
      {"3 days behind lesson_date", "behind"},
      {"trước thứ Tám của tuần liền trước", "Tám"},
      {"trước thứ 1 của tuần liền trước", "1"},
      {"trước thứ Tư của tháng trước", "tháng"},
      {"trước thứ Tư", "Tư"},
      {"before someday of the previous week", "someday"},
      {"vào", "vào"},
      {"trước", "trước"},
  };
  for (const auto& [phrase, from] : table) {
    const auto due = parse(phrase, fields, lesson_date);
    ASSERT_FALSE(due) << phrase << " means " << said(*due);
    const NotUnderstood& stuck = due.error();
    EXPECT_EQ(std::string_view(phrase).substr(stuck.offset, stuck.length), from) << phrase;
  }
  for (const std::string empty : {"", " ", "\n", ".", " , ; "}) {
    const auto due = parse(empty, fields, lesson_date);
    ASSERT_FALSE(due) << empty;
    EXPECT_EQ(due.error().offset, 0U);
  }
}

TEST(Phrase, NumbersHaveALimit) {
  for (const std::string count :
       {"0", "00", "-3", "+3", "3.5", "3661", "99999", "999999999999999999999", "1e3"})
    EXPECT_FALSE(parse(count + " ngày trước khi dạy", fields, lesson_date)) << count;
}

TEST(Phrase, OffsetsAreOfThePhraseAsGiven) {
  // Decomposed letters are longer than composed ones, and spaces count.
  const std::string phrase = "  tru\u031Bo\u031B\u0301c   nga\u0300y  mai";
  const auto due = parse(phrase, fields, lesson_date);
  ASSERT_FALSE(due);
  EXPECT_EQ(due.error().offset, phrase.size() - 3);
  EXPECT_EQ(due.error().length, 3U);
}

TEST(Phrase, Reminders) {
  for (const std::string text : {"7 ngày trước", "07 ngày trước", "bảy ngày trước", "7 NGÀY TRƯỚC", "7 ngày",
                                 "trước 7 ngày", "7 days before", "seven days", "7 day before"})
    EXPECT_EQ(parse_days_before(text), std::optional(7)) << text;
  EXPECT_EQ(parse_days_before("1 day before"), std::optional(1));
  for (const std::string text :
       {"", "7", "trước", "ngày trước", "0 ngày trước", "-1 ngày trước", "7 giờ trước", "7 tuần trước",
        "7 ngày sau", "7 ngày trước khi dạy", "3661 ngày trước"})
    EXPECT_EQ(parse_days_before(text), std::nullopt) << text;
}

TEST(Phrase, WordsKeepTheirPlace) {
  const std::string text = "  Trước,  NGÀY 005/9; ... hằng\n007 ";
  const std::vector<Word> found = words(text);
  std::vector<std::string> texts;
  for (const Word& word : found) {
    texts.push_back(word.text);
    EXPECT_LE(word.offset + word.length, text.size());
  }
  EXPECT_EQ(texts, (std::vector<std::string>{"trước", "ngày", "005/9", "hàng", "7"}));
  EXPECT_EQ(text.substr(found[1].offset, found[1].length), "NGÀY");
}

// Whatever is written, an answer comes, the place of a mistake lies in the phrase, and meaning can be stored.
TEST(Phrase, RandomChangesNeverCrash) {
  const std::string seeds[] = {"trước ít nhất 03 ngày trước khi thực hiện",
                               "trước thứ Tư của tuần liền trước khi giao",
                               "chậm nhất vào ngày 5 tháng 9 hàng năm",
                               "at least three days before Date of the lesson",
                               "by friday of the week before of hand_over",
                               "tru\u031Bo\u031B\u0301c nga\u0300y 05/9 h\u0103\u0300ng n\u0103m"};
  const std::string pieces[] = {" ",
                                "\t",
                                "\n",
                                "/",
                                "0",
                                "9",
                                "99999999999",
                                "-",
                                ".",
                                ",",
                                "\xFF",
                                "\xE1\xBB",
                                "\u0301",
                                "\u031B",
                                "\u00A0",
                                "\u200B",
                                std::string(1, '\0'),
                                "trước",
                                "ngày ",
                                "thứ",
                                "tuần liền ",
                                "khi",
                                std::string(300, '\xCC')};
  std::mt19937 random(20'260'801);  // NOLINT: the same texts each time
  int understood = 0;
  for (int round = 0; round < 30'000; ++round) {
    std::string text = seeds[random() % std::size(seeds)];
    for (std::size_t changes = random() % 4; changes > 0; --changes) {
      const std::size_t at = random() % (text.size() + 1);
      switch (random() % 4) {
        case 0: text.erase(at, 1 + random() % 5); break;
        case 1: text.insert(at, pieces[random() % std::size(pieces)]); break;
        case 2: text.insert(at, seeds[random() % std::size(seeds)].substr(0, random() % 20)); break;
        default:
          if (at < text.size()) text[at] = static_cast<char>(random() % 256);
      }
    }
    const auto due = parse(text, fields, random() % 2 == 0 ? std::optional(lesson_date) : std::nullopt);
    (void)parse_days_before(text);
    if (!due) {
      ASSERT_LE(due.error().offset, text.size()) << text;
      ASSERT_LE(due.error().length, text.size() - due.error().offset) << text;
      continue;
    }
    ++understood;
    Due again;
    std::vector<json::Mismatch> problems;
    json::decode(json::encode(*due), again, problems, "");
    ASSERT_TRUE(problems.empty()) << text;
    ASSERT_EQ(again, *due) << text;
  }
  EXPECT_GT(understood, 5'000);
}

}  // namespace
}  // namespace quyche::rules::phrase
