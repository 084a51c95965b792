// Files that somebody has changed so that they still open: what their structure says of them, and which rows.
#include "tests/adapters/sqlite/support.h"

namespace quyche::sqlite {
namespace {

class Structure : public StoreOnDisk {
 protected:
  [[nodiscard]] std::vector<std::string> problems(std::size_t count = 100) {
    const auto found = open_reader(dir_)->structure_problems(count);
    EXPECT_TRUE(found) << found.error().detail;
    return found ? *found : std::vector<std::string>();
  }
  void expect_problem(const std::string& sql, const std::string& words) {
    run_sql(db_, sql);
    const auto found = problems();
    bool told = false;
    for (const std::string& one : found) told |= one.find(words) != std::string::npos;
    EXPECT_TRUE(told) << sql << (found.empty() ? "" : ": " + found.front());
  }
};

TEST_F(Structure, rows_that_nobody_reads) {
  make_data();
  EXPECT_TRUE(problems().empty());
  expect_problem("INSERT INTO nodes VALUES (1, 0, -1, zeroblob(32))",
                 "table nodes, school 1, level 0, place -1");
  expect_problem("INSERT INTO nodes VALUES (1, 64, 0, zeroblob(32))", "level 64");
  expect_problem("INSERT INTO nodes VALUES (9, 0, 0, zeroblob(32))", "table nodes, school 9");
  expect_problem("INSERT INTO checkpoints VALUES (1, -5, 'x')", "table checkpoints, school 1, size -5");
  expect_problem("INSERT INTO events VALUES (-7, NULL, 'x')", "table events, place -7");
  expect_problem("INSERT INTO events VALUES ((1 << 40), NULL, 'x')", "table events, place 1099511627776");
  expect_problem("INSERT INTO events VALUES ((2 << 40) | 1, NULL, 'x')", "table events, place 2199023255553");
  expect_problem("INSERT INTO events VALUES (9223372036854775807, NULL, 'x')", "table events, place 92233");
  expect_problem("UPDATE answers SET school = 8", "table answers, school 8");
  expect_problem("PRAGMA foreign_keys = OFF; INSERT INTO snapshots VALUES (5, 1, '{}')", "table snapshots");
  EXPECT_EQ(problems(3).size(), 3U);
}

TEST_F(Structure, an_index_that_leaves_rows_out) {
  make_data();
  const std::string define = "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, ";
  const std::string where = ") WHERE name = 'events_of_document'; PRAGMA writable_schema = RESET";
  run_sql(db_, define + "'(document)', '(document) WHERE document = 0'" + where);
  EXPECT_EQ(code_of(open_sqlite_reader(dir_)), "Q570");
  run_sql(db_, "REINDEX");
  run_sql(db_, define + "'(document) WHERE document = 0', '(document)'" + where);
  const auto found = problems();
  ASSERT_FALSE(found.empty());
  EXPECT_NE(found.front().find("events_of_document"), std::string::npos) << found.front();
  run_sql(db_, "REINDEX");
  EXPECT_TRUE(problems().empty());
}

TEST_F(Structure, what_does_not_belong_there_is_named) {
  make_data();
  const auto expect_refused = [&](const std::string& made, const std::string& words,
                                  const std::string& undone) {
    run_sql(db_, made);
    for (const auto& error :
         {open_sqlite_reader(dir_).error(), open_sqlite_store(dir_, OpenMode::write).error()}) {
      EXPECT_EQ(error.code, "Q570") << made;
      EXPECT_NE(error.detail.find(words), std::string::npos) << error.detail;
    }
    run_sql(db_, undone);
    EXPECT_EQ(code_of(open_sqlite_store(dir_, OpenMode::write)), "");
  };
  expect_refused("CREATE TRIGGER t AFTER INSERT ON events BEGIN DELETE FROM vault; END",
                 "trigger `t` (extra)", "DROP TRIGGER t");
  expect_refused("CREATE VIEW v AS SELECT 1", "view `v` (extra)", "DROP VIEW v");
  expect_refused("CREATE TABLE khac (a)", "table `khac` (extra)", "DROP TABLE khac");
  expect_refused("CREATE INDEX i ON events (bytes)", "index `i` (extra)", "DROP INDEX i");
  expect_refused(
      "DROP INDEX late_documents; CREATE INDEX late_documents ON documents (school) WHERE late = 5",
      "index `late_documents` (changed)",
      "DROP INDEX late_documents; CREATE INDEX late_documents ON documents (school) WHERE late = 1");
  run_sql(db_, "DROP INDEX late_documents");
  EXPECT_EQ(code_of(open_sqlite_reader(dir_)), "Q514");
}

TEST_F(Structure, a_damaged_row_is_named) {
  make_data();
  run_sql(db_,
          "INSERT INTO nodes VALUES (1, 8, 7, zeroblob(31)); INSERT INTO checkpoints VALUES (1, -5, 'x')");
  const auto reader = open_reader(dir_);
  const auto nodes = reader->nodes(school_a, 8, 0, 10);
  ASSERT_EQ(code_of(nodes), "Q514");
  EXPECT_NE(nodes.error().detail.find("table nodes, school 1, level 8, place 7"), std::string::npos);
  const auto checkpoint = reader->checkpoint(school_a, 100);
  ASSERT_EQ(code_of(checkpoint), "Q514");
  EXPECT_NE(checkpoint.error().detail.find("table checkpoints, school 1, size -5"), std::string::npos);
  run_sql(db_, "UPDATE events SET document = 77 WHERE place = (1 << 40) | 2");
  const auto events = reader->events(school_a, 1, 10);
  ASSERT_EQ(code_of(events), "Q514");
  EXPECT_NE(events.error().detail.find("document 77"), std::string::npos) << events.error().detail;
}

}  // namespace
}  // namespace quyche::sqlite
