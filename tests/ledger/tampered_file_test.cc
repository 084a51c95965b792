// quyche verify on files that somebody changed with SQL: each change is found, and named as what it is.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <functional>

#include "tests/adapters/cli/cli.h"
#include "tests/ledger/thousand_events.h"

namespace quyche::test {
namespace {

using cli::Names;
using cli::Ran;

class TamperedFile : public testing::Test {
 protected:
  TamperedFile() : dir(copy_of_thousand_events(temp, "copy")) {}

  void sql(const std::string& statements) const {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open((dir + "/quyche.db").c_str(), &db), SQLITE_OK);
    char* error = nullptr;
    EXPECT_EQ(sqlite3_exec(db, statements.c_str(), nullptr, nullptr, &error), SQLITE_OK)
        << statements << ": " << (error == nullptr ? "" : error);
    EXPECT_GT(sqlite3_total_changes(db), 0) << statements << " changes nothing";
    sqlite3_free(error);
    sqlite3_close(db);
  }
  void start_again() {
    std::filesystem::remove_all(dir);
    std::filesystem::remove(dir + ".keys");
    dir = copy_of_thousand_events(temp, "copy");
  }
  // "area seq label" of each finding.
  [[nodiscard]] Names found(const Names& options = {}) const {
    Names arguments = {"verify", dir, "--format", "json", "--lang", "en"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const Ran ran = cli::run_cli(arguments);
    EXPECT_EQ(ran.err, "");
    Names out;
    const json::Value report = ran.json();
    for (const json::Value& one : *report.find("findings")->array()) {
      const std::string label = *one.find("label")->string();
      out.push_back(*one.find("area")->string() + ' ' + std::to_string(*one.find("seq")->integer()) + ' ' +
                    (label.starts_with("verify.") ? label.substr(7) : label));
    }
    EXPECT_EQ(ran.exit, out.empty() ? 0 : 1);
    EXPECT_EQ(*report.find("ok")->boolean(), out.empty());
    return out;
  }

  contract::TempDir temp;
  std::string dir;
};

// The place of an event in the first school of a file.
std::string place(int seq) { return "((1 << 40) | " + std::to_string(seq) + ")"; }
std::string where(int seq) { return " WHERE place = " + place(seq); }
// The first event of a kind behind `after`.
int first_of(const std::string& mark, std::uint64_t after = 0) {
  for (const StoredEvent& event : thousand_events().events)
    if (event.seq > after && event.bytes.find(mark) != std::string::npos) return static_cast<int>(event.seq);
  ADD_FAILURE() << mark;
  return 0;
}
std::string row_of(int document) { return " WHERE id = 'p2-" + std::to_string(document) + "'"; }

TEST_F(TamperedFile, Untouched) { EXPECT_EQ(found(), Names{}); }

struct Change {
  const char* name;
  std::function<std::string()> sql;
  std::function<Names()> findings;
};
std::ostream& operator<<(std::ostream& out, const Change& change) { return out << change.name; }

class OneChange : public TamperedFile, public testing::WithParamInterface<Change> {};

TEST_P(OneChange, IsNamed) {
  sql(GetParam().sql());
  EXPECT_EQ(found(), GetParam().findings());
}

const auto approved = [] { return first_of(R"("action":"approve")", 300); };
const auto returned = [] { return first_of(R"("action":"return")", 600); };
const auto text_of = [](int seq) { return std::to_string(seq); };
const auto last = [] { return static_cast<int>(thousand_events().events.size()); };
const auto size = [](std::size_t n) { return std::to_string(thousand_events().checkpoints[n].size); };

const Change changes[] = {
    {"event_edited",
     [] {
       return "UPDATE events SET bytes = replace(bytes, '\"by\":\"p', '\"by\":\"q')" + where(approved());
     },
     [] { return Names{"log " + text_of(approved()) + " event_changed"}; }},
    {"event_of_another_time",
     [] {
       return "UPDATE events SET bytes = replace(bytes, '\"at\":\"2024', '\"at\":\"2023')" +
              where(approved());
     },
     [] {
       return Names{"log " + text_of(approved()) + " time", "log " + text_of(approved()) + " event_changed"};
     }},
    {"event_no_json", [] { return "UPDATE events SET bytes = 'x' || bytes" + where(700); },
     [] {
       return Names{"log 700 unreadable", "log 700 event_changed"};
     }},
    {"event_not_canonical", [] { return "UPDATE events SET bytes = bytes || ' '" + where(1); },
     [] {
       return Names{"log 1 unreadable", "log 1 event_changed"};
     }},
    {"event_of_another_school",
     [] {
       return "UPDATE events SET bytes = replace(bytes, '\"school\":\"le-loi', '\"school\":\"le-lai')" +
              where(500);
     },
     [] {
       return Names{"log 500 other_school", "log 500 event_changed"};
     }},
    {"event_under_another_policy",
     [] {
       return "UPDATE events SET bytes = replace(bytes, substr(bytes, instr(bytes, '\"policy\":\"') + 10, "
              "4), "
              "'0000')" +
              where(500);
     },
     [] {
       return Names{"log 500 event_changed", "policy 500 policy_missing"};
     }},
    {"event_deleted", [] { return "DELETE FROM events" + where(400); },
     [] { return Names{"log 400 missing"}; }},
    {"first_event_deleted", [] { return "DELETE FROM events" + where(1); },
     [] { return Names{"log 1 missing"}; }},
    {"a_checkpoint_s_last_event_deleted", [] { return "DELETE FROM events" + where(std::stoi(size(1))); },
     [] { return Names{"log " + size(1) + " missing"}; }},
    {"events_swapped",
     [] {
       return "CREATE TEMP TABLE t AS SELECT place, bytes FROM events WHERE place IN (" + place(500) + ", " +
              place(510) + "); UPDATE events SET bytes = (SELECT bytes FROM t WHERE t.place = " + place(510) +
              ")" + where(500) +
              "; UPDATE events SET bytes = (SELECT bytes FROM t WHERE t.place = " + place(500) + ")" +
              where(510);
     },
     [] {
       return Names{"log 500 other_seq", "log 500 event_changed", "log 510 other_seq",
                    "log 510 event_changed"};
     }},
    {"last_event_deleted", [] { return "DELETE FROM events" + where(last()); },
     [] {
       return Names{"log " + text_of(last()) + " cut_off", "log " + text_of(last()) + " node_beyond"};
     }},
    {"last_event_moved_far_away", [] { return "UPDATE events SET place = place + 1000000" + where(last()); },
     [] {
       return Names{"log " + text_of(last()) + " missing",
                    "log " + text_of(last() + 1'000'000) + " other_seq"};
     }},
    {"end_deleted_with_its_checkpoint",
     [] {
       return "DELETE FROM events WHERE place > " + place(std::stoi(size(3))) +
              "; DELETE FROM checkpoints WHERE size > " + size(3);
     },
     [] {
       return Names{"log " + std::to_string(std::stoi(size(3)) + 1) + " node_beyond",
                    "log " + std::to_string(std::stoi(size(3)) + 1) + " node_beyond"};
     }},
    // Nothing signed covers it: the fold sees it only because the index does not know it.
    {"event_added_behind_the_last",
     [] {
       return "INSERT INTO events SELECT place + 1, document, replace(bytes, '\"seq\":" + text_of(last()) +
              "', '\"seq\":" + text_of(last() + 1) + "') FROM events" + where(last());
     },
     [] { return Names{"index 0 row"}; }},
    {"key_changed",
     [] { return "UPDATE events SET bytes = replace(bytes, 'quyche/le-loi+', 'quyche/le-lai+')" + where(2); },
     [] {
       Names expected = {"log 2 key", "log 2 node_or_event"};
       for (int i = 0; i < 5; ++i) expected.push_back("checkpoint 0 no_key");
       return expected;
     }},
    {"policy_edited",
     [] { return std::string("UPDATE policies SET canonical = replace(canonical, 'approve', 'approved')"); },
     [] { return Names{"policy 1 policy_changed"}; }},
    {"policy_deleted", [] { return std::string("DELETE FROM policies"); },
     [] { return Names{"policy 1 policy_missing"}; }},
    {"node_edited",
     [] { return std::string("UPDATE nodes SET hash = zeroblob(32) WHERE level = 0 AND place = 599"); },
     [] { return Names{"tree 600 node"}; }},
    {"node_deleted", [] { return std::string("DELETE FROM nodes WHERE level = 0 AND place = 599"); },
     [] { return Names{"tree 600 node"}; }},
    {"upper_node_edited",
     [] { return std::string("UPDATE nodes SET hash = zeroblob(32) WHERE level = 8 AND place = 1"); },
     [] { return Names{"tree 257 node"}; }},
    {"nodes_swapped",
     [] {
       return std::string(
           "UPDATE nodes SET place = -1 WHERE level = 0 AND place = 10;"
           "UPDATE nodes SET place = 10 WHERE level = 0 AND place = 11;"
           "UPDATE nodes SET place = 11 WHERE level = 0 AND place = -1");
     },
     [] {
       return Names{"tree 11 node", "tree 12 node"};
     }},
    {"checkpoint_of_another_root",
     [] {
       return "UPDATE checkpoints SET note = (SELECT note FROM checkpoints WHERE size = " + size(0) +
              ") WHERE size = " + size(1);
     },
     [] { return Names{"checkpoint 0 checkpoint"}; }},
    {"checkpoint_edited",
     [] { return "UPDATE checkpoints SET note = replace(note, '\n\n', '\nx\n\n') WHERE size = " + size(2); },
     [] { return Names{"checkpoint 0 checkpoint"}; }},
    {"checkpoint_moved", [] { return "UPDATE checkpoints SET size = size + 100000 WHERE size = " + size(4); },
     [] { return Names{"checkpoint 0 checkpoint"}; }},
    {"row_edited", [] { return "UPDATE documents SET state = 'draft'" + row_of(3); },
     [] { return Names{"index 0 row"}; }},
    {"row_late", [] { return "UPDATE documents SET late = 1" + row_of(3); },
     [] { return Names{"index 0 row"}; }},
    {"row_forgotten", [] { return "UPDATE documents SET type = NULL" + row_of(3); },
     [] {
       return Names{"index 0 row_missing", "index 0 rows_missing"};
     }},
    {"row_count", [] { return std::string("UPDATE schools SET documents = documents + 1"); },
     [] { return Names{"index 0 rows_missing"}; }},
    {"snapshot_edited",
     [] { return std::string("UPDATE snapshots SET json = replace(json, 'to-1', 'to-9')"); },
     [] {
       return Names{"index " + text_of(static_cast<int>(thousand_events().snapshot->seq)) + " snapshot"};
     }},
    {"event_under_no_document", [] { return "UPDATE events SET document = NULL" + where(500); },
     [] { return Names{"index 500 event_document"}; }},
    {"text_edited",
     [] {
       return "UPDATE vault SET text = 'Không có gì' WHERE commitment = (SELECT commitment FROM vault, "
              "events "
              "WHERE place = " +
              place(returned()) + " AND instr(bytes, lower(hex(commitment))) > 0)";
     },
     [] { return Names{"vault " + text_of(returned()) + " text"}; }},
    {"checkpoint_of_a_negative_size",
     [] {
       return "INSERT INTO checkpoints SELECT school, -5, note FROM checkpoints WHERE size = " + size(0);
     },
     [] {
       return Names{"checkpoint 0 row_damaged", "index 0 Q571"};
     }},
    {"checkpoint_of_minus_one",
     [] {
       return "INSERT INTO checkpoints SELECT school, -1, note FROM checkpoints WHERE size = " + size(0);
     },
     [] {
       return Names{"checkpoint 0 row_damaged", "index 0 Q571"};
     }},
    {"checkpoint_of_an_enormous_size",
     [] {
       return "INSERT INTO checkpoints SELECT school, 9223372036854775807, note FROM checkpoints WHERE size "
              "= " +
              size(0);
     },
     [] {
       return Names{"checkpoint 0 row_damaged", "index 0 Q571"};
     }},
    {"checkpoint_of_no_events",
     [] { return "INSERT INTO checkpoints SELECT school, 0, note FROM checkpoints WHERE size = " + size(0); },
     [] {
       return Names{"checkpoint 0 checkpoint", "index 0 Q571"};
     }},
    {"node_of_a_negative_place",
     [] { return std::string("INSERT INTO nodes VALUES (1, 0, -5, zeroblob(32))"); },
     [] { return Names{"index 0 Q571"}; }},
    {"node_of_an_enormous_place",
     [] { return std::string("INSERT INTO nodes VALUES (1, 0, 9223372036854775807, zeroblob(32))"); },
     [] {
       return Names{"tree 0 row_damaged", "index 0 Q571"};
     }},
    {"node_of_a_level_that_is_not_stored",
     [] { return std::string("INSERT INTO nodes VALUES (1, 3, 0, zeroblob(32))"); },
     [] { return Names{"tree 0 node_stray"}; }},
    {"node_of_no_level", [] { return std::string("INSERT INTO nodes VALUES (1, 64, 0, zeroblob(32))"); },
     [] { return Names{"index 0 Q571"}; }},
    {"node_of_31_bytes",
     [] { return std::string("UPDATE nodes SET hash = zeroblob(31) WHERE level = 0 AND place = 599"); },
     [] { return Names{"tree 600 node"}; }},
    {"event_of_no_school",
     [] { return "INSERT INTO events SELECT (7 << 40) | 1, document, bytes FROM events" + where(300); },
     [] { return Names{"index 0 Q571"}; }},
    {"event_zero",
     [] { return "INSERT INTO events SELECT 1 << 40, document, bytes FROM events" + where(300); },
     [] { return Names{"index 0 Q571"}; }},
    {"event_of_a_document_without_a_row", [] { return "UPDATE events SET document = 1000000" + where(500); },
     [] { return Names{"index 1 row_damaged"}; }},
    {"all_events_deleted", [] { return std::string("DELETE FROM events"); },
     [] { return Names{"log 1 cut_off"}; }},
    {"all_events_and_checkpoints_deleted",
     [] { return std::string("DELETE FROM events; DELETE FROM checkpoints; DELETE FROM snapshots"); },
     [] { return Names{"log 1 emptied"}; }},
    {"nothing_but_the_school_s_name",
     [] {
       return std::string(
           "DELETE FROM events; DELETE FROM checkpoints; DELETE FROM snapshots; DELETE FROM nodes;"
           "DELETE FROM vault; DELETE FROM answers; DELETE FROM documents");
     },
     [] { return Names{"log 1 emptied"}; }},
    {"document_whose_timers_would_not_be_found", [] { return "UPDATE documents SET timed = 1" + row_of(3); },
     [] { return Names{"index 0 Q571"}; }},
    {"checkpoints_deleted", [] { return std::string("DELETE FROM checkpoints"); },
     [] { return Names{"checkpoint 1 nodes_unsigned"}; }},
    {"newest_checkpoint_deleted", [] { return "DELETE FROM checkpoints WHERE size > " + size(3); },
     [] { return Names{"checkpoint " + std::to_string(std::stoi(size(3)) + 1) + " nodes_unsigned"}; }},
    {"texts_deleted", [] { return std::string("DELETE FROM vault"); },
     [] { return Names{"vault 0 vault_empty"}; }},
    {"a_policy_too_much", [] { return std::string("INSERT INTO policies VALUES (zeroblob(32), '{}')"); },
     [] { return Names{"policy 0 policy_unused"}; }},
    {"salt_edited",
     [] {
       return "UPDATE vault SET salt = zeroblob(16) WHERE commitment = (SELECT commitment FROM vault, events "
              "WHERE place = " +
              place(returned()) + " AND instr(bytes, lower(hex(commitment))) > 0)";
     },
     [] { return Names{"vault " + text_of(returned()) + " text"}; }},
};
INSTANTIATE_TEST_SUITE_P(All, OneChange, testing::ValuesIn(changes),
                         [](const auto& one) { return std::string(one.param.name); });

TEST_F(TamperedFile, AnEventPutInBetweenIsNamedFirst) {
  sql("UPDATE events SET place = -place WHERE place >= " + place(500) +
      "; UPDATE events SET place = 1 - place WHERE place < 0;"
      "INSERT INTO events SELECT place + 1, document, replace(bytes, '\"seq\":499', '\"seq\":500') FROM "
      "events" +
      where(499));
  const Names findings = found();
  ASSERT_GE(findings.size(), 3U);
  EXPECT_EQ(findings[0], "log 500 event_changed");
  EXPECT_EQ(findings[1], "log 501 other_seq");
}

void run_well(const Names& arguments) {
  const Ran ran = cli::run_cli(arguments);
  EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
}

// An erasure by the command is no damage; it also reaches a text that somebody put under another name.
TEST_F(TamperedFile, WhatWasErasedIsNoDamage) {
  sql("UPDATE vault SET person = 'p0099' WHERE text = 'Học sinh đọc được bài 4'");
  EXPECT_EQ(found().size(), 5U);
  const std::string leave =
      R"({"key":"l","do":"remove_person","as":"qt","at":"2024-09-20T08:00:00+07:00","person":"gv01"})";
  run_well({"do", dir, cli::write_file(temp.in("leave"), leave + "\n")});
  run_well({"erase", dir, "--person", "gv01", "--at", "2024-09-21T08:00:00+07:00", "--yes"});
  EXPECT_EQ(found(), Names{});
}

TEST_F(TamperedFile, ATextThatWasKeptIsErasedByASecondErasure) {
  const std::string attach = "ATTACH '" + temp.in("kept") + "' AS k; ";
  sql(attach +
      "CREATE TABLE k.kept AS SELECT * FROM vault WHERE text = 'Học sinh đọc được bài 4';"
      "UPDATE schools SET documents = documents");
  const std::string leave =
      R"({"key":"l","do":"remove_person","as":"qt","at":"2024-09-20T08:00:00+07:00","person":"gv01"})";
  const Names erase = {"erase", dir, "--person", "p0001", "--at", "2024-09-21T08:00:00+07:00", "--yes"};
  run_well({"do", dir, cli::write_file(temp.in("leave"), leave + "\n")});
  run_well(erase);
  sql(attach + "INSERT INTO vault SELECT school, commitment, salt, text, 'p0099', document FROM k.kept");
  EXPECT_EQ(found().size(), 10U) << "each is kept, and under another name";
  run_well(erase);
  EXPECT_EQ(found(), Names{});
}

// SQLite's own indexes: what a query finds by them is not what is there.
TEST_F(TamperedFile, AnIndexThatLeavesRowsOut) {
  const auto define = [this](const std::string& from, const std::string& to) {
    sql("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '" + from + "', '" + to +
        "') WHERE name = 'documents_of_type'; PRAGMA writable_schema = RESET");
  };
  define("IS NOT NULL", "= 5");
  sql("REINDEX documents_of_type; UPDATE schools SET documents = documents");
  define("= 5", "IS NOT NULL");
  const Names findings = found();
  ASSERT_FALSE(findings.empty());
  for (const std::string& one : findings) EXPECT_EQ(one, "index 0 Q571");
  const Ran backup = cli::run_cli({"backup", dir, "--to", temp.in("backup"), "--lang", "en"});
  EXPECT_EQ(backup.exit, 3);
  EXPECT_NE(backup.err.find("documents_of_type"), std::string::npos) << backup.err;
  sql("REINDEX; UPDATE schools SET documents = documents");
  EXPECT_EQ(found(), Names{}) << "the page of Q571 says so";
}

TEST_F(TamperedFile, AKeyIsGivenAndNothingIsSigned) {
  sql("DELETE FROM checkpoints; DELETE FROM nodes");
  EXPECT_EQ(found(), Names{});
  EXPECT_EQ(found({"--key", thousand_events_keys()[0].key.text()}), Names{"checkpoint 0 key_unused"});
}

TEST_F(TamperedFile, AStoreThatDoesNotContinueWhatWasSignedIsNotSigned) {
  const auto refused = [&](const char* code) {
    const Ran ran = cli::run_cli({"checkpoint", dir});
    EXPECT_EQ(ran.exit, 3);
    EXPECT_NE(ran.err.find(code), std::string::npos) << ran.err;
    EXPECT_EQ(ran.out, "");
  };
  sql("DELETE FROM events" + where(last()));
  refused("Q537");
  start_again();
  sql("UPDATE nodes SET hash = zeroblob(32) WHERE level = 8 AND place = 1");
  refused("Q537");
  start_again();
  sql("UPDATE checkpoints SET note = replace(note, 'le-loi', 'le-lai') WHERE size = " + size(4));
  refused("Q531");
  start_again();
  sql("UPDATE checkpoints SET note = (SELECT note FROM checkpoints WHERE size = " + size(3) +
      ") WHERE size = " + size(4));
  refused("Q531");
}

}  // namespace
}  // namespace quyche::test
