// Names of tiles, the manifest, and what cannot be exported.
#include "adapters/archive/format.h"

#include <sys/stat.h>

#include "adapters/archive/files.h"
#include "adapters/archive/tree_files.h"
#include "engine/ledger/tree.h"
#include "tests/archive/support.h"

namespace quyche::test {
namespace {

namespace fs = std::filesystem;
using archive::Tile;

// The examples of c2sp.org/tlog-tiles, and what follows from its words.
TEST(ArchiveFormat, TilesAreNamedAsPublished) {
  const std::pair<Tile, const char*> table[] = {
      {{0, 0, 256}, "tile/0/000"},         {{0, 1234067, 256}, "tile/0/x001/x234/067"},
      {{1, 0, 17}, "tile/1/000.p/17"},     {{0, 999, 256}, "tile/0/999"},
      {{0, 1000, 256}, "tile/0/x001/000"}, {{3, 1000000, 1}, "tile/3/x001/x000/000.p/1"},
      {{0, 273, 112}, "tile/0/273.p/112"},
  };
  for (const auto& [tile, path] : table) EXPECT_EQ(archive::tile_file(tile), path);
}

TEST(ArchiveFormat, TilesOfATreeAreThoseOfTheSpecification) {
  // "a tree of size 70,000": 273 full tiles and one of 112, then one full of 256 and one of 17, then one
  // of 1.
  const auto tiles = archive::tiles_of(70'000);
  EXPECT_EQ(tiles.size(), 273U + 1 + 1 + 1 + 1);
  EXPECT_EQ(tiles[273], (Tile{0, 273, 112}));
  EXPECT_EQ(tiles[274], (Tile{1, 0, 256}));
  EXPECT_EQ(tiles[275], (Tile{1, 1, 17}));
  EXPECT_EQ(tiles[276], (Tile{2, 0, 1}));
  EXPECT_TRUE(archive::tiles_of(0).empty());
  EXPECT_EQ(archive::tiles_of(1), (std::vector<Tile>{{0, 0, 1}}));
  EXPECT_EQ(archive::tiles_of(256), (std::vector<Tile>{{0, 0, 256}, {1, 0, 1}}));
}

// Nodes of a level of tiles are the tree's own, eight levels up.
TEST(ArchiveFormat, TilesHoldTheTreesNodes) {
  std::vector<Digest> leaves;
  ledger::Frontier tree;
  std::map<std::pair<int, std::uint64_t>, Digest> nodes;
  for (int i = 0; i < 1'000; ++i) {
    leaves.push_back(ledger::leaf_hash(std::to_string(i)));
    tree.append(leaves.back(), [&](ledger::NodeId id, const Digest& hash) {
      nodes[{id.level, id.index}] = hash;
    });
  }
  const auto above = archive::next_tile_level(leaves);
  ASSERT_EQ(above.size(), 3U);
  for (std::size_t i = 0; i < above.size(); ++i) EXPECT_EQ(above[i], (nodes.at({8, i})));
  EXPECT_EQ(archive::root_of(leaves), tree.root());
  EXPECT_EQ(archive::tile_hashes(archive::tile_bytes(std::span(leaves).first(9)), 9),
            std::vector<Digest>(leaves.begin(), leaves.begin() + 9));
  EXPECT_TRUE(archive::tile_hashes(std::string(64, 'x'), 1).empty());
}

TEST(ArchiveFormat, AManifestIsReadAsItIsWrittenAndNotOtherwise) {
  const archive::Manifest manifest{
      SchoolId{"le-loi"}, 3, true, {{"a/b.txt", 5, sha256("x")}, {"c", 0, sha256("")}}};
  const std::string text = archive::manifest_text(manifest);
  EXPECT_EQ(archive::read_manifest(text), manifest);
  const auto with = [&](const std::string& what, const std::string& by) {
    std::string changed = text;
    return changed.replace(changed.find(what), what.size(), by);
  };
  const std::string bad[] = {"",
                             text.substr(0, text.size() - 1),
                             text + "\n",
                             " " + text,
                             with("\"events\":3", "\"events\":-3"),
                             with("\"events\":3", "\"events\":\"3\""),
                             with("\"vault\":true", "\"vault\":1"),
                             with("\"vault\":true", "\"vault\":true,\"x\":1"),
                             with("\"le-loi\"", "\"Lê Lợi\""),
                             with("\"a/b.txt\"", "\"a/../b.txt\""),
                             with("\"a/b.txt\"", "\"/b.txt\""),
                             with("\"a/b.txt\"", "\"a//b.txt\""),
                             with("\"a/b.txt\"", "\"a/.b\""),
                             with("\"a/b.txt\"", "\"a/\""),
                             with("\"a/b.txt\"", "\"\""),
                             with("\"a/b.txt\"", "\"a\\\\b\""),
                             with("\"a/b.txt\"", "\"d\""),
                             with("\"a/b.txt\"", "\"c\""),
                             with("\"a/b.txt\"", "\"manifest.json\""),
                             with("\"bytes\":5", "\"bytes\":-5"),
                             with("\"bytes\":5", "\"bites\":5")};
  for (const std::string& one : bad) EXPECT_FALSE(archive::read_manifest(one)) << one;
}

class Exporting : public testing::Test {
 protected:
  Exporting() { EXPECT_EQ(cli::run_cli({"checkpoint", school_.dir}).exit, 0); }
  cli::Ran out(const std::string& folder, const cli::Names& more = {}) const {
    cli::Names arguments = {"export", school_.dir, "--out", folder};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return cli::run_cli(arguments);
  }
  cli::School school_;
};

TEST_F(Exporting, WritesOverNothing) {
  const std::string there = school_.in("a");
  fs::create_directory(there);
  for (const std::string& folder : {there, there + "/"}) {
    const cli::Ran ran = out(folder);
    EXPECT_EQ(ran.exit, 3);
    EXPECT_NE(ran.err.find("Q543"), std::string::npos) << ran.err;
  }
  fs::rename(there, there + ".partial");
  write_bytes(there + ".partial/x", "x");
  const cli::Ran ran = out(there);
  EXPECT_NE(ran.err.find("Q543"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find(".partial"), std::string::npos) << ran.err;
  EXPECT_EQ(bytes_of(there + ".partial/x"), "x");
  fs::remove_all(there + ".partial");
  fs::create_symlink("nirgendwo", there);
  EXPECT_NE(out(there).err.find("Q543"), std::string::npos);
}

TEST_F(Exporting, IsForItsOwnerAloneAndLeavesNothingHalf) {
  ASSERT_EQ(out(school_.in("a")).exit, 0);
  struct stat status {};
  ASSERT_EQ(::stat(school_.in("a").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0700U);
  EXPECT_FALSE(fs::exists(school_.in("a.partial")));
  const cli::Ran nowhere = out(school_.in("khong/co"));
  EXPECT_EQ(nowhere.exit, 3);
  EXPECT_NE(nowhere.err.find("Q546"), std::string::npos) << nowhere.err;
}

TEST_F(Exporting, NeedsACheckpoint) {
  memory::MemoryStore store;
  const RandomSchool made = random_school_of(1, 3);
  const auto reader = *made.store->reader();
  Batch batch;
  batch.school = random_school;
  batch.events = *reader->events(random_school, 1, 1'000);
  batch.policies = *reader->policies();
  ASSERT_TRUE(store.append(batch));
  const auto report = export_to(store, school_.in("x"));
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, "Q542");
  EXPECT_FALSE(fs::exists(school_.in("x.partial")));
}

// A store that does not agree with what was signed gives no archive.
TEST_F(Exporting, OfWhatWasNotSignedIsRefused) {
  const RandomSchool made = random_school_of(2, 60);
  const auto reader = *made.store->reader();
  const auto contents = [&] {
    Batch batch;
    batch.school = random_school;
    batch.events = *reader->events(random_school, 1, 1'000);
    batch.policies = *reader->policies();
    batch.checkpoints = {**reader->checkpoint(random_school, 1'000'000)};
    return batch;
  };
  Batch whole = contents();
  memory::MemoryStore good;
  ASSERT_TRUE(good.append(whole));
  EXPECT_TRUE(export_to(good, school_.in("good"), false));

  Batch changed = contents();
  std::string& bytes = changed.events[30].bytes;
  bytes.replace(bytes.find("\"at\":\"20"), 12, "\"at\":\"2025-1");
  memory::MemoryStore bad;
  ASSERT_TRUE(bad.append(changed));
  const auto report = export_to(bad, school_.in("bad"), false);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, "Q544");
  EXPECT_NE(report.error().detail.find("checkpoint"), std::string::npos) << report.error().detail;
  EXPECT_FALSE(fs::exists(school_.in("bad")));
  EXPECT_FALSE(fs::exists(school_.in("bad.partial")));

  Batch lost = contents();
  lost.policies.clear();
  memory::MemoryStore without;
  ASSERT_TRUE(without.append(lost));
  const auto none = export_to(without, school_.in("bad"), false);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, "Q506");
}

// What happened since the checkpoint is in the archive, and it is said that it is not signed.
TEST_F(Exporting, SaysWhatIsNotSignedYet) {
  const fs::path keys = school_.dir + ".keys";
  fs::rename(keys, school_.in("away"));
  const cli::Ran done =
      school_.give(R"({"do":"add_unit","key":"u","as":"qt","at":"2024-09-02T08:00:00+07:00","unit":"to-9"})"
                   "\n");
  EXPECT_EQ(done.exit, 0) << done.err;
  const cli::Ran ran = out(school_.in("a"), {"--lang", "en"});
  ASSERT_EQ(ran.exit, 0) << ran.err;
  EXPECT_NE(ran.out.find("not signed yet: 1;"), std::string::npos) << ran.out;
  const auto report = *archive::check_archive(school_.in("a"));
  EXPECT_TRUE(report.ok());
  EXPECT_EQ(report.checkpoint_size + 1, report.events);
  EXPECT_EQ(report_of(school_.in("a")), python_reports({school_.in("a")}).at(0));
  // The newest event has no signature above it, but a hash of it stands in the tiles.
  change_lines(school_.in("a/events.jsonl"), [](std::vector<std::string>& lines) {
    lines.back().replace(lines.back().find("to-9"), 4, "to-8");
  });
  mend_manifest(school_.in("a"));
  EXPECT_FALSE(archive::check_archive(school_.in("a"))->ok());
  EXPECT_EQ(report_of(school_.in("a")), python_reports({school_.in("a")}).at(0));
}

}  // namespace
}  // namespace quyche::test
