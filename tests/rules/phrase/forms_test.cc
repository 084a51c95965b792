// Properties of phrases beyond the examples of docs/phrases.md: spelling does not matter, what is meant has a
// place, limits hold, and no phrase takes long.
#include <gtest/gtest.h>

#include <chrono>
#include <cstring>
#include <set>

#include "engine/base/limits.h"
#include "engine/json/canonical.h"
#include "engine/json/fields.h"
#include "rules/phrase/values.h"
#include "rules/text/utf8.h"
#include "tests/rules/phrase/sample.h"

namespace quyche::rules::phrase {
namespace {

std::string tree(const std::string& phrase, const FieldId& implied = lesson_date) {
  auto due = parse(phrase, lesson_fields, implied);
  if (!due) return "stuck at " + phrase.substr(due.error().offset);
  due->phrase.clear();
  return json::canonical(json::encode(*due));
}

const char* const phrases[] = {
    "trước ngày 05/9 hằng năm",
    "trước ít nhất 03 ngày trước khi thực hiện",
    "vào hai ngày thứ sáu, thứ bảy của tuần liền trước",
    "trước 17 giờ 30 phút thứ tư của tuần thứ hai trước khi thực hiện",
    "trong vòng hai mươi mốt ngày làm việc kể từ ngày thực hiện",
    "5 ngày trước khi kết thúc học kì ii",
    "từ ngày 01 tháng 9 đến hết ngày 05 tháng 9 hằng năm",
    "cuối tháng trước hoặc ngày 31/5, tuỳ điều kiện nào đến sau",
    "giữa và cuối mỗi học kì, cả năm",
    "within twenty-one working days of lesson_date",
    "before 17:00 on friday of the second week before lesson_date",
    "the later of the end of may 2025 and the middle of semester ii",
};

// Upper case of the letters of the phrases above; combining marks stay.
std::string upper(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded one = utf8::decode(text, at);
    char32_t c = one.code_point;
    if (c >= U'a' && c <= U'z') c -= 32;
    if ((c >= 0xE0 && c <= 0xFE) || c == 0x1B0 || c == 0x1A1) c -= c < 0x100 ? 32 : 1;
    if (((c >= 0x100 && c < 0x180) || (c >= 0x1EA0 && c < 0x1F00)) && c % 2 == 1) c -= 1;
    utf8::append(out, c);
    at += one.length;
  }
  return out;
}

// Each Vietnamese letter as its base and marks, in any order that is canonically the same.
std::string decomposed(const std::string& text) {
  static const std::pair<const char*, const char*> letters[] = {
      {"ư", "u\u031B"},       {"ơ", "o\u031B"},       {"ớ", "o\u031B\u0301"}, {"ứ", "u\u031B\u0301"},
      {"à", "a\u0300"},       {"ă", "a\u0306"},       {"ằ", "a\u0306\u0300"}, {"ấ", "a\u0302\u0301"},
      {"ầ", "a\u0302\u0300"}, {"ế", "e\u0302\u0301"}, {"ề", "e\u0302\u0300"}, {"ủ", "u\u0309"},
      {"ả", "a\u0309"},       {"ờ", "o\u031B\u0300"}, {"ọ", "o\u0323"},       {"ì", "i\u0300"},
      {"ệ", "e\u0323\u0302"}, {"ộ", "o\u0323\u0302"}, {"á", "a\u0301"},       {"ó", "o\u0301"},
  };
  std::string out = text;
  for (const auto& [letter, parts] : letters)
    for (std::size_t at = 0; (at = out.find(letter, at)) != std::string::npos; at += std::strlen(parts))
      out.replace(at, std::strlen(letter), parts);
  return out;
}

std::string spaced(const std::string& text) {
  std::string out = " \t";
  for (const char c : text) out += c == ' ' ? std::string("\u00A0 \n ") : std::string(1, c);
  return out + " . ";
}

TEST(PhraseForms, SpellingDoesNotMatter) {
  for (const std::string phrase : phrases) {
    const std::string meant = tree(phrase);
    ASSERT_FALSE(meant.starts_with("stuck")) << phrase << ": " << meant;
    EXPECT_EQ(tree(upper(phrase)), meant) << upper(phrase);
    EXPECT_EQ(tree(decomposed(phrase)), meant) << phrase;
    EXPECT_EQ(tree(upper(decomposed(phrase))), meant) << phrase;
    EXPECT_EQ(tree(spaced(phrase)), meant) << phrase;
    EXPECT_EQ(tree(normal_form(phrase)), meant) << phrase;
    EXPECT_NE(upper(phrase), phrase);
  }
  EXPECT_NE(decomposed(phrases[0]), phrases[0]);
}

// Without its last word, or with a foreign word anywhere, none of them means the same.
TEST(PhraseForms, EveryWordCounts) {
  for (const std::string phrase : phrases) {
    const FieldId other{"other"};  // so that the name of the field counts as well
    const std::string meant = tree(phrase, other);
    const std::vector<Word> cut = words(phrase);
    for (const Word& word : cut) {
      const std::string foreign = phrase.substr(0, word.offset) + "nhé " + phrase.substr(word.offset);
      const auto due = parse(foreign, lesson_fields, lesson_date);
      ASSERT_FALSE(due) << foreign;
      EXPECT_LE(due.error().offset, word.offset) << foreign;
    }
    EXPECT_NE(tree(phrase.substr(0, cut.back().offset), other), meant) << phrase;
  }
}

TEST(PhraseForms, NumbersUpToNinetyNine) {
  const struct {
    const char* text;
    int value;
    std::size_t length;
  } table[] = {
      {"ba", 3, 1},
      {"mười", 10, 1},
      {"mười một", 11, 2},
      {"mười lăm", 15, 2},
      {"mười năm", 10, 1},  // ten years
      {"mười sáu", 16, 2},
      {"hai mươi", 20, 2},
      {"hai mươi mốt", 21, 3},
      {"hai mươi tư", 24, 3},
      {"hai mươi nhăm", 25, 3},
      {"hai mươi năm", 20, 2},
      {"ba mươi mốt", 31, 3},
      {"chín mươi chín", 99, 3},
      {"một mươi", 1, 1},
      {"năm năm", 5, 1},
      {"ten", 10, 1},
      {"twelve", 12, 1},
      {"twenty", 20, 1},
      {"twenty one", 21, 2},
      {"Thirty-One", 31, 1},
      {"twenty-eleven", 0, 0},
      {"007", 7, 1},
      {"99999", 99999, 1},
      {"100000", 0, 0},
      {"mươi", 0, 0},
      {"3.5", 0, 0},
  };
  for (const auto& row : table) {
    const Piece<int> found = number(words(row.text), 0);
    EXPECT_EQ(found.value, row.value) << row.text;
    EXPECT_EQ(found.length, row.length) << row.text;
  }
}

TEST(PhraseForms, TimesOfDay) {
  const struct {
    const char* text;
    const char* time;  // nothing: no time of day
  } table[] = {
      {"17 giờ", "17:00"},
      {"17h", "17:00"},
      {"17h30", "17:30"},
      {"7g05", "07:05"},
      {"17:00", "17:00"},
      {"07:30", "07:30"},
      {"24 giờ", "24:00"},
      {"0 giờ", "00:00"},
      {"mười bảy giờ", "17:00"},
      {"17 giờ 30 phút", "17:30"},
      {"17 giờ 30", "17:30"},
      {"25 giờ", ""},
      {"24:01", ""},
      {"17:60", ""},
      {"17h5", ""},
      {"17", ""},
      {"h30", ""},
      {"17:", ""},
      {"117:00", ""},
  };
  for (const auto& row : table) {
    const Piece<TimeOfDay> found = time_long(words(row.text), 0);
    EXPECT_EQ(found.length > 0 ? found.value.text() : "", row.time) << row.text;
  }
  EXPECT_EQ(time_short(words("17 giờ 30"), 0).value.text(), "17:00");
  EXPECT_EQ(time_short(words("17 giờ 30 phút"), 0).value.text(), "17:30");
}

struct Refused {
  const char* phrase;
  const char* from;
  Why why;
};

TEST(PhraseForms, WhatIsRefusedSaysWhereAndWhy) {
  const Refused table[] = {
      {"trước 3 ngày trước khi họp", "họp", Why::words},
      {"vào 3 ngày thứ Sáu, thứ Bảy của tuần liền trước", "3", Why::not_in_row},
      {"vào thứ Sáu, Chủ nhật của tuần liền trước", "Chủ", Why::not_in_row},
      {"vào thứ Bảy, thứ Sáu của tuần liền trước", "thứ", Why::not_in_row},
      {"từ thứ Bảy đến thứ Sáu của tuần liền trước", "thứ", Why::not_in_row},
      {"từ thứ Bảy đến thứ Bảy của tuần liền trước", "thứ", Why::not_in_row},
      {"từ 05/9/2025 đến 01/9/2025", "01/9/2025", Why::not_in_row},
      {"từ 01/9 đến 05/9/2025", "05/9/2025", Why::not_in_row},
      {"3661 ngày trước khi thực hiện", "3661", Why::too_long},
      {"523 tuần trước khi thực hiện", "523", Why::too_long},
      {"119 tháng trước khi thực hiện", "119", Why::too_long},
      {"11 năm trước khi thực hiện", "11", Why::too_long},
      {"3000 ngày trước 2000 ngày trước khi thực hiện", "3000", Why::too_long},
      {"1 ngày trước 1 ngày trước 1 ngày trước 1 ngày trước 1 ngày trước khi thực hiện", "1", Why::too_long},
      {"thứ Tư tuần thứ 600 trước khi thực hiện", "tuần", Why::too_long},
      {"thứ hai, thứ ba, thứ tư, thứ năm, thứ sáu, thứ bảy hằng tuần, giữa và cuối mỗi học kỳ, cả năm", "cả",
       Why::too_long},
      {"giữa năm 2025", "giữa", Why::words},
      {"1 ngày sau 31/5 hoặc 30/5 hoặc 29/5 hoặc 28/5 hoặc 27/5, tùy điều kiện nào đến trước", "hoặc",
       Why::words},
      {"17 giờ 30 phút", "phút", Why::words},
      {"25 giờ ngày 05/9", "giờ", Why::words},
      {"cuối năm học 2024-2025", "2024-2025", Why::words},
      {"trước 5,5 ngày trước khi thực hiện", "5", Why::words},
      {"trước 3 ngày trước khi thực hiện hoặc 31/5", "31/5", Why::words},
  };
  for (const auto& [phrase, from, why] : table) {
    const auto due = parse(phrase, lesson_fields, lesson_date);
    ASSERT_FALSE(due) << phrase << " means " << tree(phrase);
    const NotUnderstood& wrong = due.error();
    EXPECT_EQ(std::string(phrase).substr(wrong.offset, wrong.length), from) << phrase;
    EXPECT_EQ(wrong.why, why) << phrase;
  }
  for (const char* phrase : {"thứ Tư của tuần liền trước", "cuối tháng", "hằng tuần", "đến hết tuần này"}) {
    const auto due = parse(phrase, {}, std::nullopt);
    ASSERT_FALSE(due) << phrase;
    EXPECT_EQ(due.error().why, Why::no_date) << phrase;
  }
}

TEST(PhraseForms, LimitsAreReached) {
  EXPECT_EQ(limits::period_days_max, 3660);
  for (const char* phrase :
       {"3660 ngày trước khi thực hiện", "522 tuần trước khi thực hiện", "118 tháng trước khi thực hiện",
        "10 năm trước khi thực hiện", "3000 ngày trước 660 ngày trước khi thực hiện",
        "1 ngày trước 1 ngày trước 1 ngày trước 1 ngày trước khi thực hiện",
        "31/5 hoặc 30/5 hoặc 29/5 hoặc 28/5, tùy điều kiện nào đến trước"})
    EXPECT_FALSE(tree(phrase).starts_with("stuck")) << tree(phrase);
}

// A field may be called as the calendar or another form begins.
TEST(PhraseForms, FieldsMayBeCalledLikeFormsBegin) {
  const std::vector<Anchored> fields = {{FieldId{"month"}, {"month", "tháng"}},
                                        {FieldId{"closing"}, {"kết thúc"}},
                                        {FieldId{"seen"}, {"ngày cuối được xem"}},
                                        {FieldId{"written"}, {"ghi sổ"}},
                                        {FieldId{"report"}, {"cuối năm học"}},
                                        {FieldId{"lesson"}, {"tuần này dạy"}},
                                        {FieldId{"week"}, {"tuần học"}}};
  const struct {
    const char* phrase;
    const char* anchor;
  } table[] = {
      {"cuối tháng của month", "month"},
      {"3 ngày trước khi kết thúc", "closing"},
      {"trước cuối năm học", "report"},
      {"thứ Tư của tuần này dạy", "lesson"},
      {"đến hết ngày cuối được xem", "seen"},
      {"đến hết ngày ghi sổ", "written"},
      {"trước 16 ngày của tuần học", "week"},
      {"thứ Tư của tuần học", "week"},
      {"trước thứ Tư tuần trước tuần học", "week"},
      {"3 ngày trước khi kết thúc học kỳ I", ""},
      {"ngày kết thúc năm học", ""},
  };
  for (const auto& row : table) {
    const auto due = parse(row.phrase, fields, std::nullopt);
    ASSERT_TRUE(due) << row.phrase << ": " << std::string(row.phrase).substr(due.error().offset);
    const FieldId* found = first_field(*due);
    EXPECT_EQ(found == nullptr ? "" : found->value, row.anchor) << row.phrase;
  }
}

TEST(PhraseForms, NearestFormsAreInTheLanguageWrittenAndAreUnderstood) {
  const struct {
    const char* written;
    const char* nearest;
  } table[] = {
      {"trước ngày mùng 5 tháng 9 hằng năm", "trước ngày 05/9 hàng năm"},
      {"before the 5th of 9 every year", "before 05/9 every year"},
      {"trước thứ Tám của tuần liền trước", "trước thứ Tư của tuần liền trước"},
      {"at least a few days before the lesson", "at least 3 days before <date>"},
      {"giữa và cuối học kỳ nào cũng được", "giữa và cuối mỗi học kỳ"},
      {"on some Friday and Saturday of the previous week", "on Friday and Saturday of the previous week"},
  };
  for (const auto& row : table) EXPECT_EQ(nearest_forms(row.written).front(), row.nearest) << row.written;
  std::set<std::string> all;
  for (const std::string written :
       {"",          "???",    "ngày",     "tháng", "tuần",       "giờ",  "học kỳ", "điều kiện",
        "sau",       "hết",    "date",     "week",  "end",        "day",  "before", "the",
        "whichever", "within", "semester", "every", "each month", "days", "hằng",   "kể từ"}) {
    const auto forms = nearest_forms(written);
    ASSERT_EQ(forms.size(), 3U) << written;
    all.insert(forms.begin(), forms.end());
  }
  EXPECT_GT(all.size(), 20U);
  for (std::string form : all) {
    for (const std::string stands_for : {"<mốc>", "<date>"})
      if (const std::size_t at = form.find(stands_for); at != std::string::npos)
        form.replace(at, stands_for.size(), "lesson_date");
    EXPECT_FALSE(tree(form).starts_with("stuck")) << form << ": " << tree(form);
  }
}

// However a phrase repeats itself, time grows with its length and nothing overflows.
TEST(PhraseForms, HostilePhrasesAreAnsweredAtOnce) {
  const auto started = std::chrono::steady_clock::now();
  for (const std::size_t bytes : {4'096U, 262'144U}) {
    for (const std::string piece :
         {"3 ngày trước ", "thứ tư tuần trước ", "thứ tư của tuần thứ hai trước ", "cuối tuần trước của ",
          "hằng tuần ", "giữa và ", "31/5 hoặc ", "từ 3 ngày trước ", "the end of the month of ",
          "thứ hai thứ ba ", "17 giờ 30 ", "3 days before ", "hai mươi ", "trước ", "\xCC\x81", "a"}) {
      std::string phrase;
      while (phrase.size() < bytes) phrase += piece;
      EXPECT_FALSE(parse(phrase, lesson_fields, lesson_date)) << piece;
      (void)parse_recurrence(phrase);
      (void)nearest_forms(phrase);
    }
  }
  // As long as a policy file can be: the depth of points is bounded, and with it the stack.
  for (const std::string piece : {"1 ngày trước ", "1 day before ", "hai tuần sau "}) {
    std::string phrase;
    while (phrase.size() < limits::policy_bytes_max) phrase += piece;
    const auto due = parse(phrase, lesson_fields, lesson_date);
    ASSERT_FALSE(due) << piece;
    EXPECT_LT(due.error().offset, 20 * piece.size()) << "points within points end early";
  }
  // A hundred times what it takes here, sanitizers included.
  EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(60));
}

TEST(PhraseForms, RecurrencesAloneHaveNoDates) {
  for (const char* phrase :
       {"", "trước ngày 05/9 hàng năm", "thứ Sáu của tuần liền trước", "hằng tuần nhé",
        "3 ngày trước khi thực hiện", "cuối tháng 5", "học kỳ", "mỗi", "cuối học kỳ I"}) {
    const auto every = parse_recurrence(phrase);
    EXPECT_FALSE(every) << phrase;
  }
  const auto every = parse_recurrence("  định kỳ  hằng giờ");
  ASSERT_FALSE(every);
  EXPECT_EQ(every.error().offset, std::string("  định kỳ  hằng ").size());
}

}  // namespace
}  // namespace quyche::rules::phrase
