// Whatever is wrong with an archive is found, by both verifiers, with the same words.
#include <algorithm>

#include "adapters/archive/files.h"
#include "adapters/archive/format.h"
#include "adapters/archive/story.h"
#include "adapters/archive/tree_files.h"
#include "adapters/archive/vault_lines.h"
#include "engine/json/canonical.h"
#include "engine/json/read.h"
#include "engine/ledger/checkpoint.h"
#include "engine/ledger/tree.h"
#include "tests/archive/damages.h"
#include "tests/archive/support.h"
#include "tests/property/random_commands.h"

namespace quyche::test {
namespace {

namespace fs = std::filesystem;

// A line of events.jsonl that holds `what`, counted from 1.
std::uint64_t line_with(const std::string& folder, const std::string& what) {
  const auto lines = cli::lines_of(bytes_of(folder + "/events.jsonl"));
  const auto at = std::find_if(lines.begin(), lines.end(),
                               [&](const std::string& line) { return line.find(what) != std::string::npos; });
  EXPECT_NE(at, lines.end()) << what;
  return static_cast<std::uint64_t>(at - lines.begin()) + 1;
}

class ArchiveDamage : public testing::Test {
 protected:
  TempDir temp_;
};

TEST_F(ArchiveDamage, OfEachKindIsFoundByBothVerifiersAlike) {
  std::vector<std::string> folders;
  const std::vector<Damage> table = damages();
  for (const Damage& damage : table) {
    folders.push_back(copy_of(three_weeks(), temp_, "a" + std::to_string(folders.size())));
    damage.inflict(folders.back());
    if (damage.mended) mend_manifest(folders.back());
  }
  const auto of_python = python_reports(folders);
  ASSERT_EQ(of_python.size(), table.size());
  for (std::size_t i = 0; i < table.size(); ++i) {
    SCOPED_TRACE(table[i].name);
    EXPECT_EQ(report_of(folders[i]), of_python[i]);
    const auto report = archive::check_archive(folders[i]);
    ASSERT_TRUE(report);
    const Told found = told(*report);
    for (const std::string& wanted : table[i].wanted)
      EXPECT_TRUE(std::any_of(found.begin(), found.end(),
                              [&](const std::string& one) { return one.starts_with(wanted); }))
          << wanted << " not among " << testing::PrintToString(found);
    // A manifest that agrees hides nothing.
    EXPECT_FALSE(found.empty());
    for (const std::string& one : found)
      EXPECT_FALSE(table[i].mended && (one.ends_with(" changed") || one.ends_with(" unlisted"))) << one;
  }
}

// Missing, and longer by a byte: each file there is.
TEST_F(ArchiveDamage, OfEachFileIsFound) {
  std::vector<std::string> folders;
  Told wanted;
  const auto files = archive::files_below(three_weeks());
  for (const std::string& file : *files) {
    // The one without which there is no list, and the one that may be left out.
    if (file == archive::manifest_file || file == archive::manifest_note_file) continue;
    const std::string path = "/" + file;
    folders.push_back(copy_of(three_weeks(), temp_, "a" + std::to_string(folders.size())));
    fs::remove(folders.back() + path);
    wanted.push_back(file + " missing");
    folders.push_back(copy_of(three_weeks(), temp_, "a" + std::to_string(folders.size())));
    write_bytes(folders.back() + path, bytes_of(folders.back() + path) + "\n");
    wanted.push_back(file + " changed");
  }
  EXPECT_GT(folders.size(), 30U);
  const auto of_python = python_reports(folders);
  ASSERT_EQ(of_python.size(), folders.size());
  for (std::size_t i = 0; i < folders.size(); ++i) {
    EXPECT_EQ(report_of(folders[i]), of_python[i]);
    const Told found = told(*archive::check_archive(folders[i]));
    EXPECT_NE(std::find(found.begin(), found.end(), wanted[i]), found.end())
        << wanted[i] << " not among " << testing::PrintToString(found);
  }
}

// A thief with a text editor: random bytes changed, put in or taken out, the manifest mended.
TEST_F(ArchiveDamage, OfRandomBytesIsFoundByBothVerifiersAlike) {
  const RandomSchool made = random_school_of(20, 120);
  ASSERT_TRUE(export_to(*made.store, temp_.in("whole")));
  const auto files = *archive::files_below(temp_.in("whole"));
  std::vector<std::string> folders;
  Choices choices(77);
  while (folders.size() < 120) {
    folders.push_back(copy_of(temp_.in("whole"), temp_, "a" + std::to_string(folders.size())));
    const std::string& file = choices.one_of(files);
    std::string bytes = bytes_of(folders.back() + "/" + file);
    const std::size_t place = choices.below(bytes.size());
    if (choices.percent(60))
      bytes[place] = static_cast<char>(bytes[place] ^ (1 << choices.below(8)));
    else if (choices.percent(50))
      bytes.erase(place, 1 + choices.below(60));
    else
      bytes.insert(place, bytes.substr(choices.below(bytes.size()), 1 + choices.below(60)));
    write_bytes(folders.back() + "/" + file, bytes);
    // What only the manifest guards stays found.
    const bool derived = file == "index.html" || file == "README.txt" || file == "verify.py" ||
                         file.starts_with("calendars/") || file == "manifest.json";
    if (!derived && choices.percent(70)) mend_manifest(folders.back());
  }
  const auto of_python = python_reports(folders);
  ASSERT_EQ(of_python.size(), folders.size());
  for (std::size_t i = 0; i < folders.size(); ++i) {
    EXPECT_EQ(report_of(folders[i]), of_python[i]) << folders[i];
    EXPECT_FALSE(archive::check_archive(folders[i])->ok()) << i << ' ' << of_python[i];
  }
}

TEST_F(ArchiveDamage, OfEveryByteOfAnEventIsFound) {
  const RandomSchool made = random_school_of(3, 20);
  ASSERT_TRUE(export_to(*made.store, temp_.in("a")));
  const std::string path = temp_.in("a/events.jsonl");
  const std::string bytes = bytes_of(path);
  const std::size_t from = bytes.find('\n') + 1;
  for (std::size_t place = from; place < bytes.find('\n', from); ++place) {
    flip(path, place);
    mend_manifest(temp_.in("a"));
    const auto report = archive::check_archive(temp_.in("a"));
    ASSERT_TRUE(report);
    const Told found = told(*report);
    EXPECT_TRUE(std::any_of(found.begin(), found.end(),
                            [](const std::string& one) { return one.starts_with("events.jsonl:2 event_"); }))
        << place << testing::PrintToString(found);
    write_bytes(path, bytes);
  }
}

// Whoever can make everything anew can make an archive of one piece; a key from elsewhere tells.
TEST_F(ArchiveDamage, AForgeryOfOnePieceIsToldByTheKeyAlone) {
  const RandomSchool real = random_school_of(5, 40);
  const RandomSchool forged = random_school_of(6, 40);
  ASSERT_TRUE(export_to(*forged.store, temp_.in("a")));
  EXPECT_TRUE(archive::check_archive(temp_.in("a"))->ok());
  const std::string key = real.key.key.text();
  EXPECT_EQ(told(*archive::check_archive(temp_.in("a"), {real.key.key, {}, {}})), Told{"keys key_unknown"});
  EXPECT_EQ(report_of(temp_.in("a"), key), python_reports({temp_.in("a")}, key).at(0));
}

// A text of somebody erased that is still there, or was put back.
TEST_F(ArchiveDamage, AnErasedTextThatIsThereIsFound) {
  cli::School school;
  ASSERT_EQ(cli::run_cli({"checkpoint", school.dir}).exit, 0);
  ASSERT_EQ(cli::run_cli({"export", school.dir, "--out", temp_.in("before")}).exit, 0);
  ASSERT_EQ(
      school
          .give(
              R"({"do":"remove_person","key":"a","as":"qt","at":"2024-09-02T08:00:00+07:00","person":"gv01"})"
              "\n")
          .exit,
      0);
  ASSERT_EQ(cli::run_cli({"erase", school.dir, "--person", "gv01", "--as", "qt", "--yes", "--at",
                          "2024-09-02T09:00:00+07:00"})
                .exit,
            0);
  ASSERT_EQ(cli::run_cli({"export", school.dir, "--out", temp_.in("after")}).exit, 0);
  EXPECT_EQ(cli::lines_of(bytes_of(temp_.in("after/vault.jsonl"))).size() + 1,
            cli::lines_of(bytes_of(temp_.in("before/vault.jsonl"))).size());
  write_bytes(temp_.in("after/vault.jsonl"), bytes_of(temp_.in("before/vault.jsonl")));
  mend_manifest(temp_.in("after"));
  EXPECT_EQ(told(*archive::check_archive(temp_.in("after"))), Told{"vault.jsonl:1 text_kept"});
  EXPECT_EQ(report_of(temp_.in("after")), python_reports({temp_.in("after")}).at(0));
}

TEST_F(ArchiveDamage, NothingIsMadeOfIt) {
  const std::string folder = copy_of(three_weeks(), temp_, "a");
  change_lines(folder + "/events.jsonl",
               [](Lines& lines) { replace(lines[99], R"("by":"p00)", R"("by":"q00)"); });
  mend_manifest(folder);
  const cli::Ran ran = cli::run_cli({"import", folder, "--dir", temp_.in("dir"), "--lang", "en"});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_NE(ran.err.find("Q541"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("events.jsonl:100: the event is not the one that was signed"), std::string::npos)
      << ran.err;
  EXPECT_FALSE(fs::exists(temp_.in("dir")));
  const cli::Ran verified = cli::run_cli({"verify", folder});
  EXPECT_EQ(verified.exit, 1);
  EXPECT_NE(verified.out.find("events.jsonl:100"), std::string::npos) << verified.out;
  // Another key than the one that signed.
  const cli::Ran other = cli::run_cli(
      {"import", three_weeks(), "--dir", temp_.in("dir"), "--key", key_of("quyche/th-vi-du", 9).key.text()});
  EXPECT_EQ(other.exit, 3);
  EXPECT_NE(other.err.find("Q541"), std::string::npos) << other.err;
  EXPECT_FALSE(fs::exists(temp_.in("dir")));
  const cli::Ran none = cli::run_cli({"import", temp_.in("nothing"), "--dir", temp_.in("dir")});
  EXPECT_EQ(none.exit, 3);
  EXPECT_NE(none.err.find("Q540"), std::string::npos) << none.err;
}

// An event that is one by its form and that this version cannot read: whole for a verifier, nothing to
// import.
TEST_F(ArchiveDamage, AnEventOfAnUnknownKindIsNotImported) {
  const std::string folder = copy_of(three_weeks(), temp_, "a");
  const std::uint64_t line = line_with(folder, R"("kind":"notified")");
  const signing::SigningKey key = key_of("quyche/th-vi-du", 9);
  change_lines(folder + "/events.jsonl", [&](Lines& lines) {
    replace(lines.at(line - 1), R"("kind":"notified")", R"("kind":"foretold")");
    const std::size_t at = lines[1].find("quyche/th-vi-du+");
    lines[1].replace(at, lines[1].find('"', at) - at, key.key.text());
  });
  write_tiles(folder);
  const auto lines = cli::lines_of(bytes_of(folder + "/events.jsonl"));
  std::vector<Digest> leaves;
  for (const std::string& one : lines) leaves.push_back(ledger::leaf_hash(one));
  sign_again(folder, key, [&](ledger::Checkpoint& c) { c.root = archive::root_of(leaves); });
  change_lines(folder + "/keys", [&](Lines& keys) {
    keys[0].replace(keys[0].find("quyche/"), std::string::npos, key.key.text());
  });
  mend_manifest(folder);
  EXPECT_EQ(told(*archive::check_archive(folder)), Told{});
  EXPECT_EQ(report_of(folder), python_reports({folder}).at(0));
  const cli::Ran ran = cli::run_cli({"import", folder, "--dir", temp_.in("dir")});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_NE(ran.err.find("Q505"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("events.jsonl:" + std::to_string(line)), std::string::npos) << ran.err;
  EXPECT_FALSE(fs::exists(temp_.in("dir")));
}

}  // namespace
}  // namespace quyche::test
