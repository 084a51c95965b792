// `quyche replay`: text, JSON and page. QUYCHE_REFRESH_GOLDEN=1 writes the expected texts anew.
#include <gtest/gtest.h>

#include <cstdlib>
#include <regex>

#include "engine/json/canonical.h"
#include "tests/trace/month.h"

namespace quyche::cli {
namespace {

struct View {
  std::string name;
  Names arguments;
};
std::vector<View> views() {
  const std::string& dir = month_dir();
  return {
      {"replay_returned", {"replay", dir, "plan-returned"}},
      {"replay_late", {"replay", dir, "plan-late"}},
      {"replay_duty_first", {"replay", dir, "plan-after"}},
      {"replay_signed_anew", {"replay", dir, "card-1"}},
      {"replay_witnessed", {"replay", dir, "fix-1"}},
      {"replay_downtime", {"replay", dir, "plan-downtime", "--as-of", "2024-10-27T08:00:00+07:00"}},
      {"replay_downtime_as_known",
       {"replay", dir, "plan-downtime", "--as-of", "2024-10-27T08:00:00+07:00", "--as-known-at",
        "2024-10-27T08:00:00+07:00"}},
      {"replay_moved", {"replay", dir, "plan-moved", "--as-of", "2024-10-20T08:00:00+07:00"}},
      {"replay_moved_as_known",
       {"replay", dir, "plan-moved", "--as-of", "2024-10-20T08:00:00+07:00", "--as-known-at",
        "2024-10-16T08:00:00+07:00"}},
      {"report_team", {"report", dir, "--by", "team"}},
      {"report_person", {"report", dir, "--by", "person"}},
      {"report_type", {"report", dir, "--by", "type"}},
      {"report_week",
       {"report", dir, "--by", "week", "--from", "2024-10-01", "--to", "2024-10-31", "--type",
        "lesson_plan"}},
      {"report_clause", {"report", dir, "--by", "clause", "--from", "2025-01-01"}},
  };
}

// Commitments hold random salts, so hashes differ from run to run.
std::string without_hashes(const std::string& text) {
  return std::regex_replace(text, std::regex("\\b[0-9a-f]{12}\\b"), "0123456789ab");
}

bool refresh() { return std::getenv("QUYCHE_REFRESH_GOLDEN") != nullptr; }

TEST(Replay, PrintsTheExpectedText) {
  for (const View& view : views()) {
    std::string text;
    for (const std::string lang : {"vi", "en"}) {
      const Ran ran = in_language(lang, view.arguments);
      EXPECT_EQ(ran.exit, 0) << view.name << ran.err;
      expect_narrow(ran.out + ran.err, view.name);
      for (const std::string& line : lines_of(ran.out)) EXPECT_FALSE(line.ends_with(' ')) << view.name;
      text += (lang == "en" ? "---\n" : "") + without_hashes(ran.err + ran.out);
    }
    const std::filesystem::path expected = golden() / (view.name + ".txt");
    if (refresh()) write_file(expected, text);
    EXPECT_EQ(text, bytes_of(expected)) << view.name;
  }
}

TEST(Replay, IsTheSameInJsonWhateverTheLanguage) {
  for (const View& view : views()) {
    Names arguments = view.arguments;
    arguments.insert(arguments.end(), {"--format", "json"});
    const Ran vietnamese = in_language("vi", arguments);
    EXPECT_EQ(vietnamese.exit, 0) << view.name;
    EXPECT_EQ(vietnamese.err, "") << view.name;
    EXPECT_NE(vietnamese.json().object(), nullptr) << view.name;
    EXPECT_EQ(in_language("en", arguments).out, vietnamese.out) << view.name;
  }
}

json::Value replayed(const Names& options) {
  Names arguments{"replay", month_dir()};
  arguments.insert(arguments.end(), options.begin(), options.end());
  arguments.insert(arguments.end(), {"--format", "json"});
  const Ran ran = run_cli(arguments);
  EXPECT_EQ(ran.exit, 0) << ran.err;
  return ran.json();
}
std::string text_in(const json::Value& value, const char* key) {
  const json::Value* found = value.find(key);
  return found == nullptr || found->string() == nullptr ? "" : *found->string();
}

// The shape that docs/questions.md describes.
TEST(Replay, InJson) {
  const json::Value value = replayed({"card-1"});
  EXPECT_EQ(keys_of(value), (Names{"adopted", "as_known_at", "as_of", "deadlines", "document", "evidence",
                                   "last_known", "school", "steps", "then"}));
  EXPECT_EQ(value.find("evidence")->array()->size(), 10U);
  for (const json::Value& step : *value.find("steps")->array())
    EXPECT_EQ(keys_of(step),
              (Names{"after_as_of", "attachments", "content", "deadlines", "dues", "event", "evidence_lost",
                     "fields", "follows", "hooks", "leaf", "locks", "of_document", "sign_offs_lost",
                     "state_after", "state_before", "version"}));
  // The vault's texts stay in the vault.
  EXPECT_EQ(json::canonical(value).find("đọc trôi chảy"), std::string::npos);
}

// An auditor hashes the event that stands in the step.
TEST(Replay, TheLeafIsTheHashOfTheEventsBytes) {
  const json::Value value = replayed({"plan-returned"});
  for (const json::Value& step : *value.find("steps")->array()) {
    const std::string bytes = json::canonical(*step.find("event"));
    EXPECT_EQ(text_in(step, "leaf"), sha256(std::string(1, '\0') + bytes).text());
  }
}

TEST(Replay, TheTwoTimesAreTwoQuestions) {
  const std::string as_of = "2024-10-27T08:00:00+07:00";
  const auto judged = [](const json::Value& value) { return value.find("deadlines")->array()->at(0); };
  // The deadline passed on the 25th; nobody ran the program before the 29th.
  const json::Value now = judged(replayed({"plan-downtime", "--as-of", as_of}));
  EXPECT_EQ(text_in(now, "judgement"), "missed");
  EXPECT_EQ(text_in(now, "recorded"), "2024-10-29T01:00:00.000Z");
  const json::Value then = judged(replayed({"plan-downtime", "--as-of", as_of, "--as-known-at", as_of}));
  EXPECT_EQ(text_in(then, "judgement"), "missed");
  EXPECT_EQ(then.find("recorded"), nullptr);
  // The lesson was put off on the 17th.
  const std::string twentieth = "2024-10-20T08:00:00+07:00";
  EXPECT_EQ(text_in(judged(replayed({"plan-moved", "--as-of", twentieth})), "judgement"), "pending");
  EXPECT_EQ(text_in(judged(replayed(
                        {"plan-moved", "--as-of", twentieth, "--as-known-at", "2024-10-16T08:00:00+07:00"})),
                    "judgement"),
            "missed");
}

TEST(Replay, WithoutTimesItIsJudgedByTheClockOfTheSchool) {
  const json::Value value = replayed({"plan-late"});
  EXPECT_EQ(text_in(value, "as_of"), "2024-10-29T01:00:00.000Z");
  EXPECT_TRUE(value.find("as_known_at")->is_null());
  const json::Value known = replayed({"plan-late", "--as-known-at", "2024-10-06T21:00:00+07:00"});
  EXPECT_EQ(text_in(known, "as_of"), "2024-10-06T14:00:00.000Z");
  EXPECT_LT(known.find("steps")->array()->size(), value.find("steps")->array()->size());
}

TEST(Replay, WhatIsNotThereIsAnAnswer) {
  const std::string& dir = month_dir();
  const Ran unknown = run_cli({"replay", dir, "khong-co", "--format", "json"});
  EXPECT_EQ(unknown.exit, 1);
  EXPECT_EQ(text_in(unknown.json(), "code"), "Q401");
  const Names not_yet{"replay", dir, "plan-late", "--as-known-at", "2024-10-01T00:00:00+07:00"};
  const Ran later = run_cli(not_yet);
  EXPECT_EQ(later.exit, 1);
  EXPECT_EQ(later.out, "");
  EXPECT_NE(later.err.find("04/10/2024 20:00"), std::string::npos) << later.err;
  Names as_json = not_yet;
  as_json.insert(as_json.end(), {"--format", "json"});
  EXPECT_EQ(text_in(run_cli(as_json).json(), "code"), "Q556");
  EXPECT_EQ(text_in(run_cli(as_json).json(), "created_at"), "2024-10-04T13:00:00.000Z");
}

TEST(Replay, WrongUse) {
  const std::string& dir = month_dir();
  for (const Names& arguments : {Names{"replay", dir},
                                 {"replay", dir, "plan-late", "--as-of", "hôm qua"},
                                 {"replay", dir, "plan-late", "--as-known-at", "2024-10-01"},
                                 {"replay", dir, "plan-late", "--as-known-at", "2020-01-01T00:00:00Z"},
                                 {"replay", dir, "plan-late", "--html", "-", "--format", "json"}}) {
    const Ran ran = run_cli(arguments);
    EXPECT_EQ(ran.exit, 2) << arguments.back();
    EXPECT_EQ(ran.out, "");
    EXPECT_NE(ran.err, "");
  }
  EXPECT_EQ(run_cli({"replay", "/khong/co", "plan-late"}).exit, 3);
  const Ran other = run_cli({"replay", dir, "plan-late", "--school", "truong-khac"});
  EXPECT_EQ(other.exit, 3);
  EXPECT_NE(other.err.find("Q519"), std::string::npos) << other.err;
  EXPECT_EQ(run_cli({"replay", dir, "plan-late", "--school", "truong-mau"}).exit, 0);
  EXPECT_EQ(run_cli({"replay", dir, "plan-late", "--html", "/khong/co/trang.html"}).exit, 3);
}

std::string page(const std::string& document, const std::string& lang) {
  const Ran ran = in_language(lang, {"replay", month_dir(), document, "--html", "-"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  return ran.out;
}

TEST(ReplayPage, IsTheExpectedOne) {
  for (const std::string lang : {"vi", "en"}) {
    const std::string html = without_hashes(
        std::regex_replace(page("plan-downtime", lang), std::regex("quyche [0-9.]+"), "quyche"));
    const std::filesystem::path expected = golden() / ("page." + lang + ".html");
    if (refresh()) write_file(expected, html);
    EXPECT_EQ(html, bytes_of(expected));
  }
}

TEST(ReplayPage, FetchesNothingAndRunsNothing) {
  for (const char* document : {"plan-returned", "card-1", "plan-downtime", "lock-1", "plan-after"}) {
    const std::string html = page(document, "vi");
    for (const char* word : {"<script", "javascript:", "http:", "https:", "src=", "href=", "@import", "url("})
      EXPECT_EQ(html.find(word), std::string::npos) << document << word;
    EXPECT_EQ(html.find(" on"), html.find(" on ")) << "no event handlers";
    EXPECT_TRUE(html.starts_with("<!DOCTYPE html>\n<html lang=\"vi\">"));
  }
}

// Every element that is opened is closed, in order.
TEST(ReplayPage, ElementsNest) {
  static const std::regex tag(R"(<(/?)([a-z0-9]+)[^>]*>)");
  for (const char* document : {"plan-returned", "card-1", "plan-downtime", "fix-1", "plan-after"}) {
    const std::string html = page(document, "en");
    std::vector<std::string> open;
    for (std::sregex_iterator at(html.begin(), html.end(), tag), end; at != end; ++at) {
      const std::string name = (*at)[2];
      if (name == "meta" || name == "br") continue;
      if ((*at)[1].length() == 0) {
        open.push_back(name);
      } else {
        ASSERT_FALSE(open.empty()) << name;
        EXPECT_EQ(open.back(), name) << document;
        open.pop_back();
      }
    }
    EXPECT_TRUE(open.empty()) << document;
  }
}

TEST(ReplayPage, ShowsWhatPeopleWroteAsText) {
  const std::string html = page("plan-downtime", "vi");
  EXPECT_EQ(html.find("<b>\"Quê"), std::string::npos);
  EXPECT_NE(html.find("&lt;b&gt;&quot;Quê hương&quot;&lt;/b&gt; &amp; học thuộc"), std::string::npos);
  EXPECT_NE(page("card-1", "vi").find("đọc trôi chảy,<br>"), std::string::npos);
}

// What the page says can be found in the log.
TEST(ReplayPage, NamesSeqPolicyAndLeafOfEachStep) {
  const std::string html = page("plan-returned", "en");
  const json::Value value = replayed({"plan-returned"});
  for (const json::Value& step : *value.find("steps")->array()) {
    const json::Value& event = *step.find("event");
    const std::string proof = "#" + std::to_string(*event.find("seq")->integer()) + " · policy " +
                              text_in(event, "policy").substr(0, 12) + " · leaf hash " +
                              text_in(step, "leaf").substr(0, 12) + "…";
    EXPECT_NE(html.find(proof), std::string::npos) << proof;
  }
  EXPECT_NE(html.find("quyche prove"), std::string::npos);
}

TEST(ReplayPage, GoesIntoAFile) {
  const TempDir temp;
  const std::string file = temp.in("trang.html");
  const Ran ran = run_cli({"replay", month_dir(), "plan-late", "--html", file});
  EXPECT_EQ(ran.exit, 0);
  EXPECT_EQ(ran.out, "");
  EXPECT_NE(ran.err.find(file), std::string::npos);
  EXPECT_EQ(bytes_of(file), page("plan-late", "vi"));
}

}  // namespace
}  // namespace quyche::cli
