// The grammar of due lines, Vietnamese and English to one tree. docs/phrases.md shows it as EBNF; the names
// are the same. Words stand as words() gives them: lower case, hàng for hằng, kỳ for kì. Internal to
// rules/phrase; only tree.cc includes it.
#pragma once

#include "rules/phrase/rules.h"

namespace quyche::rules::phrase::grammar {

// Small words.
using of = say<"của", "of", "in", "trong">;
using and_ = say<"và", "and">;
using or_ = say<"hoặc", "hoặc là", "or">;
using from = say<"từ", "from">;
using to = say<"đến", "đến hết", "to", "until", "till", "through">;
using the_day = say<"ngày", "các ngày", "the", "the day", "the days", "days">;
using every_year = say<"hàng năm", "mỗi năm", "every year", "each year", "yearly">;

// Values.
inline Piece<DayNamed> day_of_year(const Words& words, std::size_t at) {
  Piece<DayNamed> found = day(words, at);
  return std::holds_alternative<MonthDay>(found.value) ? found : Piece<DayNamed>{};
}
inline Piece<DayNamed> day_of_one_year(const Words& words, std::size_t at) {
  Piece<DayNamed> found = day(words, at);
  return std::holds_alternative<Date>(found.value) ? found : Piece<DayNamed>{};
}
struct how_long : as<Kind::count, reads<count>> {};
struct which_one : as<Kind::count, sor<reads<count>, reads<ordinal>>> {};
struct weekday_ : as<Kind::weekday, reads<weekday>> {};
struct field : as<Kind::field, field_name> {};
struct time_ : sor<as<Kind::time_long, reads<time_long>>, as<Kind::time_short, reads<time_short>>> {};

// N days.
struct unit
    : sor<as<Kind::working_days,
             say<"ngày làm việc", "working day", "working days", "business day", "business days">>,
          as<Kind::days, say<"ngày", "day", "days">>, as<Kind::weeks, say<"tuần", "week", "weeks">>,
          as<Kind::months, say<"tháng", "month", "months">>, as<Kind::years, say<"năm", "year", "years">>> {};
struct period : seq<how_long, unit> {};

struct point;

// Which week, and what it is counted from.
struct week_before
    : as<Kind::week_before,
         say<"tuần trước", "tuần liền trước", "tuần trước đó", "tuần liền trước đó", "tuần liền kề trước",
             "the previous week", "previous week", "the preceding week", "the week before">> {};
struct week_same
    : as<Kind::week_same,
         say<"tuần này", "tuần đó", "tuần ấy", "cùng tuần", "the same week", "this week", "that week">> {};
struct week_after
    : as<Kind::week_after, say<"tuần sau", "tuần liền sau", "tuần sau đó", "tuần tiếp theo", "tuần kế tiếp",
                               "the next week", "next week", "the following week", "the week after">> {};
struct weeks_before
    : as<Kind::weeks_before, sor<seq<say<"tuần thứ">, which_one, say<"trước">>,
                                 seq<how_long, say<"tuần trước", "week before", "weeks before">>,
                                 seq<opt<say<"the">>, which_one, say<"week before">>>> {};
struct week_value_ : as<Kind::week_value, opt<say<"tuần", "week">>, reads<week_value>> {};
struct near_target;  // a field, a day or a part of the year
struct target : as<Kind::target, point> {};
struct week_target : opt<sor<seq<say<"của", "of", "so với">, target>, near_target>> {};
struct week_of : sor<seq<as<Kind::week_same, say<"tuần của", "tuần có", "the week of", "week of">>, target>,
                     seq<as<Kind::week_same, say<"tuần">>, near_target>> {};
struct week : sor<week_value_, seq<weeks_before, week_target>,
                  seq<sor<week_before, week_same, week_after>, week_target>, week_of> {};
// `thứ Tư của <field>`: of the week that it lies in.
struct week_of_field
    : seq<say<"của", "of">, as<Kind::week_same, pegtl::success>, as<Kind::target, as<Kind::point, field>>> {};
struct in_week : sor<seq<fields_first, week_of_field>, seq<opt<of>, week>, week_of_field> {};

// Parts of semesters, years, months and weeks.
struct part
    : sor<as<Kind::start, say<"đầu", "bắt đầu", "khi bắt đầu", "ngày bắt đầu", "the start of", "start of",
                              "the beginning of", "beginning of">>,
          as<Kind::middle, say<"giữa", "the middle of", "middle of">>,
          as<Kind::end,
             say<"cuối", "hết", "kết thúc", "khi kết thúc", "ngày kết thúc", "the end of", "end of">>> {};
struct semester
    : sor<as<Kind::semester_1,
             say<"học kỳ i", "học kỳ 1", "học kỳ một", "học kỳ thứ nhất", "hki", "hk1", "semester i",
                 "semester 1", "semester one", "the first semester", "first semester">>,
          as<Kind::semester_2,
             say<"học kỳ ii", "học kỳ 2", "học kỳ hai", "học kỳ thứ hai", "hkii", "hk2", "semester ii",
                 "semester 2", "semester two", "the second semester", "second semester">>> {};
struct school_year : as<Kind::school_year,
                        say<"năm học", "năm học này", "the school year", "school year", "this school year">> {
};
struct month_other
    : sor<as<Kind::month_before, say<"tháng trước", "tháng liền trước", "tháng trước đó",
                                     "the previous month", "previous month", "the month before">>,
          as<Kind::month_after, say<"tháng sau", "tháng liền sau", "tháng sau đó", "the next month",
                                    "next month", "the following month", "the month after">>> {};
struct month_same : as<Kind::month_same,
                       say<"tháng", "tháng này", "tháng đó", "the month", "this month", "the same month">> {};
struct month_named : sor<as<Kind::month_of_year, reads<month_of_year>>,
                         seq<as<Kind::month, reads<month>>, opt<every_year>>> {};
struct month_ : sor<month_named, seq<sor<month_other, month_same>, opt<seq<say<"của", "of">, target>>>> {};
struct week_same_bare : as<Kind::week_same, say<"tuần", "the week">> {};
struct calendar_year_ : as<Kind::calendar_year, opt<say<"năm", "the year">>, reads<calendar_year>> {};
struct whole : sor<semester, school_year, month_, week, week_same_bare, calendar_year_> {};
struct part_of : as<Kind::part_of, part, whole> {};
struct whole_year
    : as<Kind::whole_year, say<"cả năm", "cả năm học", "the whole year", "the whole school year">> {};

// Points: days that are counted from or closed with.
struct day_ : as<Kind::day, opt<say<"ngày", "the">>,
                 sor<reads<day_of_one_year>, seq<reads<day_of_year>, opt<every_year>>>> {};
struct weekday_of_week : as<Kind::weekday_of_week, opt<say<"ngày", "the">>, weekday_, in_week> {};
struct near_target : as<Kind::target, as<Kind::point, sor<field, part_of, day_>>> {};
struct plain : sor<seq<fields_first, field>, weekday_of_week, part_of, whole_year, day_, field> {};
struct plain_point : as<Kind::point, plain> {};
struct back : as<Kind::backward, say<"trước", "before", "prior to">> {};
struct forth : as<Kind::forward, say<"sau", "kể từ", "tính từ", "after", "from", "following">> {};
struct point : as<Kind::point, shallow<sor<seq<period, sor<seq<back, point>, seq<forth, point>>>, plain>>> {};

// What comes again. A soft item names one day when it stands alone, and each such day in a list.
struct each_week
    : sor<as<Kind::each_school_week,
             say<"hàng tuần học", "mỗi tuần học", "từng tuần học", "every school week", "each school week",
                 "every teaching week", "each teaching week">>,
          as<Kind::each_week,
             say<"hàng tuần", "mỗi tuần", "từng tuần", "theo tuần", "every week", "each week", "weekly">>> {};
struct each_month
    : as<Kind::each_month,
         say<"hàng tháng", "mỗi tháng", "từng tháng", "theo tháng", "every month", "each month", "monthly">> {
};
struct each_semester
    : as<Kind::each_semester,
         say<"hàng học kỳ", "mỗi học kỳ", "từng học kỳ", "theo học kỳ", "every semester", "each semester">> {
};
struct each_school_year
    : as<Kind::each_school_year,
         say<"hàng năm", "hàng năm học", "mỗi năm", "mỗi năm học", "từng năm", "từng năm học", "theo năm học",
             "every year", "every school year", "each year", "each school year", "yearly", "annually">> {};
struct each : sor<each_week, each_month, each_semester, each_school_year> {};
struct one_semester : as<Kind::each_semester, not_at<semester>, say<"học kỳ", "the semester">> {};
struct one_school_year : as<Kind::each_school_year, say<"năm học", "the school year">> {};
struct one_month : as<Kind::each_month, not_at<sor<month_named, month_other>>, say<"tháng", "the month">> {};
struct one_week : as<Kind::each_week, not_at<sor<week_before, week_after>>, say<"tuần", "the week">> {};
struct one : sor<one_semester, one_school_year, one_month, one_week> {};

struct recurring_part : sor<as<Kind::start, say<"đầu", "the start", "start", "the beginning", "beginning">>,
                            as<Kind::middle, say<"giữa", "the middle", "middle">>,
                            as<Kind::end, say<"cuối", "the end", "end">>> {};
struct recurring_parts : seq<recurring_part, star<opt<and_>, recurring_part>> {};
struct recurring_weekdays : seq<weekday_, star<opt<and_>, opt<say<"ngày">>, weekday_>> {};
struct last_working_day
    : as<Kind::last_working_day,
         say<"ngày làm việc cuối", "ngày làm việc cuối cùng", "the last working day", "last working day">> {};
struct item
    : as<Kind::recurrence,
         sor<as<Kind::each_working_day, say<"hàng ngày làm việc", "mỗi ngày làm việc", "từng ngày làm việc",
                                            "every working day", "each working day">>,
             as<Kind::each_day, say<"hàng ngày", "mỗi ngày", "từng ngày", "every day", "each day", "daily">>,
             seq<last_working_day, opt<of>, sor<each, one>>,
             seq<opt<say<"ngày">>, recurring_weekdays, opt<of>, each_week>,
             seq<say<"every", "each">, recurring_weekdays>,
             seq<recurring_parts, opt<of>, sor<each, one_semester>>, each>> {};
struct soft_item
    : as<Kind::recurrence, sor<seq<recurring_parts, opt<of>, one>,
                               as<Kind::each_school_year,
                                  say<"cả năm", "cả năm học", "the whole year", "the whole school year">>>> {
};
struct any_item : sor<item, soft_item> {};
struct more_items : seq<opt<and_>, opt<say<"vào", "at", "at the", "in", "on">>, any_item> {};
struct recurring
    : as<Kind::recurring, opt<say<"định kỳ", "định kỳ vào">>, sor<seq<any_item, plus<more_items>>, item>> {};

// Terms.
struct before_ : as<Kind::before, say<"trước", "before", "prior to">> {};
struct by
    : as<Kind::by,
         say<"chậm nhất", "chậm nhất là", "chậm nhất vào", "chậm nhất là vào", "muộn nhất", "muộn nhất là",
             "muộn nhất vào", "muộn nhất là vào", "hạn cuối", "hạn cuối là", "hạn cuối vào", "đến hết", "by",
             "on or before", "no later than", "not later than", "until">> {};
struct on : as<Kind::on, say<"vào", "đúng", "vào đúng", "on", "at">> {};

// trước [ít nhất] 3 ngày trước X; at least 3 days before X
struct ahead : sor<as<Kind::point, say<"trước", "trước ít nhất", "trước tối thiểu">, period,
                      as<Kind::backward, say<"trước", "của">>, point>,
                   as<Kind::point, say<"ít nhất", "tối thiểu", "at least">, period, back, point>> {};
// trong vòng 5 ngày kể từ X; within 5 days of X
struct within
    : as<Kind::point, say<"trong", "trong vòng", "trong thời hạn", "sau", "within">, period,
         as<Kind::forward, say<"kể từ", "tính từ", "từ", "sau", "after", "of", "from", "following">>, point> {
};
struct run_of_days
    : seq<as<Kind::on, say<"vào", "trong", "on", "in">>,
          as<Kind::run, opt<seq<opt<say<"the">>, as<Kind::how_many, how_long>, say<"ngày", "days">>>,
             opt<the_day>, weekday_, plus<opt<and_>, opt<the_day>, weekday_>, in_week>> {};
struct range : as<Kind::range, from, opt<the_day>, weekday_, to, opt<the_day>, weekday_, in_week> {};
struct since : seq<as<Kind::since, from, point, to>, opt<time_>, opt<the_day>, point> {};
struct until_end
    : seq<as<Kind::by, say<"đến hết", "by the end of", "until the end of">>, as<Kind::until_end, whole>> {};
struct until_end_of_day : seq<as<Kind::by, say<"by the end of", "until the end of">>,
                              as<Kind::point, sor<day_, weekday_of_week>>> {};
template <class Time>
struct timed : seq<opt<sor<before_, by, as<Kind::by, say<"đến", "till">>>>, Time,
                   opt<say<"vào", "của", "on", "of">>, sor<recurring, point>> {};
struct term
    : as<Kind::term,
         sor<run_of_days, range, since, ahead, within, timed<as<Kind::time_long, reads<time_long>>>,
             timed<as<Kind::time_short, reads<time_short>>>, until_end, until_end_of_day,
             seq<opt<by>, sor<recurring, point>>, seq<sor<before_, on>, sor<recurring, plain_point>>>> {};

// Of several terms, which counts.
struct whichever : seq<opt<say<"tùy", "tùy theo", "lấy", "theo">>,
                       say<"điều kiện nào", "mốc nào", "ngày nào", "hạn nào", "thời điểm nào">> {};
struct comes_first : sor<seq<whichever, say<"đến trước", "đến sớm hơn", "sớm hơn", "xảy ra trước">>,
                         say<"whichever comes first", "whichever is first", "whichever is earlier",
                             "whichever comes earlier", "whichever is sooner">> {};
struct comes_last
    : sor<seq<whichever, say<"đến sau", "đến muộn hơn", "muộn hơn", "xảy ra sau">>,
          say<"whichever comes last", "whichever is last", "whichever is later", "whichever comes later">> {};
struct which : sor<as<Kind::which_first, comes_first>, as<Kind::which_last, comes_last>> {};
struct which_of
    : sor<as<Kind::which_first, say<"the earlier of">>, as<Kind::which_last, say<"the later of">>> {};
struct more_terms : pegtl::seq<or_, term, pegtl::rep_opt<terms_max - 2, or_, term>> {};
struct due : sor<seq<which_of, term, sor<and_, or_>, term>, seq<term, opt<more_terms, which>>> {};

struct due_line : seq<due, end> {};
struct recurrence_line : seq<opt<say<"vào", "at", "at the", "in", "on">>, opt<say<"định kỳ", "định kỳ vào">>,
                             any_item, star<more_items>, end> {};
struct reminder : seq<opt<say<"trước">>, how_long,
                      say<"ngày", "ngày trước", "day", "days", "day before", "days before">, end> {};

}  // namespace quyche::rules::phrase::grammar
