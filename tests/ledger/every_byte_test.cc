// Every single byte of what a school of a thousand events holds, changed: the whole check finds each.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <random>
#include <set>

#include "engine/ledger/proof.h"
#include "engine/ledger/stored_tree.h"
#include "tests/adapters/cli/cli.h"
#include "tests/ledger/thousand_events.h"

namespace quyche::test {
namespace {

using ledger::Area;
using ledger::VerifyOptions;
using ledger::VerifyReport;

const ledger::VerifyOptions log_only = [] {
  VerifyOptions options;
  options.index = false;
  options.vault = false;
  return options;
}();

std::string text(std::uint64_t n) { return std::to_string(n); }

// The byte at `place` of every event but the one that names the key (without it no signature counts) is
// changed at once, one byte an event, each in another way: one run of the whole check has to name every one
// of them. So some thousand runs try all 400,000 changes.
TEST(EveryByte, EveryChangedByteOfEveryEventIsNamed) {
  const Contents& whole = thousand_events();
  VerifyOptions options = log_only;
  options.findings_max = 10'000;
  std::size_t longest = 0;
  for (const StoredEvent& event : whole.events) longest = std::max(longest, event.bytes.size());
  std::size_t tried = 0;
  for (std::size_t place = 0; place < longest; ++place) {
    Contents contents = whole;
    std::set<std::uint64_t> changed;
    for (StoredEvent& event : contents.events) {
      if (event.seq == 2 || place >= event.bytes.size()) continue;
      const auto mask = static_cast<unsigned char>(1 + (event.seq * 31 + place * 7) % 255);
      event.bytes[place] = static_cast<char>(static_cast<unsigned char>(event.bytes[place]) ^ mask);
      changed.insert(event.seq);
    }
    tried += changed.size();
    std::set<std::uint64_t> named;
    for (const ledger::Finding& finding : verified(contents, options).findings)
      if (finding.label == "verify.event_changed") named.insert(finding.seq);
    ASSERT_EQ(named, changed) << "byte " << place;
  }
  EXPECT_GT(tried, 300'000U);
}

TEST(EveryByte, EveryChangedByteOfTheEventThatNamesTheKeyIsFound) {
  Contents contents = thousand_events();
  const std::string was = contents.events[1].bytes;
  for (std::size_t place = 0; place < was.size(); ++place) {
    contents.events[1].bytes = was;
    contents.events[1].bytes[place] = static_cast<char>(was[place] ^ 1);
    const VerifyReport report = verified(contents, log_only);
    ASSERT_FALSE(report.findings.empty()) << place;
    ASSERT_EQ(report.findings[0].seq, 2U) << told(report)[0];
  }
}

// The same of the leaves' nodes: one byte of each at once.
TEST(EveryByte, EveryChangedByteOfEveryLeafNodeIsNamed) {
  VerifyOptions options = log_only;
  options.findings_max = 10'000;
  for (std::size_t byte = 0; byte < 32; ++byte) {
    Contents contents = thousand_events();
    std::set<std::uint64_t> changed;
    for (StoredNode& node : contents.nodes) {
      if (node.level != 0) continue;
      node.hash.bytes[byte] ^= static_cast<std::uint8_t>(1 + (node.index * 31 + byte * 7) % 255);
      changed.insert(node.index + 1);
    }
    const VerifyReport report = verified(contents, options);
    std::set<std::uint64_t> named;
    for (const ledger::Finding& finding : report.findings) {
      EXPECT_EQ(finding.label, "verify.node");
      named.insert(finding.seq);
    }
    EXPECT_EQ(named, changed) << "byte " << byte;
    EXPECT_EQ(report.covered, contents.events.size()) << "the log is sound without them";
  }
}

TEST(EveryByte, EveryChangedByteOfEveryCheckpointIsFound) {
  Contents contents = thousand_events();
  for (StoredCheckpoint& checkpoint : contents.checkpoints) {
    const std::string was = checkpoint.note;
    for (std::size_t i = 0; i < was.size(); ++i) {
      checkpoint.note[i] = static_cast<char>(was[i] ^ 1);
      const VerifyReport report = verified(contents, log_only);
      ASSERT_EQ(report.findings.size(), 1U) << i;
      EXPECT_EQ(report.findings[0].area, Area::checkpoint) << i;
      EXPECT_EQ(report.findings[0].args[0], text(checkpoint.size)) << i;
      checkpoint.note = was;
    }
  }
}

TEST(EveryByte, EveryChangedByteOfAProofIsRefused) {
  const auto store = store_of(thousand_events());
  const auto reader = *store->reader();
  const StoredCheckpoint newest = thousand_events().checkpoints.back();
  const ledger::VerifierKey key = thousand_events_keys()[0].key;
  for (const std::uint64_t seq :
       {std::uint64_t{1}, std::uint64_t{256}, std::uint64_t{300}, std::uint64_t{777}, newest.size}) {
    const auto proof = ledger::prove(*reader, small_school, seq, newest);
    ASSERT_TRUE(proof) << proof.error().code;
    EXPECT_EQ(proof->extra, thousand_events().events[seq - 1].bytes);
    const std::string bytes = ledger::write_proof(*proof);
    const auto good = [&](const std::string& text) {
      const auto read = ledger::read_proof(text);
      return read && read->extra == proof->extra &&
             ledger::verify_proof(*read, read->extra, key, signing::verify);
    };
    ASSERT_TRUE(good(bytes));
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ 1);
      ASSERT_FALSE(good(changed)) << seq << " at " << i;
    }
  }
}

// Through the program, on the file: one byte at a time, in places drawn by a seed.
TEST(EveryByte, ASampleInAFileThroughTheProgram) {
  const contract::TempDir temp;
  const std::string dir = copy_of_thousand_events(temp, "copy");
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open((dir + "/quyche.db").c_str(), &db), SQLITE_OK);
  const auto put = [&](const char* sql, const std::string& bytes, bool is_text, std::uint64_t a,
                       std::uint64_t b = 0) {
    sqlite3_stmt* statement = nullptr;
    ASSERT_EQ(sqlite3_prepare_v2(db, sql, -1, &statement, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
    const int size = static_cast<int>(bytes.size());
    if (is_text)
      sqlite3_bind_text(statement, 1, bytes.data(), size, SQLITE_TRANSIENT);
    else
      sqlite3_bind_blob(statement, 1, bytes.data(), size, SQLITE_TRANSIENT);
    sqlite3_bind_int64(statement, 2, static_cast<std::int64_t>(a));
    if (sqlite3_bind_parameter_count(statement) > 2)
      sqlite3_bind_int64(statement, 3, static_cast<std::int64_t>(b));
    ASSERT_EQ(sqlite3_step(statement), SQLITE_DONE);
    ASSERT_EQ(sqlite3_changes(db), 1);
    sqlite3_finalize(statement);
  };
  const Contents& whole = thousand_events();
  std::mt19937 random(20'240'901);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
  const auto changed = [&](std::string bytes) {
    const std::size_t place = below(bytes.size());
    const auto mask = static_cast<unsigned char>(1 + below(255));
    bytes[place] = static_cast<char>(static_cast<unsigned char>(bytes[place]) ^ mask);
    return bytes;
  };
  const auto found = [&](const std::string& area, const std::string& words) {
    const cli::Ran ran = cli::run_cli({"verify", dir, "--lang", "en", "--format", "json"});
    EXPECT_EQ(ran.exit, 1) << words << ran.out << ran.err;
    bool told = false;
    const json::Value report = ran.json();
    for (const json::Value& one : *report.find("findings")->array())
      told |=
          *one.find("area")->string() == area && one.find("what")->string()->find(words) != std::string::npos;
    EXPECT_TRUE(told) << words << ran.out;
  };
  for (int round = 0; round < 12; ++round) {
    const StoredEvent& event = whole.events[2 + below(whole.events.size() - 2)];
    const char* of_event = "UPDATE events SET bytes = ?1 WHERE place = (1 << 40) | ?2";
    put(of_event, changed(event.bytes), true, event.seq);
    found("log", "event " + text(event.seq) + " is not the one signed");
    put(of_event, event.bytes, true, event.seq);

    const StoredNode& node = whole.nodes[below(whole.nodes.size())];
    const char* of_node = "UPDATE nodes SET hash = ?1 WHERE level = ?2 AND place = ?3";
    const std::string hash(node.hash.bytes.begin(), node.hash.bytes.end());
    const auto level = static_cast<std::uint64_t>(node.level);
    put(of_node, changed(hash), false, level, node.index);
    found("tree", "node " + text(level) + "/" + text(node.index));
    put(of_node, hash, false, level, node.index);

    const StoredCheckpoint& checkpoint = whole.checkpoints[below(whole.checkpoints.size())];
    const char* of_checkpoint = "UPDATE checkpoints SET note = ?1 WHERE size = ?2";
    put(of_checkpoint, changed(checkpoint.note), true, checkpoint.size);
    found("checkpoint", "the checkpoint of " + text(checkpoint.size) + " events");
    put(of_checkpoint, checkpoint.note, true, checkpoint.size);
  }
  sqlite3_close(db);
  EXPECT_EQ(cli::run_cli({"verify", dir}).exit, 0);
}

}  // namespace
}  // namespace quyche::test
