// docs/phrases.md is true: every example parses in both languages to one meaning and gives what the page
// says, and its EBNF is the grammar that is compiled.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <regex>

#include "engine/json/fields.h"
#include "tests/rules/phrase/sample.h"

namespace quyche::rules::phrase {
namespace {

using Row = std::vector<std::string>;

std::string trimmed(std::string text) {
  const auto unwanted = [](char c) { return c == ' ' || c == '`'; };
  while (!text.empty() && unwanted(text.back())) text.pop_back();
  while (!text.empty() && unwanted(text.front())) text.erase(0, 1);
  return text;
}

Row cells(const std::string& line) {
  Row out;
  std::istringstream in(line.substr(1));
  for (std::string cell; std::getline(in, cell, '|');) out.push_back(trimmed(cell));
  return out;
}

// The rows of all tables whose last column is headed so.
std::vector<Row> rows(const std::string& last_column) {
  std::vector<Row> out;
  std::istringstream in(text_of_file("docs/phrases.md"));
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] != '|') {
      inside = false;
      continue;
    }
    const Row row = cells(line);
    if (inside && !row[0].starts_with("---")) out.push_back(row);
    inside = inside || row.back() == last_column;
  }
  return out;
}

template <class E>
E named(const std::string& name) {
  const auto names = names_of(E{});
  const auto at = std::find(names.begin(), names.end(), name);
  EXPECT_NE(at, names.end()) << name;
  return static_cast<E>(at - names.begin());
}

// 2024-10-05 00:00
std::string shown(const std::optional<Instant>& instant) {
  if (!instant) return "";
  const ZoneOffset zone{420};
  const Date day = instant->date(zone);
  const auto minutes = (instant->ms() - Instant::start_of(day, zone).ms()) / ms_per_minute;
  return day.text() + ' ' + TimeOfDay{static_cast<int>(minutes)}.text();
}

struct With {
  AnchorDate lesson = *LocalTime::parse("2024-10-07T07:30");
  Reading reading = Reading::unstated;
  Roll roll = Roll::unstated;
  WeekCount week = WeekCount::unstated;
};

With with(const std::string& text) {
  With out;
  static const std::regex pair(R"((\w+): ([\w-]+))");
  for (std::sregex_iterator at(text.begin(), text.end(), pair), none; at != none; ++at) {
    const std::string key = (*at)[1];
    const std::string value = (*at)[2];
    if (key == "lesson") out.lesson = date_of(value.c_str());
    if (key == "reading") out.reading = named<Reading>(value);
    if (key == "roll") out.roll = named<Roll>(value);
    if (key == "week") out.week = named<WeekCount>(value);
  }
  return out;
}

Due read(const std::string& text) {
  const auto due = parse(text, lesson_fields, lesson_date);
  EXPECT_TRUE(due) << text << ": stuck at `" << text.substr(due.error().offset) << "`";
  return due.value_or(Due{});
}

TEST(PhraseDoc, EveryExampleMeansWhatThePageSays) {
  const std::vector<Row> table = rows("closes");
  ASSERT_GT(table.size(), 50U);
  const Calendar calendar = sample_calendar();
  for (const Row& row : table) {
    ASSERT_EQ(row.size(), 5U) << row[0];
    Due due = read(row[0]);
    Due twin = read(row[1]);
    EXPECT_EQ(due.phrase, row[0]);
    twin.phrase = due.phrase;
    EXPECT_EQ(due, twin) << row[0] << " / " << row[1];
    Due stored;
    std::vector<json::Mismatch> problems;
    json::decode(json::encode(due), stored, problems, "");
    EXPECT_TRUE(problems.empty() && stored == due) << row[0] << " cannot be stored";
    const With said = with(row[2]);
    due.reading = said.reading;
    due.roll = said.roll;
    due.week = said.week;
    const auto window = due_window(due, sample_anchors(calendar, said.lesson));
    ASSERT_TRUE(window) << row[0];
    EXPECT_EQ(shown(window->opens), row[3]) << row[0] << ", " << row[2];
    EXPECT_EQ(shown(window->closes), row[4]) << row[0] << ", " << row[2];
  }
}

TEST(PhraseDoc, EveryRecurrenceNamesTheDaysThatThePageSays) {
  const std::vector<Row> table = rows("the first three days");
  ASSERT_GT(table.size(), 10U);
  const Calendar calendar = sample_calendar();
  const YearContext year{SchoolYear{2024}, {8, 1}, &calendar};
  for (const Row& row : table) {
    const auto every = parse_recurrence(row[0]);
    const auto twin = parse_recurrence(row[1]);
    ASSERT_TRUE(every) << row[0];
    ASSERT_TRUE(twin) << row[1];
    EXPECT_EQ(*every, *twin) << row[0];
    Due due;
    due.terms = {{Comparator::by, {FieldDate{lesson_date}, {Recurring{*every}}}, {}, {}}};
    Due stored;
    std::vector<json::Mismatch> problems;
    json::decode(json::encode(due), stored, problems, "");
    EXPECT_TRUE(problems.empty() && stored == due) << row[0] << " cannot be stored";
    std::string days;
    int shown_days = 0;
    for (const RecurringPeriod& period : periods_of(*every, year)) {
      if (shown_days++ == 3) break;
      days += (days.empty() ? "" : ", ") + period.day.text();
    }
    EXPECT_EQ(days, row[2]) << row[0];
  }
}

TEST(PhraseDoc, WhatIsSaidToBeOpenIsRefusedAndTheAdviceIsUnderstood) {
  const std::vector<Row> table = rows("write for example");
  ASSERT_GT(table.size(), 5U);
  for (const Row& row : table) {
    EXPECT_FALSE(parse(row[0], lesson_fields, lesson_date)) << row[0];
    EXPECT_TRUE(parse(row[2], lesson_fields, lesson_date)) << row[2];
  }
}

// Word sequences and names of rules, in order, of each rule.
using Grammar = std::map<std::string, std::vector<std::string>>;

std::string without_underscore(std::string name) {
  if (!name.empty() && name.back() == '_') name.pop_back();
  return name;
}

void keep_names_of_rules(Grammar& grammar) {
  for (auto& [name, body] : grammar) {
    std::erase_if(body, [&](const std::string& word) { return word[0] != '"' && !grammar.contains(word); });
    body.erase(std::unique(body.begin(), body.end()), body.end());
  }
}

std::vector<std::string> words_of(const std::string& body) {
  static const std::regex word(R"rx("[^"]*"|[A-Za-z_]+)rx");
  std::vector<std::string> out;
  for (std::sregex_iterator at(body.begin(), body.end(), word), none; at != none; ++at)
    out.push_back(without_underscore(at->str()));
  return out;
}

Grammar grammar_of_code() {
  std::string text = text_of_file("rules/phrase/grammar.h");
  text = std::regex_replace(text, std::regex("//[^\n]*"), "");
  text = std::regex_replace(text, std::regex("Kind::[a-z_0-9]+|reads<[a-z_]+>"), "");
  static const std::regex rule(R"((?:struct|using) ([a-z_]+)\s*[:=]([^;]*);)");
  Grammar out;
  for (std::sregex_iterator at(text.begin(), text.end(), rule), none; at != none; ++at)
    out[without_underscore((*at)[1])] = words_of((*at)[2]);
  keep_names_of_rules(out);
  return out;
}

Grammar grammar_of_page() {
  const std::string page = text_of_file("docs/phrases.md");
  const std::size_t from = page.find("```ebnf\n") + 8;
  std::string text = page.substr(from, page.find("```\n", from) - from);
  text = std::regex_replace(text, std::regex(R"(\?[^?]*\?)"), "");
  static const std::regex rule(R"(([a-z_]+) =([^;]*);)");
  Grammar out;
  for (std::sregex_iterator at(text.begin(), text.end(), rule), none; at != none; ++at)
    out[(*at)[1]] = words_of((*at)[2]);
  keep_names_of_rules(out);
  return out;
}

TEST(PhraseDoc, TheGrammarOnThePageIsTheOneThatIsCompiled) {
  const Grammar code = grammar_of_code();
  const Grammar page = grammar_of_page();
  ASSERT_GT(code.size(), 70U);
  for (const auto& [name, body] : code) {
    ASSERT_TRUE(page.contains(name)) << name << " is not on the page";
    EXPECT_EQ(page.at(name), body) << name;
  }
  EXPECT_EQ(page.size(), code.size());
}

}  // namespace
}  // namespace quyche::rules::phrase
