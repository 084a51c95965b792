// What people read of a school: tests/golden/cli/NAME.txt holds what each view prints, in Vietnamese and in
// English, after the commands of school.jsonl. QUYCHE_REFRESH_GOLDEN=1 writes them anew.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/adapters/cli/cli.h"

namespace quyche::cli {
namespace {

const std::filesystem::path folder = repository() / "tests/golden/cli";

// One school for all views: they only read.
const School& school() {
  static const School one;
  static const Ran ran = one.give(bytes_of(folder / "school.jsonl"));
  EXPECT_EQ(ran.exit, 1) << ran.err;  // some commands are meant to be refused
  EXPECT_EQ(lines_of(ran.out).size(), lines_of(bytes_of(folder / "school.jsonl")).size());
  return one;
}

struct View {
  std::string name;
  Names arguments;
};

std::vector<View> views() {
  const std::string& dir = school().dir;
  const std::string evening = "2024-10-06T21:00:00+07:00";
  return {
      {"explain_lesson_plan", {"explain", example(), "lesson_plan"}},
      {"explain_given", {"explain", example(), "lesson_plan", "--set", "lesson_date=2025-01-06"}},
      {"explain_report_card", {"explain", example(), "report_card"}},
      {"explain_lock_order", {"explain", example(), "lock_order"}},
      {"explain_correction_record", {"explain", example(), "correction_record"}},
      {"graph_dot", {"graph", example(), "lesson_plan", "--as", "dot"}},
      {"graph_mermaid", {"graph", example(), "lesson_plan", "--as", "mermaid"}},
      {"inbox_teacher", {"inbox", dir, "--as", "gv01"}},
      {"inbox_team_lead_late", {"inbox", dir, "--as", "tt1", "--at", evening}},
      {"inbox_principal", {"inbox", dir, "--as", "ht"}},
      {"inbox_administrator", {"inbox", dir, "--as", "qt"}},
      {"inbox_empty", {"inbox", dir, "--as", "kt"}},
      {"inbox_everyone", {"inbox", dir, "--everyone"}},
      {"history_approved", {"history", dir, "plan-1"}},
      {"history_missed", {"history", dir, "plan-2"}},
      {"history_corrected", {"history", dir, "card-1"}},
      {"history_lock", {"history", dir, "lock-1"}},
      {"history_witnessed", {"history", dir, "fix-1"}},
      {"late", {"late", dir}},
      {"status", {"status", dir}},
  };
}

Ran in(const std::string& lang, Names arguments) {
  arguments.insert(arguments.end(), {"--lang", lang});
  return run_cli(arguments);
}

TEST(CliViews, PrintTheExpectedText) {
  const bool refresh = std::getenv("QUYCHE_REFRESH_GOLDEN") != nullptr;
  for (const View& view : views()) {
    std::string text;
    for (const std::string lang : {"vi", "en"}) {
      const Ran ran = in(lang, view.arguments);
      EXPECT_EQ(ran.exit, 0) << view.name << ran.err;
      if (!view.name.starts_with("graph")) expect_narrow(ran.out + ran.err, view.name);
      for (const std::string& line : lines_of(ran.out)) EXPECT_FALSE(line.ends_with(' ')) << view.name;
      text += (lang == "en" ? "---\n" : "") + ran.err + ran.out;
    }
    const std::filesystem::path expected = folder / (view.name + ".txt");
    if (refresh) write_file(expected, text);
    EXPECT_EQ(text, bytes_of(expected)) << view.name;
  }
}

TEST(CliViews, AreTheSameInJsonWhateverTheLanguage) {
  for (const View& view : views()) {
    Names arguments = view.arguments;
    arguments.insert(arguments.end(), {"--format", "json"});
    const Ran vietnamese = in("vi", arguments);
    EXPECT_EQ(vietnamese.exit, 0) << view.name;
    EXPECT_EQ(vietnamese.err, "") << view.name;
    EXPECT_NE(vietnamese.json().object(), nullptr) << view.name;
    if (view.arguments.front() == "graph") continue;  // labels are in the language
    EXPECT_EQ(in("en", arguments).out, vietnamese.out) << view.name;
  }
}

json::Value json_of(Names arguments) {
  arguments.insert(arguments.end(), {"--format", "json"});
  return run_cli(arguments).json();
}

TEST(CliViews, TheInboxInJson) {
  const json::Value value = json_of({"inbox", school().dir, "--as", "gv01"});
  EXPECT_EQ(keys_of(value), (Names{"at", "items", "person"}));
  const json::Array& items = *value.find("items")->array();
  ASSERT_FALSE(items.empty());
  for (const json::Value& item : items) {
    for (const char* key : {"actions", "kind", "late", "locked", "missing", "owner", "school_year", "type"})
      EXPECT_NE(item.find(key), nullptr) << key;
    const bool duty = *item.find("kind")->string() == "duty";
    EXPECT_EQ(item.find("document") == nullptr, duty);
    EXPECT_EQ(item.find("closes") == nullptr, item.find("deadline") == nullptr);
  }
  const json::Value everyone = json_of({"inbox", school().dir, "--everyone"});
  EXPECT_EQ(keys_of(everyone), (Names{"at", "people"}));
  EXPECT_EQ(*everyone.find("people")->find(*value.find("person")->string()), *value.find("items"));
}

// By account or by id is the same person.
TEST(CliViews, APersonGoesByAccountOrId) {
  const json::Value value = json_of({"inbox", school().dir, "--as", "ht"});
  EXPECT_EQ(json_of({"inbox", school().dir, "--as", *value.find("person")->string()}), value);
}

TEST(CliViews, HistoryLateAndStatusInJson) {
  const json::Value history = json_of({"history", school().dir, "plan-1"});
  EXPECT_EQ(keys_of(history), (Names{"document", "events"}));
  EXPECT_EQ(history.find("events")->array()->size(), 11U);
  const json::Value late = json_of({"late", school().dir});
  EXPECT_EQ(keys_of(late), Names{"late"});
  for (const json::Value& item : *late.find("late")->array())
    for (const char* key : {"clause", "closes", "deadline", "missing", "person", "school_year", "type"})
      EXPECT_NE(item.find(key), nullptr) << key;
  const json::Value status = json_of({"status", school().dir});
  EXPECT_EQ(keys_of(status), (Names{"documents", "events", "last_at", "people", "policy", "school"}));
  for (const auto& [type, counts] : *status.find("documents")->object())
    EXPECT_EQ(keys_of(counts), (Names{"late", "locked", "on_time", "states"})) << type;
}

TEST(CliViews, WhoOrWhatIsUnknownIsExitOne) {
  const std::string& dir = school().dir;
  for (const Names& arguments : {Names{"inbox", dir, "--as", "khong-co"},
                                 {"history", dir, "khong-co"},
                                 {"history", dir, ""},
                                 {"inbox", dir, "--as", "Đỗ Thị Mẫu"}}) {
    const Ran ran = run_cli(arguments);
    EXPECT_EQ(ran.exit, 1) << arguments.back();
    EXPECT_EQ(ran.out, "");
    EXPECT_NE(ran.err, "");
    Names as_json = arguments;
    as_json.insert(as_json.end(), {"--format", "json"});
    const Ran answer = run_cli(as_json);
    EXPECT_EQ(answer.exit, 1) << arguments.back();
    EXPECT_EQ(answer.err, "");
    EXPECT_EQ(*answer.json().find("code")->string(), arguments.front() == "inbox" ? "Q425" : "Q401");
    EXPECT_NE(answer.json().find("message")->find("vi"), nullptr);
    const char* asked = arguments.front() == "inbox" ? "person" : "document";
    EXPECT_EQ(*answer.json().find(asked)->string(), arguments.back());
  }
}

TEST(CliViews, NobodyIsThereBeforeTheSchoolOpened) {
  const Ran ran = run_cli({"inbox", school().dir, "--as", "ht", "--at", "2020-01-01T00:00:00Z"});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_EQ(ran.err, "quyche: lúc 2020-01-01T00:00:00Z trường chưa được mở\n");
  EXPECT_EQ(run_cli({"inbox", school().dir, "--everyone", "--at", "2020-01-01T00:00:00Z"}).exit, 2);
}

// Reading leaves no trace: a view is the same before and after another.
TEST(CliViews, ReadingChangesNothing) {
  const std::string before = run_cli({"status", school().dir}).out;
  for (const View& view : views()) (void)run_cli(view.arguments);
  EXPECT_EQ(run_cli({"status", school().dir}).out, before);
}

}  // namespace
}  // namespace quyche::cli
