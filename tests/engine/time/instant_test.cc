// Points in time and the zone that turns them into days.
#include "engine/time/instant.h"

#include <gtest/gtest.h>

namespace quyche::test {
namespace {

TEST(Instant, ReadsEveryRfc3339FormWithAnOffset) {
  struct Row {
    const char* text;
    std::int64_t ms;
  };
  const Row rows[] = {{"1970-01-01T00:00:00Z", 0},
                      {"1970-01-01T00:00:00.000Z", 0},
                      {"1970-01-01T00:00:00.5Z", 500},
                      {"1970-01-01T00:00:00.05Z", 50},
                      {"1970-01-01T00:00:00.123Z", 123},
                      {"1970-01-01T07:00:00+07:00", 0},
                      {"1969-12-31T18:30:00-05:30", 0},
                      {"1970-01-01T14:00:00+14:00", 0},
                      {"1970-01-01T00:00:00-00:00", 0},
                      {"1969-12-31T23:59:59.999Z", -1},
                      {"1969-12-31T00:00:00Z", -86'400'000},
                      {"2024-10-04T17:00:00.000Z", 1'728'061'200'000},
                      {"2024-10-05T00:00:00+07:00", 1'728'061'200'000},
                      {"1900-01-01T00:00:00Z", -2'208'988'800'000},
                      {"2199-12-31T23:59:59.999Z", 7'258'118'399'999}};
  for (const Row& row : rows) {
    const auto instant = Instant::parse(row.text);
    ASSERT_TRUE(instant) << row.text;
    EXPECT_EQ(instant->ms(), row.ms) << row.text;
    EXPECT_EQ(Instant::parse(instant->text()), instant) << row.text;
  }
}

TEST(Instant, OtherTextsAreRefused) {
  for (const char* text : {"",
                           "2024-10-04",
                           "2024-10-04T17:00:00",
                           "2024-10-04T17:00Z",
                           "2024-10-04 17:00:00Z",
                           "2024-10-04t17:00:00Z",
                           "2024-10-04T17:00:00z",
                           "2024-10-04T24:00:00Z",
                           "2024-10-04T23:60:00Z",
                           "2024-10-04T23:59:60Z",
                           "2024-10-04T17:00:00.Z",
                           "2024-10-04T17:00:00.1234Z",
                           "2024-10-04T17:00:00,5Z",
                           "2024-10-04T17:00:00+7:00",
                           "2024-10-04T17:00:00+0700",
                           "2024-10-04T17:00:00+07",
                           "2024-10-04T17:00:00+15:00",
                           "2024-10-04T17:00:00+07:60",
                           "2024-10-04T17:00:00Z ",
                           "2024-10-04T17:00:00ZZ",
                           "2024-02-30T17:00:00Z",
                           "1899-12-31T17:00:00Z",
                           "2200-01-01T00:00:00Z"})
    EXPECT_FALSE(Instant::parse(text)) << text;
}

// What reads must have a text that reads: these are outside 1900 to 2199 in UTC.
TEST(Instant, EdgeIsMeasuredInUtc) {
  EXPECT_FALSE(Instant::parse("1900-01-01T00:00:00+07:00"));
  EXPECT_TRUE(Instant::parse("1900-01-01T07:00:00+07:00"));
  EXPECT_FALSE(Instant::parse("2199-12-31T23:00:00-01:00"));
  EXPECT_TRUE(Instant::parse("2199-12-31T22:59:59-01:00"));
}

TEST(Instant, HasExactlyOneText) {
  EXPECT_EQ(Instant::parse("2024-10-05T00:00:00+07:00")->text(), "2024-10-04T17:00:00.000Z");
  EXPECT_EQ(Instant::from_ms(-1).text(), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(Instant::from_ms(-86'400'001).text(), "1969-12-30T23:59:59.999Z");
}

TEST(Instant, LocalTextIsForPeople) {
  const Instant instant = Instant::from_ms(1'728'061'200'789);
  struct Row {
    const char* zone;
    const char* text;
    const char* date;
  };
  for (const Row& row : {Row{"+07:00", "2024-10-05T00:00:00+07:00", "2024-10-05"},
                         Row{"+06:59", "2024-10-04T23:59:00+06:59", "2024-10-04"},
                         Row{"-05:30", "2024-10-04T11:30:00-05:30", "2024-10-04"},
                         Row{"+00:00", "2024-10-04T17:00:00+00:00", "2024-10-04"},
                         Row{"+14:00", "2024-10-05T07:00:00+14:00", "2024-10-05"}}) {
    const ZoneOffset zone = *ZoneOffset::parse(row.zone);
    EXPECT_EQ(instant.text(zone), row.text);
    EXPECT_EQ(instant.date(zone).text(), row.date);
  }
}

TEST(Instant, DaysBeginWhereTheZoneSaysAlsoBefore1970) {
  for (const char* zone_text : {"+07:00", "+00:00", "-05:30", "+14:00", "-14:00"}) {
    const ZoneOffset zone = *ZoneOffset::parse(zone_text);
    for (int days = -30'000; days <= 30'000; days += 7) {
      const Date date = Date::from_days(days);
      const Instant start = Instant::start_of(date, zone);
      ASSERT_EQ(start.date(zone), date);
      ASSERT_EQ(start.plus_ms(-1).date(zone), date.plus_days(-1));
      ASSERT_EQ(start.plus_ms(ms_per_day - 1).date(zone), date);
      ASSERT_EQ(start.plus_ms(ms_per_day), Instant::start_of(date.plus_days(1), zone));
    }
  }
}

TEST(ZoneOffset, ReadsAndWritesItsOneForm) {
  struct Row {
    const char* text;
    int minutes;
  };
  for (const Row& row : {Row{"+07:00", 420}, Row{"-05:30", -330}, Row{"+00:00", 0}, Row{"+14:59", 899}}) {
    ASSERT_TRUE(ZoneOffset::parse(row.text)) << row.text;
    EXPECT_EQ(ZoneOffset::parse(row.text)->minutes, row.minutes);
    EXPECT_EQ(ZoneOffset::parse(row.text)->text(), row.text);
  }
  for (const char* text : {"", "Z", "07:00", "+7:00", "+0700", "+07-00", "+15:00", "+07:60", "+07:00 "})
    EXPECT_FALSE(ZoneOffset::parse(text)) << text;
}

}  // namespace
}  // namespace quyche::test
