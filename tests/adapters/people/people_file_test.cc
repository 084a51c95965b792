// The people file: tests/golden/people holds what is said of files with mistakes, and their right twins.
// QUYCHE_REFRESH_GOLDEN=1 writes the expected texts anew.
#include "adapters/people/people_file.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>

#include "engine/base/limits.h"
#include "rules/diagnostics/render.h"
#include "rules/policy/load.h"
#include "tests/contract/temp_dir.h"

namespace quyche::people {
namespace {

const std::filesystem::path root = QUYCHE_SOURCE_DIR;
const std::string folder = "tests/golden/people";
constexpr std::string_view bad_ending = ".bad.csv";

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

const Policy& regulation() {
  static const std::shared_ptr<const Policy> policy = [] {
    rules::Findings findings;
    return rules::load_policy((root / folder / "regulation.yaml").string(), findings);
  }();
  return *policy;
}

std::vector<std::string> names() {
  std::set<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(root / folder)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(bad_ending)) out.insert(name.substr(0, name.size() - bad_ending.size()));
  }
  return {out.begin(), out.end()};
}

rules::Findings findings_of(const std::string& file) {
  // Named from the root, so that the expected texts are the same everywhere.
  std::filesystem::current_path(root);
  rules::Findings findings;
  (void)read_people(folder + "/" + file, regulation(), findings);
  return findings;
}

std::string rendered(const rules::Findings& findings) {
  std::string out;
  for (const Lang lang : {Lang::vi, Lang::en}) {
    if (lang == Lang::en) out += "---\n";
    for (const rules::Diagnostic& one : findings.sorted()) out += rules::render_human(one, {lang, false});
  }
  return out;
}

TEST(PeopleGolden, BadTwinsGiveTheExpectedText) {
  const bool refresh = std::getenv("QUYCHE_REFRESH_GOLDEN") != nullptr;
  ASSERT_FALSE(names().empty());
  for (const std::string& name : names()) {
    const rules::Findings findings = findings_of(name + std::string(bad_ending));
    EXPECT_FALSE(findings.sorted().empty()) << name;
    const std::filesystem::path expected = root / folder / (name + ".expected.txt");
    if (refresh) std::ofstream(expected, std::ios::binary) << rendered(findings);
    EXPECT_EQ(rendered(findings), bytes_of(expected)) << name;
  }
}

TEST(PeopleGolden, GoodTwinsGiveNothing) {
  for (const std::string& name : names())
    EXPECT_EQ(rendered(findings_of(name + ".good.csv")), "---\n") << name;
}

TEST(PeopleGolden, EveryCodeHasATwin) {
  // Q345: too many people to keep as a file, below. Q349 is of layers, with a twin in tests/golden/policy.
  std::set<std::string> seen = {"Q345", "Q349"};
  for (const std::string& name : names()) {
    for (const rules::Diagnostic& one : findings_of(name + std::string(bad_ending)).sorted())
      seen.insert(one.code);
  }
  EXPECT_TRUE(seen.contains("Q320"));
  for (const Message& message : all_messages())
    if (message.code.starts_with("Q34")) {
      EXPECT_TRUE(seen.contains(std::string(message.code))) << message.code << " has no twin";
    }
}

class PeopleFile : public testing::Test {
 protected:
  std::vector<PersonRow> read(const std::string& text) {
    findings = {};
    std::ofstream(path, std::ios::binary) << text;
    return read_people(path, regulation(), findings);
  }
  [[nodiscard]] std::vector<std::string> codes() const {
    std::vector<std::string> out;
    for (const rules::Diagnostic& one : findings.sorted()) out.push_back(one.code);
    return out;
  }
  contract::TempDir temp;
  std::string path = temp.in("people.csv");
  rules::Findings findings;
};

using Codes = std::vector<std::string>;
const std::string head = "ht,Mai Văn Dụ,principal\n";

// What a spreadsheet set to Vietnamese writes.
TEST_F(PeopleFile, SemicolonsBetweenCells) {
  const auto commas = read("account,name,roles\nht,Mai Thị Thử,principal\n");
  const auto semicolons = read("account;name;roles\nht;Mai Thị Thử;principal\n");
  EXPECT_TRUE(codes().empty() || codes() == std::vector<std::string>(codes().size(), "Q320"));
  ASSERT_EQ(semicolons.size(), 1U);
  ASSERT_EQ(commas.size(), 1U);
  EXPECT_EQ(semicolons[0].name, commas[0].name);
  EXPECT_EQ(semicolons[0].roles, commas[0].roles);
}

TEST_F(PeopleFile, ReadsWhatStandsInIt) {
  const auto people =
      read("account,name,roles\ngv01,Đỗ Thị Mẫu,teacher@to-1; team_lead@to-1 ;clerk\n" + head);
  EXPECT_EQ(codes(), Codes{});
  ASSERT_EQ(people.size(), 2U);
  EXPECT_EQ(people[0].account, "gv01");
  EXPECT_EQ(people[0].name, "Đỗ Thị Mẫu");
  const std::vector<Assignment> roles = {{RoleId{"teacher"}, UnitId{"to-1"}},
                                         {RoleId{"team_lead"}, UnitId{"to-1"}},
                                         {RoleId{"clerk"}, UnitId{}}};
  EXPECT_EQ(people[0].roles, roles);
}

TEST_F(PeopleFile, ToleratesWhatSpreadsheetsWrite) {
  const std::string rows = "gv01,Đỗ Thị Mẫu,teacher@to-1\n" + head;
  const auto plain = read("account,name,roles\n" + rows);
  const std::string variants[] = {
      "\xEF\xBB\xBF"
      "account,name,roles\n" +
          rows,
      "account,name,roles\r\ngv01,Đỗ Thị Mẫu,teacher@to-1\r\nht,Mai Văn Dụ,principal\r\n",
      "roles,account,name\nteacher@to-1,gv01,Đỗ Thị Mẫu\nprincipal,ht,Mai Văn Dụ\n",
      "\"account\",\"name\",\"roles\"\n\"gv01\",\"Đỗ Thị Mẫu\",\"teacher@to-1\"\n\"ht\",\"Mai Văn "
      "Dụ\",\"principal\"\n",
      "account,name,roles\n\n\n" + rows + "\n\n",
      "account,name,roles\ngv01,Đỗ Thị Mẫu,teacher@to-1;\nht,Mai Văn Dụ,principal",
  };
  for (const std::string& text : variants) {
    const auto people = read(text);
    EXPECT_EQ(codes(), Codes{}) << text;
    ASSERT_EQ(people.size(), plain.size()) << text;
    for (std::size_t i = 0; i < plain.size(); ++i) {
      EXPECT_EQ(people[i].account, plain[i].account) << text;
      EXPECT_EQ(people[i].name, plain[i].name) << text;
      EXPECT_EQ(people[i].roles, plain[i].roles) << text;
    }
  }
}

TEST_F(PeopleFile, ARoleSaidTwiceIsHeldOnce) {
  const auto people =
      read("account,name,roles\nht,Mai Văn Dụ,principal;principal\ngv01,A,teacher@a;teacher@b;teacher@a\n");
  EXPECT_EQ(codes(), Codes{});
  EXPECT_EQ(people[0].roles.size(), 1U);
  EXPECT_EQ(people[1].roles.size(), 2U);
}

TEST_F(PeopleFile, AsManyPeopleAsAllowed) {
  std::string text = "account,name,roles\n";
  for (std::size_t i = 1; i < limits::people_rows_max; ++i)
    text += "gv" + std::to_string(i) + ",A,teacher@a\n";
  EXPECT_EQ(read(text + head).size(), limits::people_rows_max);
  EXPECT_EQ(codes(), Codes{});
  EXPECT_TRUE(read(text + head + "kt,B,clerk\n").empty());
  EXPECT_EQ(codes(), Codes{"Q345"});
}

TEST_F(PeopleFile, WhatIsNoTextIsSaidSo) {
  EXPECT_TRUE(read("account,name,roles\nht,Mai V\xE3n,principal\n").empty());
  EXPECT_EQ(codes(), Codes{"Q101"});
  EXPECT_TRUE(read(std::string("account,name,roles\nht,A\0B,principal\n", 36)).empty());
  EXPECT_EQ(codes(), Codes{"Q103"});
  EXPECT_TRUE(read(std::string(limits::people_bytes_max + 1, 'a')).empty());
  EXPECT_EQ(codes(), Codes{"Q502"});
  std::filesystem::remove(path);
  EXPECT_TRUE(read_people(path, regulation(), findings = {}).empty());
  EXPECT_EQ(codes(), Codes{"Q501"});
}

TEST_F(PeopleFile, RandomChangesNeverCrash) {
  const std::string valid =
      "account,name,roles\ngv01,\"Đỗ, \"\"Thị\"\" Mẫu\",teacher@to-1;team_lead@to-1\n\r\n" + head;
  const std::string pieces[] = {"\"", ",",       ";",    "@", "\n",  "\r",  "\"\"",
                                " ",  "account", "\xFF", "ễ", ",,,", "\n\n"};
  std::mt19937 random(20'260'801);  // NOLINT: the same texts each time
  for (int round = 0; round < 1'500; ++round) {
    std::string text = valid;
    for (std::size_t changes = 1 + random() % 4; changes > 0; --changes) {
      const std::size_t at = random() % (text.size() + 1);
      if (random() % 2 == 0)
        text.erase(at, 1 + random() % 8);
      else
        text.insert(at, pieces[random() % std::size(pieces)]);
    }
    const auto people = read(text);
    for (const rules::Diagnostic& one : findings.sorted()) {
      ASSERT_NE(find_message(one.code), nullptr) << one.code;
      ASSERT_LE(one.span.offset, text.size()) << one.code << '\n' << text;
      ASSERT_FALSE(rules::render_human(one, {Lang::vi, false}).empty());
    }
    if (findings.has_errors()) continue;
    ASSERT_FALSE(people.empty()) << text;
    for (const PersonRow& person : people) {
      ASSERT_TRUE(is_id(person.account)) << text;
      ASSERT_FALSE(person.roles.empty()) << text;
    }
  }
}

}  // namespace
}  // namespace quyche::people
