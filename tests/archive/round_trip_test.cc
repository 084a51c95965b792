// Out and in again: the same school, the same archive, and two verifiers of one opinion.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "adapters/archive/files.h"
#include "adapters/archive/format.h"
#include "engine/base/check.h"
#include "engine/json/canonical.h"
#include "engine/office/load.h"
#include "engine/office/office.h"
#include "engine/view/late.h"
#include "tests/archive/support.h"
#include "tests/property/random_commands.h"

namespace quyche::test {
namespace {

std::map<std::string, std::string> contents_of(const std::string& folder) {
  std::map<std::string, std::string> out;
  const auto files = archive::files_below(folder);
  for (const std::string& file : *files) out.emplace(file, bytes_of(folder + "/" + file));
  return out;
}

// The same, without the signature that only the key's holder can add.
std::map<std::string, std::string> unsigned_contents_of(const std::string& folder) {
  auto contents = contents_of(folder);
  contents.erase(archive::manifest_note_file);
  return contents;
}

LoadedSchool loaded(memory::MemoryStore& store) {
  const auto reader = store.reader();
  auto school = load_school(**reader, random_school);
  CHECK(school, "what was imported can be loaded");
  return std::move(*school);
}

std::vector<StoredDocument> rows_of(memory::MemoryStore& store) {
  return *(*store.reader())->documents(random_school, {}, 1'000'000);
}

TEST(ArchiveRoundTrip, AnImportIsTheSchoolAndExportsTheSame) {
  int with_two_levels = 0;
  int with_erasures = 0;
  int with_late = 0;
  EXPECT_TRUE(rc::check("an import is the school and exports the same", [&] {
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    const auto requests = *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::size_t>(0, 1'200));
    const bool vault = *rc::gen::arbitrary<bool>();
    const RandomSchool made = random_school_of(seed, requests);
    const TempDir temp;
    const auto exported = export_to(*made.store, temp.in("a"), vault);
    if (!exported) RC_FAIL(exported.error().code + ' ' + exported.error().detail);
    RC_ASSERT(exported->ok());
    RC_ASSERT(exported->checkpoint_size == exported->events);
    RC_ASSERT(report_of(temp.in("a"), made.key.key.text()) ==
              python_reports({temp.in("a")}, made.key.key.text()).at(0));

    memory::MemoryStore copy;
    const auto pieces = *rc::gen::arbitrary<bool>() ? archive::Pieces::one : archive::Pieces::many;
    const auto imported =
        archive::import_archive(temp.in("a"), *archive::check_archive(temp.in("a")), copy, pieces);
    if (!imported) RC_FAIL(imported.error().code + ' ' + imported.error().detail);
    const LoadedSchool before = loaded(*made.store);
    const LoadedSchool after = loaded(copy);
    RC_ASSERT(before.state == after.state);
    RC_ASSERT(late_items({before.policies, before.state}).size() ==
              late_items({after.policies, after.state}).size());
    RC_ASSERT(rows_of(*made.store) == rows_of(copy));

    RC_ASSERT(export_to(copy, temp.in("b"), vault).has_value());
    RC_ASSERT(contents_of(temp.in("a")) == contents_of(temp.in("b")));
    const std::string events = bytes_of(temp.in("a/events.jsonl"));
    if (exported->events > archive::tile_width) ++with_two_levels;
    if (events.find("person_erased") != std::string::npos) ++with_erasures;
    if (!late_items({before.policies, before.state}).empty()) ++with_late;
  }));
  // What was tried is worth something.
  EXPECT_GT(with_two_levels, 20);
  EXPECT_GT(with_erasures, 50);
  EXPECT_GT(with_late, 50);
}

// Several pieces of everything that comes in pieces.
TEST(ArchiveRoundTrip, OfALargeSchoolInPiecesAndAtOnce) {
  constexpr int documents = 4'200;
  const TempDir temp;
  cli::School school;
  std::string commands;
  for (int i = 0; i < documents; ++i) {
    const std::string id = std::to_string(i);
    const std::string rest = R"(,"as":"gv01","at":"2024-09-02T08:00:00+07:00","document":"kh-)" + id + "\"";
    commands += R"({"do":"create","key":"a)" + id + R"(","type":"lesson_plan","fields":{"lesson_date":)" +
                R"("2024-10-07","outcomes":"Mục tiêu bài )" + id + "\"}" + rest + "}\n";
    commands += R"({"do":"attach","key":"b)" + id + R"(","slot":"plan","content":")" + sha256(id).text() +
                "\"" + rest + "}\n";
  }
  ASSERT_EQ(school.give(commands).exit, 0);
  ASSERT_EQ(cli::run_cli({"export", school.dir, "--out", temp.in("a")}).exit, 0);
  EXPECT_EQ(report_of(temp.in("a")), python_reports({temp.in("a")}).at(0));
  const auto report = *archive::check_archive(temp.in("a"));
  EXPECT_GT(report.events, 2U * documents);
  memory::MemoryStore at_once;
  memory::MemoryStore in_pieces;
  ASSERT_TRUE(archive::import_archive(temp.in("a"), report, at_once, archive::Pieces::one));
  ASSERT_TRUE(archive::import_archive(temp.in("a"), report, in_pieces, archive::Pieces::many));
  const SchoolId id{"school"};
  const auto rows = [&](memory::MemoryStore& store) { return *(*store.reader())->documents(id, {}, 10'000); };
  EXPECT_EQ(rows(at_once).size(), static_cast<std::size_t>(documents));
  EXPECT_EQ(rows(at_once), rows(in_pieces));
  EXPECT_EQ((*at_once.reader())->answer(id, CommandKey{"b4100"})->value(),
            (*in_pieces.reader())->answer(id, CommandKey{"b4100"})->value());
  ASSERT_EQ(cli::run_cli({"import", temp.in("a"), "--dir", temp.in("d")}).exit, 0);
  EXPECT_EQ(cli::run_cli({"verify", temp.in("d")}).exit, 0);
  ASSERT_EQ(cli::run_cli({"export", temp.in("d"), "--out", temp.in("b")}).exit, 0);
  EXPECT_EQ(unsigned_contents_of(temp.in("a")), contents_of(temp.in("b")));
  // What changes behind the check is noticed while it is read; at once, nothing of the school is there then.
  change_lines(temp.in("a/events.jsonl"), [](std::vector<std::string>& lines) { lines.pop_back(); });
  memory::MemoryStore nothing;
  const auto stale = archive::import_archive(temp.in("a"), report, nothing, archive::Pieces::one);
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().code, "Q541");
  EXPECT_TRUE((*nothing.reader())->schools()->empty());
}

// What the program makes, through the program.
TEST(ArchiveRoundTrip, OfThreeWeeksThroughTheCommandLine) {
  const TempDir temp;
  const std::string dir = temp.in("imported");
  const cli::Ran imported = cli::run_cli({"import", three_weeks(), "--dir", dir, "--format", "json"});
  ASSERT_EQ(imported.exit, 0) << imported.err;
  EXPECT_EQ(*imported.json().find("events")->integer(), 669);
  ASSERT_EQ(cli::run_cli({"export", dir, "--out", temp.in("again")}).exit, 0);
  EXPECT_EQ(unsigned_contents_of(three_weeks()), contents_of(temp.in("again")));
  // With the key it is the very same.
  const std::string key_file = (std::filesystem::path(three_weeks()).parent_path() / "data.keys").string();
  ASSERT_EQ(cli::run_cli({"export", dir, "--out", temp.in("signed"), "--keys", key_file}).exit, 0);
  EXPECT_EQ(contents_of(three_weeks()), contents_of(temp.in("signed")));
  // The first export's directory is beside it.
  const std::string original = (std::filesystem::path(three_weeks()).parent_path() / "data").string();
  for (const cli::Names& question : {cli::Names{"late"},
                                     {"status"},
                                     {"verify"},
                                     {"history", "lp-37-gv04"},
                                     {"inbox", "--everyone", "--at", "2024-09-19T14:30:00+07:00"}}) {
    cli::Names of_original = question;
    cli::Names of_import = question;
    of_original.insert(of_original.begin() + 1, original);
    of_import.insert(of_import.begin() + 1, dir);
    const cli::Ran there = cli::run_cli(of_original);
    const cli::Ran here = cli::run_cli(of_import);
    EXPECT_EQ(there.exit, here.exit) << here.err;
    // An archive brings the newest checkpoint alone; init signed one of its own before it.
    std::string told = there.out;
    constexpr std::string_view two = "điểm kiểm tra: 2";
    if (const auto at = told.find(two); at != std::string::npos) told[at + two.size() - 1] = '1';
    EXPECT_EQ(told, here.out) << question.front();
    EXPECT_FALSE(here.out.empty());
  }
}

TEST(ArchiveRoundTrip, AKeyThatWasUsedIsNotUsedAgain) {
  const TempDir temp;
  const std::string dir = temp.in("imported");
  ASSERT_EQ(cli::run_cli({"import", three_weeks(), "--dir", dir}).exit, 0);
  const std::string line =
      R"({"do":"create","as":"gv01","type":"lesson_plan","fields":{"lesson_date":"2024-10-07"},)"
      R"("at":"2024-09-30T08:00:00+07:00","key":")";
  const std::string path = cli::write_file(temp.in("c.jsonl"), line + "w0397\"}\n" + line + "new\"}\n");
  const cli::Ran ran = cli::run_cli({"do", dir, path});
  const auto answers = cli::lines_of(ran.out);
  ASSERT_EQ(answers.size(), 2U) << ran.err;
  EXPECT_NE(answers[0].find("Q521"), std::string::npos) << answers[0];
  EXPECT_NE(answers[1].find(R"("ok":true)"), std::string::npos) << answers[1];
}

TEST(ArchiveRoundTrip, SeveralSchoolsInOneDirectory) {
  const TempDir temp;
  cli::School school;
  ASSERT_EQ(cli::run_cli({"import", three_weeks(), "--dir", school.dir}).exit, 0);
  const cli::Ran which = cli::run_cli({"export", school.dir, "--out", temp.in("x")});
  EXPECT_EQ(which.exit, 3);
  EXPECT_NE(which.err.find("Q518"), std::string::npos) << which.err;
  ASSERT_EQ(cli::run_cli({"export", school.dir, "--school", "th-vi-du", "--out", temp.in("a")}).exit, 0);
  EXPECT_EQ(unsigned_contents_of(three_weeks()), contents_of(temp.in("a")));
  ASSERT_EQ(cli::run_cli({"checkpoint", school.dir, "--school", "school"}).exit, 0);
  // The other school's policy is not in it, and the other school is as it was.
  ASSERT_EQ(cli::run_cli({"export", school.dir, "--school", "school", "--out", temp.in("b")}).exit, 0);
  EXPECT_EQ(cli::run_cli({"verify", temp.in("b")}).exit, 0);
  EXPECT_NE(contents_of(temp.in("b")).size(), contents_of(temp.in("a")).size());
  const cli::Ran twice = cli::run_cli({"import", three_weeks(), "--dir", school.dir});
  EXPECT_EQ(twice.exit, 3);
  EXPECT_NE(twice.err.find("Q545"), std::string::npos) << twice.err;
}

TEST(ArchiveRoundTrip, WithoutTheVaultNobodyIsNamed) {
  const TempDir temp;
  const std::string original = (std::filesystem::path(three_weeks()).parent_path() / "data").string();
  ASSERT_EQ(cli::run_cli({"export", original, "--out", temp.in("bare"), "--without-vault"}).exit, 0);
  EXPECT_FALSE(std::filesystem::exists(temp.in("bare/vault.jsonl")));
  std::string everything;
  for (const auto& [path, bytes] : contents_of(temp.in("bare"))) everything += bytes;
  const auto csv = cli::lines_of(bytes_of(cli::repository() / "examples/three-weeks/people.csv"));
  std::size_t names = 0;
  for (const std::string& row : csv) {
    const std::size_t name = row.find(',');
    if (row.starts_with("account") || name == std::string::npos) continue;
    ++names;
    EXPECT_EQ(everything.find(row.substr(name + 1, row.find(',', name + 1) - name - 1)), std::string::npos)
        << row;
  }
  EXPECT_GT(names, 20U);
  EXPECT_EQ(everything.find("Nhập nhầm môn học"), std::string::npos);  // a reason
  EXPECT_EQ(report_of(temp.in("bare")), python_reports({temp.in("bare")}).at(0));
  // It comes in, stays without names, and goes out as it came.
  ASSERT_EQ(cli::run_cli({"import", temp.in("bare"), "--dir", temp.in("dir")}).exit, 0);
  const auto verified = cli::run_cli({"verify", temp.in("dir"), "--format", "json"}).json();
  EXPECT_EQ(*verified.find("erased")->integer(), 0);
  EXPECT_EQ(*verified.find("left_out")->integer(), 105);
  EXPECT_NE(cli::run_cli({"verify", temp.in("dir")}).out.find("--without-vault"), std::string::npos);
  ASSERT_EQ(cli::run_cli({"export", temp.in("dir"), "--out", temp.in("y"), "--without-vault"}).exit, 0);
  EXPECT_EQ(unsigned_contents_of(temp.in("bare")), contents_of(temp.in("y")));
  // What is written from then on has its texts; the archive says of how many events they are not there.
  ASSERT_EQ(cli::run_cli({"export", temp.in("dir"), "--out", temp.in("x")}).exit, 0);
  EXPECT_EQ(archive::read_manifest(bytes_of(temp.in("x/manifest.json")))->left_out, 669U);
  EXPECT_EQ(report_of(temp.in("x")), python_reports({temp.in("x")}).at(0));
  ASSERT_EQ(cli::run_cli({"import", temp.in("x"), "--dir", temp.in("dir2")}).exit, 0);
  ASSERT_EQ(cli::run_cli({"export", temp.in("dir2"), "--out", temp.in("z")}).exit, 0);
  EXPECT_EQ(contents_of(temp.in("x")), contents_of(temp.in("z")));
  // Nothing but that is forgiven.
  archive::Manifest manifest = *archive::read_manifest(bytes_of(temp.in("x/manifest.json")));
  manifest.left_out = 300;
  write_bytes(temp.in("x/manifest.json"), archive::manifest_text(manifest));
  const auto found = told(*archive::check_archive(temp.in("x")));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].starts_with("events.jsonl:3") && found[0].ends_with("text_missing")) << found[0];
}

}  // namespace
}  // namespace quyche::test
