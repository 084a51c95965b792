// `quyche report` as JSON and CSV, and its percentages.
#include "engine/view/report.h"

#include <gtest/gtest.h>

#include "adapters/cli/csv.h"
#include "adapters/cli/html.h"
#include "tests/trace/month.h"

namespace quyche::cli {
namespace {

TEST(ReportCounts, PercentIsRoundedDownAndNothingOfNothing) {
  const auto percent = [](std::int64_t on_time, std::int64_t late, std::int64_t missing, std::int64_t open) {
    return ReportCounts{on_time, late, 0, missing, open}.percent_on_time();
  };
  EXPECT_EQ(percent(0, 0, 0, 7), std::nullopt);
  EXPECT_EQ(percent(1, 0, 0, 7), 100);
  EXPECT_EQ(percent(999, 1, 0, 0), 99);
  EXPECT_EQ(percent(2, 1, 0, 0), 66);
  EXPECT_EQ(percent(0, 0, 3, 0), 0);
  EXPECT_EQ((ReportCounts{1, 2, 3, 4, 5}.late()), 5);
}

json::Value reported(const Names& options) {
  Names arguments{"report", month_dir(), "--format", "json"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  const Ran ran = run_cli(arguments);
  EXPECT_EQ(ran.exit, 0) << ran.err;
  return ran.json();
}
std::int64_t number(const json::Value& value, const char* key) { return *value.find(key)->integer(); }

TEST(Report, InJson) {
  const json::Value value = reported({"--by", "week", "--from", "2024-10-07"});
  EXPECT_EQ(keys_of(value), (Names{"by", "from", "last_known", "rows", "school", "to", "total", "type"}));
  for (const json::Value& row : *value.find("rows")->array())
    EXPECT_EQ(keys_of(row), (Names{"key", "late", "late_done", "late_open", "missing", "on_time", "pending",
                                   "percent_on_time", "school_week"}));
  EXPECT_EQ(*value.find("rows")->array()->at(0).find("key")->string(), "2024-W42");
  EXPECT_EQ(*value.find("rows")->array()->at(0).find("school_week")->integer(), 6);
  EXPECT_TRUE(value.find("to")->is_null());
  const json::Value clauses = reported({"--by", "clause"});
  EXPECT_EQ(*clauses.find("rows")->array()->at(0).find("clause")->find("article")->string(), "Điều 12");
}

TEST(Report, EveryWayOfCountingHasTheSameTotal) {
  const json::Value total = *reported({}).find("total");
  EXPECT_EQ(number(total, "on_time"), 2);
  EXPECT_EQ(number(total, "missing"), 10);
  for (const char* by : {"team", "person", "type", "week", "clause"}) {
    const json::Value value = reported({"--by", by});
    EXPECT_EQ(*value.find("total"), total) << by;
    for (const char* key : {"on_time", "late", "late_done", "late_open", "missing", "pending"}) {
      std::int64_t sum = 0;
      for (const json::Value& row : *value.find("rows")->array()) sum += number(row, key);
      EXPECT_EQ(sum, number(total, key)) << by << key;
    }
  }
}

TEST(Report, AgreesWithLateAndStatus) {
  const json::Value total = *reported({}).find("total");
  const json::Value late = run_cli({"late", month_dir(), "--format", "json"}).json();
  std::int64_t missing = 0;
  for (const json::Value& item : *late.find("late")->array())
    missing += item.find("document") == nullptr ? 1 : 0;
  EXPECT_EQ(missing, number(total, "missing"));
  EXPECT_EQ(static_cast<std::int64_t>(late.find("late")->array()->size()),
            number(total, "missing") + number(total, "late"));
  const json::Value status = run_cli({"status", month_dir(), "--format", "json"}).json();
  for (const auto& [type, counts] : *status.find("documents")->object()) {
    const json::Value one = *reported({"--type", type}).find("total");
    EXPECT_EQ(number(counts, "on_time"), number(one, "on_time")) << type;
    EXPECT_EQ(number(counts, "late"), number(one, "late")) << type;
  }
}

// Both ends of the range are included, and 24:00 belongs to the day that ends.
TEST(Report, TheRangeIsOfLastDays) {
  const auto missing = [](const char* from, const char* to) {
    return number(*reported({"--from", from, "--to", to}).find("total"), "missing");
  };
  EXPECT_EQ(missing("2024-10-04", "2024-10-04"), 1);
  EXPECT_EQ(missing("2024-10-05", "2024-10-10"), 0);
  EXPECT_EQ(missing("2024-10-04", "2024-10-11"), 3);
}

TEST(Report, WrongUse) {
  const std::string& dir = month_dir();
  for (const Names& arguments : {Names{"report"},
                                 {"report", dir, "--by", "pupil"},
                                 {"report", dir, "--from", "01/10/2024"},
                                 {"report", dir, "--to", "2024-02-30"},
                                 {"report", dir, "--from", "2024-10-02", "--to", "2024-10-01"},
                                 {"report", dir, "--type", "lesson_plans"},
                                 {"report", dir, "--csv", "-", "--format", "json"}}) {
    const Ran ran = run_cli(arguments);
    EXPECT_EQ(ran.exit, 2) << arguments.back();
    EXPECT_EQ(ran.out, "");
    EXPECT_NE(ran.err, "");
  }
  EXPECT_NE(run_cli({"report", dir, "--type", "lesson_plans"}).err.find("lesson_plan"), std::string::npos);
  EXPECT_EQ(run_cli({"report", "/khong/co"}).exit, 3);
  EXPECT_EQ(run_cli({"report", dir, "--csv", "/khong/co/bang.csv"}).exit, 3);
}

TEST(Report, NothingToCountIsSaid) {
  const Ran ran = run_cli({"report", month_dir(), "--to", "2020-01-01"});
  EXPECT_EQ(ran.exit, 0);
  EXPECT_EQ(ran.out, "không có thời hạn nào để đếm\n");
  EXPECT_TRUE(reported({"--to", "2020-01-01"}).find("rows")->array()->empty());
}

TEST(Csv, IsRfc4180WithAByteOrderMarkAndNoFormulas) {
  EXPECT_EQ(csv_text({}), "\xEF\xBB\xBF");
  EXPECT_EQ(csv_text({{"a", "", "c"}, {"1"}}),
            "\xEF\xBB\xBF"
            "a,,c\r\n1\r\n");
  const std::pair<std::string, std::string> cells[] = {
      {"Đỗ, \"Mẫu\"", "\"Đỗ, \"\"Mẫu\"\"\""},
      {"a\nb", "\"a\nb\""},
      {"=1+1", "'=1+1"},
      {"+84", "'+84"},
      {"-1", "'-1"},
      {"@x", "'@x"},
      {"\tx", "'\tx"},
      {"＝1", "'＝1"},
      {"=\"a\"", "\"'=\"\"a\"\"\""},
      {"a=1", "a=1"},
  };
  for (const auto& [cell, written] : cells)
    EXPECT_EQ(csv_text({{cell}}), "\xEF\xBB\xBF" + written + "\r\n") << cell;
}

TEST(Csv, OfAReport) {
  const TempDir temp;
  const std::string file = temp.in("bang.csv");
  const Ran ran = in_language("en", {"report", month_dir(), "--by", "person", "--csv", file});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_NE(ran.out, "");
  const std::string expected =
      "\xEF\xBB\xBF"
      "Person,Id,On time,Done late,\"Late, not done\",No document,Still open,% on time\r\n"
      "Đỗ Thị Mẫu,p0001,2,0,1,3,0,33\r\n"
      "Lý Văn Thử,p0002,0,1,1,3,0,0\r\n"
      "'=Cù Thị Nháp,p0003,0,0,1,4,0,0\r\n"
      "Total,,2,1,3,10,0,12\r\n";
  EXPECT_EQ(bytes_of(file), expected);
  EXPECT_EQ(in_language("en", {"report", month_dir(), "--by", "person", "--csv", "-"}).out, expected);
}

TEST(Html, TextIsText) {
  EXPECT_EQ(html_text("<a href='x'>\"&amp;\"</a>"),
            "&lt;a href=&#39;x&#39;&gt;&quot;&amp;amp;&quot;&lt;/a&gt;");
  EXPECT_EQ(html_text("a\nb\tc\r\n"), "a b c ");
  EXPECT_EQ(html_lines("a\n<b>"), "a<br>&lt;b&gt;");
  EXPECT_EQ(html_text("a\x01\u202E z"), "a\uFFFD\uFFFD z");
}

}  // namespace
}  // namespace quyche::cli
