// A data directory: made whole or not at all; batches mean the same as single commands; hooks see texts that
// came with the same batch.
#include "adapters/runtime/data_directory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "adapters/sqlite/sqlite_store.h"
#include "engine/base/limits.h"
#include "rules/policy/load.h"
#include "tests/contract/temp_dir.h"

namespace quyche::runtime {
namespace {

namespace fs = std::filesystem;

std::shared_ptr<const Policy> example() {
  static const std::shared_ptr<const Policy> policy = [] {
    rules::Findings findings;
    const fs::path root = QUYCHE_SOURCE_DIR;
    return rules::load_policy((root / "tests/golden/cli/regulation.yaml").string(), findings);
  }();
  return policy;
}

NewSchool new_school() {
  NewSchool school;
  school.school = SchoolId{"vi-du"};
  school.policy = example();
  school.clock = ClockSource::given;
  school.now = *Instant::parse("2024-09-01T08:00:00+07:00");
  const UnitId unit{"to-1"};
  school.people = {{"gv01", "Đỗ Thị Mẫu", {{RoleId{"teacher"}, unit}}},
                   {"tt1", "Hồ Thị Ví", {{RoleId{"team_lead"}, unit}}},
                   {"ht", "Mai Văn Dụ", {{RoleId{"principal"}, {}}}}};
  return school;
}

std::string command(const std::string& key, const std::string& rest) {
  return R"({"as":"gv01","at":"2024-10-01T08:00:00+07:00","key":")" + key + "\"," + rest + "}";
}
const std::string digest(64, 'a');

class DataDirectoryTest : public testing::Test {
 protected:
  void make() {
    ASSERT_TRUE(create_data_directory(dir, new_school()));
    open();
  }
  void open() {
    data.reset();  // the one writer
    auto opened = DataDirectory::open(dir);
    ASSERT_TRUE(opened) << opened.error().code << opened.error().detail;
    data = std::move(*opened);
  }
  // "ok" or the codes of the refusal, for each line.
  std::vector<std::string> said(const std::vector<std::string>& lines) {
    const auto answers = data->handle(lines);
    EXPECT_TRUE(answers);
    std::vector<std::string> out;
    if (!answers) return out;
    for (const auto& answer : *answers) {
      std::string codes = answer.ok ? "ok" : "";
      for (const Unmet& unmet : answer.refusal.unmet) codes += (codes.empty() ? "" : " ") + unmet.code;
      out.push_back(codes);
    }
    return out;
  }
  // A lesson plan that lacks nothing but, maybe, what its hook asks for.
  static std::vector<std::string> plan(const std::string& id, const std::string& outcomes) {
    const std::string on = R"("document":")" + id + "\"";
    return {command(id + "1", R"("do":"create","type":"lesson_plan",)" + on +
                                  R"(,"fields":{"lesson_date":"2024-10-07","outcomes":")" + outcomes + "\"}"),
            command(id + "2", R"("do":"attach","slot":"plan","content":")" + digest + "\"," + on),
            command(id + "3", R"("do":"act","action":"submit",)" + on)};
  }

  contract::TempDir temp;
  std::string dir = temp.in("truong");
  std::unique_ptr<DataDirectory> data;
};

using Said = std::vector<std::string>;
const std::string enough = "Cộng được hai số có ba chữ số";

TEST_F(DataDirectoryTest, IsMadeWholeOrNotAtAll) {
  make();
  EXPECT_EQ(data->office().school().people.size(), 3U);
  EXPECT_EQ(data->people().find("ht"), std::optional(data->office().school().people.rbegin()->first));
  EXPECT_EQ(std::distance(fs::directory_iterator(temp.root()), {}), 1);
  const auto again = create_data_directory(dir, new_school());
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, "Q504");
  EXPECT_EQ(std::distance(fs::directory_iterator(temp.root()), {}), 1);
}

TEST_F(DataDirectoryTest, NothingIsLeftWhereItCannotBeMade) {
  std::ofstream(temp.in("tep")) << "của tôi";
  const auto inside_a_file = create_data_directory(temp.in("tep/truong"), new_school());
  ASSERT_FALSE(inside_a_file);
  const auto no_parent = create_data_directory(temp.in("a/b/truong"), new_school());
  EXPECT_EQ(no_parent.has_value(), fs::exists(temp.in("a/b/truong")));
  EXPECT_FALSE(DataDirectory::open(temp.in("khong-co")));
}

TEST_F(DataDirectoryTest, AHookSeesTextsOfTheSameBatch) {
  make();
  EXPECT_EQ(said(plan("a", enough)), (Said{"ok", "ok", "ok"}));
  EXPECT_EQ(said(plan("b", "Cộng")), (Said{"ok", "ok", "Q418"}));
}

TEST_F(DataDirectoryTest, AHookSeesTextsOfTheVault) {
  make();
  for (const std::string& line : plan("a", "Cộng")) (void)said({line});
  open();
  const std::string submit = R"("do":"act","action":"submit","document":"a")";
  EXPECT_EQ(said({command("x1", submit)}), Said{"Q418"});
  EXPECT_EQ(said({command("x2", R"("do":"edit","document":"a","fields":{"outcomes":")" + enough + "\"}")}),
            Said{"ok"});
  open();
  EXPECT_EQ(said({command("x3", submit)}), Said{"ok"});
}

// The text of a refused command is not kept: it is no part of any event.
TEST_F(DataDirectoryTest, TextsOfRefusedCommandsLeaveNoTrace) {
  make();
  const std::string line =
      command("x1", R"("do":"edit","document":"khong-co","fields":{"outcomes":"không được giữ lại"})");
  EXPECT_EQ(said({line}), Said{"Q401"});
  data.reset();
  for (const auto& entry : fs::directory_iterator(dir)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    EXPECT_EQ(bytes.find("không được giữ lại"), std::string::npos) << entry.path();
  }
}

// Names and free texts lie in the vault; the log holds commitments.
TEST_F(DataDirectoryTest, EventsHoldNoNamesAndNoTexts) {
  make();
  EXPECT_EQ(said(plan("a", enough)), (Said{"ok", "ok", "ok"}));
  data.reset();
  auto reader = sqlite::open_sqlite_reader(dir);
  ASSERT_TRUE(reader);
  const auto events = (*reader)->events(SchoolId{"vi-du"}, 1, 1'000);
  ASSERT_TRUE(events);
  ASSERT_GT(events->size(), 8U);
  for (const StoredEvent& event : *events) {
    for (const std::string word : {"Mẫu", "Dụ", "gv01", enough.c_str()})
      EXPECT_EQ(event.bytes.find(word), std::string::npos) << event.bytes;
  }
}

TEST_F(DataDirectoryTest, BatchesMeanTheSameAsSingleLines) {
  make();
  std::vector<std::string> lines = plan("a", enough);
  lines.push_back("not json");
  for (const std::string& line : plan("b", "Cộng")) lines.push_back(line);
  const auto together = data->handle(lines);
  ASSERT_TRUE(together);

  const std::string other = temp.in("khac");
  ASSERT_TRUE(create_data_directory(other, new_school()));
  auto apart = DataDirectory::open(other);
  ASSERT_TRUE(apart);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto alone = (*apart)->handle({lines[i]});
    ASSERT_TRUE(alone);
    EXPECT_EQ(alone->front().json, (*together)[i].json);
  }
  EXPECT_TRUE(data->handle({})->empty());
}

// What comes line by line is answered as what comes at once, admissions and hooks included.
TEST_F(DataDirectoryTest, AStreamMeansTheSameAsBatches) {
  make();
  std::vector<std::string> lines;
  for (int i = 0; i < 60; ++i) {
    const std::string n = std::to_string(i);
    for (const std::string& line : plan("a" + n, i % 3 == 0 ? "Cộng" : enough)) lines.push_back(line);
    if (i % 10 == 5) lines.push_back("not json");
    if (i % 10 == 7) lines.push_back(lines[lines.size() - 3]);
  }
  const auto together = data->handle(lines);
  ASSERT_TRUE(together);

  const std::string other = temp.in("khac");
  ASSERT_TRUE(create_data_directory(other, new_school()));
  auto apart = DataDirectory::open(other);
  ASSERT_TRUE(apart);
  std::vector<std::string> answers;
  for (std::size_t i = 0; i < lines.size() || (*apart)->under_way() > 0;) {
    if (i < lines.size()) (*apart)->submit(lines[i++]);
    (*apart)->go_on(i % 5 == 0);
    for (const auto& answer : (*apart)->take_answers()) {
      ASSERT_TRUE(answer);
      answers.push_back(answer->json);
    }
  }
  ASSERT_EQ(answers.size(), together->size());
  for (std::size_t i = 0; i < answers.size(); ++i) EXPECT_EQ(answers[i], (*together)[i].json);
}

TEST_F(DataDirectoryTest, WhatWaitsIsBounded) {
  make();
  const std::string big(limits::json_bytes_max, 'x');
  EXPECT_FALSE(data->full());
  for (std::size_t i = 0; i < limits::line_bytes_waiting_max / limits::json_bytes_max; ++i) data->submit(big);
  EXPECT_TRUE(data->full());
  EXPECT_FALSE(data->take_answers().empty());
  EXPECT_FALSE(data->full());
  for (std::size_t i = 0; i < limits::lines_waiting_max; ++i) data->submit("x");
  EXPECT_TRUE(data->full());
}

// Time passes without a command; where times come with commands it has to be told.
TEST_F(DataDirectoryTest, TimePassesWithoutACommand) {
  make();
  EXPECT_EQ(said(plan("a", enough)), (Said{"ok", "ok", "ok"}));
  const SchoolId school{"vi-du"};
  const auto nothing = data->let_time_pass(school, std::nullopt);
  ASSERT_TRUE(nothing);
  EXPECT_FALSE(nothing->has_time);
  EXPECT_EQ(nothing->events, 0u);
  const Instant later = *Instant::parse("2024-12-01T08:00:00+07:00");
  const auto passed = data->let_time_pass(school, later);
  ASSERT_TRUE(passed);
  EXPECT_GT(passed->events, 0u);
  EXPECT_EQ(passed->until, later);
  EXPECT_EQ(data->let_time_pass(school, later)->events, 0u);
  const auto back = data->let_time_pass(school, *Instant::parse("2024-10-02T08:00:00+07:00"));
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, "Q527");
}

// A directory of three schools: lines say whose command they are, and each school has its own accounts.
class SeveralSchools : public DataDirectoryTest {
 protected:
  SeveralSchools() {
    EXPECT_TRUE(create_data_directory(dir, new_school()));
    for (const char* id : {"s2", "s3"}) {
      NewSchool school = new_school();
      school.school = SchoolId{id};
      school.people[0].account = std::string("gv-") + id;
      EXPECT_TRUE(add_school(dir, school));
    }
  }
  void open_as(const std::string& school) {
    data.reset();
    auto opened = DataDirectory::open(dir, school);
    ASSERT_TRUE(opened) << opened.error().code;
    data = std::move(*opened);
  }
  static std::string unit(const std::string& as, const std::string& key, const std::string& more) {
    return R"({"as":")" + as + R"(","at":"2024-10-01T08:00:00+07:00","do":"create","type":"lesson_plan",)" +
           R"("document":"d","fields":{"lesson_date":"2024-10-07"},"key":")" + key + "\"" + more + "}";
  }
  static std::string of(const std::string& school) { return R"(,"school":")" + school + "\""; }
};

TEST_F(SeveralSchools, EachLineIsOfTheSchoolThatItNames) {
  open_as("");
  EXPECT_EQ(said({unit("gv01", "k", of("vi-du")), unit("gv-s2", "k", of("s2")), unit("gv01", "x", of("s2")),
                  unit("gv01", "x", ""), unit("gv01", "x", of("khac")), unit("gv01", "x", of("A B")),
                  unit("gv-s3", "k", of("s3"))}),
            (Said{"ok", "ok", "Q425", "Q518", "Q519", "Q454", "ok"}));
  EXPECT_EQ(data->used().size(), 3U);
  EXPECT_EQ(data->name(SchoolId{"s2"}, PersonId{"p0001"}), "Đỗ Thị Mẫu");
}

TEST_F(SeveralSchools, ALineThatNamesNoneIsOfTheSchoolOpenedFor) {
  open_as("s2");
  EXPECT_EQ(said({unit("gv-s2", "k", "")}), Said{"ok"});
  EXPECT_EQ(data->office().school().id.value, "s2");
  EXPECT_EQ(said({unit("gv-s2", "k", of("s2"))}), Said{"ok"}) << "the same command, not another of its key";
  EXPECT_EQ(data->office().school().documents.size(), 1U);
  EXPECT_EQ(said({unit("gv01", "k", of("vi-du"))}), Said{"ok"}) << "keys are of a school";
  const auto unknown = DataDirectory::open(dir + "-khac");
  EXPECT_EQ(unknown.error().code, "Q503");
}

TEST_F(SeveralSchools, OneThatIsThereIsNotAddedAgain) {
  NewSchool school = new_school();
  school.school = SchoolId{"s2"};
  const auto again = add_school(dir, school);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, "Q504");
  EXPECT_NE(again.error().detail.find("s2"), std::string::npos);
  data.reset();
  const auto wrong = DataDirectory::open(dir, "s9");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, "Q519");
}

std::size_t open_files() {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator("/proc/self/fd"), {}));
}

// Lines of many schools in turn.
class ManySchools : public SeveralSchools {
 protected:
  static constexpr std::size_t count = 40;
  ManySchools() {
    for (std::size_t i = 0; i < count; ++i) {
      NewSchool school = new_school();
      school.school = SchoolId{"t" + std::to_string(i)};
      EXPECT_TRUE(add_school(dir, school));
      for (const char* key : {"k1", "k2"}) lines.push_back(unit("gv01", key, of(school.school.value)));
    }
    std::stable_partition(lines.begin(), lines.end(),
                          [](const std::string& line) { return line.find("k1") != std::string::npos; });
  }
  void open_with(std::size_t schools_open_max) {
    data.reset();
    DataDirectoryOptions options;
    options.schools_open_max = schools_open_max;
    auto opened = DataDirectory::open(dir, options);
    ASSERT_TRUE(opened) << opened.error().code;
    data = std::move(*opened);
  }
  // Each line as it comes, carried out by the pipeline's own threads.
  std::vector<std::string> stream() {
    std::vector<std::string> out;
    for (const std::string& line : lines) {
      data->submit(line);
      data->go_on(false);
      take(out);
    }
    while (data->under_way() > 0) take(out);
    return out;
  }
  void take(std::vector<std::string>& out) {
    for (const auto& answer : data->take_answers()) {
      EXPECT_TRUE(answer);
      if (answer) out.push_back(answer->ok ? "ok" : answer->refusal.unmet.front().code);
    }
  }
  [[nodiscard]] Said expected() const {
    Said out(count, "ok");
    out.resize(2 * count, "Q428");
    return out;
  }
  std::vector<std::string> lines;
};

// More schools than are open at a time, also within what is carried out together: those closed in between go
// on where they were.
TEST_F(ManySchools, MoreThanCanBeOpenAtATime) {
  open_with(4);
  EXPECT_EQ(said(lines), expected());
  open_with(4);
  for (std::string& line : lines) line.replace(line.find("\"d\""), 3, "\"e\"");
  for (std::string& line : lines) line.replace(line.find("\"key\":\"k"), 8, "\"key\":\"n");
  EXPECT_EQ(stream(), expected());
}

// However many schools there are, they have the same few connections.
TEST_F(ManySchools, TakeNoDescriptorsOfTheirOwn) {
  open_with(limits::schools_open_max);
  lines.resize(1);
  (void)said(lines);
  const std::size_t with_one = open_files();
  lines.clear();
  for (std::size_t i = 0; i < count; ++i) lines.push_back(unit("gv01", "k9", of("t" + std::to_string(i))));
  (void)said(lines);
  EXPECT_EQ(open_files(), with_one);
}

TEST_F(ManySchools, EachIsSignedOnceForWhatItGot) {
  open_with(4);
  (void)said(lines);
  std::map<std::string, int> calls;
  const auto sign = [&](Store&, const SchoolId& school, const SentEvents* sent) {
    ++calls[school.value];
    EXPECT_NE(sent, nullptr) << "it is what was written since";
    return true;
  };
  data->each_unsigned(sign);
  EXPECT_EQ(calls.size(), count);
  data->each_unsigned(sign);
  EXPECT_EQ(said({unit("gv01", "k5", of("t7"))}), Said{"Q428"});
  EXPECT_EQ(said({R"({"as":"gv01","at":"2024-10-01T08:00:00+07:00","do":"create","type":"lesson_plan",)"
                  R"("document":"x","fields":{"lesson_date":"2024-10-07"},"key":"k6","school":"t8"})"}),
            Said{"ok"});
  data->each_unsigned(sign);
  EXPECT_EQ(calls["t7"], 1);
  EXPECT_EQ(calls["t8"], 2);
}

}  // namespace
}  // namespace quyche::runtime
