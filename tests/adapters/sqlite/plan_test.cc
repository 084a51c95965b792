// How SQLite carries the statements out: through which index, and touching which.
#include <algorithm>
#include <map>

#include "adapters/sqlite/batch_writer.h"
#include "tests/adapters/sqlite/support.h"

namespace quyche::sqlite {
namespace {

class Plan : public StoreOnDisk {
 protected:
  void SetUp() override {
    make_data();
    auto connection = Connection::open(db_, Access::read);
    ASSERT_TRUE(connection);
    connection_.emplace(std::move(*connection));
  }

  std::vector<std::string> steps_of(const std::string& sql) {
    std::vector<std::string> steps;
    auto plan = Statement::prepare(*connection_, "EXPLAIN QUERY PLAN " + sql);
    if (!plan) ADD_FAILURE() << plan.error().words << ": " << sql;
    while (plan && plan->step().value()) steps.push_back(plan->text(3));
    return steps;
  }

  // Opcodes of the virtual machine that put an entry into an index or take one out, by the index.
  std::vector<std::string> indexes_touched(const std::string& sql) {
    auto program = Statement::prepare(*connection_, "EXPLAIN " + sql);
    if (!program) ADD_FAILURE() << program.error().words << ": " << sql;
    std::map<std::int64_t, std::string> cursors;
    std::vector<std::string> names;
    while (program && program->step().value()) {
      const std::string opcode = program->text(1);
      const std::int64_t cursor = program->integer(2);
      if (opcode == "OpenWrite") cursors[cursor] = name_of_root(program->integer(3));
      if (opcode != "IdxInsert" && opcode != "IdxDelete") continue;
      if (std::find(names.begin(), names.end(), cursors[cursor]) == names.end())
        names.push_back(cursors[cursor]);
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  std::string name_of_root(std::int64_t page) {
    return connection_->value("SELECT name FROM sqlite_schema WHERE rootpage = " + std::to_string(page))
        .value();
  }

  std::optional<Connection> connection_;
};

TEST_F(Plan, no_query_walks_through_a_table) {
  std::vector<std::string> all;
  for (const char* sql : SqliteReader::statement_texts()) all.emplace_back(sql);
  for (const char* sql : BatchWriter::statement_texts()) all.emplace_back(sql);
  for (unsigned changed = 0; changed < 16; ++changed) all.push_back(BatchWriter::update_text(changed));
  for (const std::string& sql : all) {
    const bool is_list = sql.find('?') == std::string::npos;  // all schools, all policies
    for (const std::string& step : steps_of(sql)) {
      EXPECT_EQ(step.find("TEMP B-TREE"), std::string::npos) << step << " in " << sql;
      EXPECT_TRUE(is_list || !step.starts_with("SCAN")) << step << " in " << sql;
    }
  }
}

TEST_F(Plan, each_query_goes_through_its_index) {
  struct Case {
    const char* part;  // of one statement, and of no other
    const char* step;
  };
  const Case cases[] = {
      {"AND open = 1", "SEARCH documents USING INDEX open_documents (school=?)"},
      {"AND late = 1", "SEARCH documents USING INDEX late_documents (school=?)"},
      {"AND timed = 1", "SEARCH documents USING INDEX timed_documents (school=?)"},
      {"period = ?4",
       "SEARCH documents USING INDEX documents_of_type (school=? AND type=? AND school_year=? AND period=?)"},
      {"school_year = ?3",
       "SEARCH documents USING INDEX documents_of_type (school=? AND type=? AND school_year=?)"},
      {"id > ?2", "SEARCH documents USING INDEX sqlite_autoindex_documents_1 (school=? AND id>?)"},
      {"document IS NULL",
       "SEARCH events USING INDEX events_of_document (document=? AND rowid>? AND rowid<?)"},
      {"e.place >= ?3", "SEARCH e USING INDEX events_of_document (document=? AND rowid>?)"},
      {"SELECT place, document, bytes", "SEARCH events USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"},
      {"FROM nodes", "SEARCH nodes USING PRIMARY KEY (school=? AND level=? AND place>?)"},
      {"FROM checkpoints", "SEARCH checkpoints USING PRIMARY KEY (school=? AND size<?)"},
      {"FROM answers", "SEARCH answers USING PRIMARY KEY (school=? AND key=?)"},
      {"v.commitment = ?2", "SEARCH v USING PRIMARY KEY (school=? AND commitment=?)"},
      {"v.person = ?2", "SEARCH v USING PRIMARY KEY (school=?)"},
  };
  for (const auto& [part, step] : cases) {
    bool is_found = false;
    for (const std::string sql : SqliteReader::statement_texts()) {
      if (is_found || sql.find(part) == std::string::npos) continue;
      if (std::string(part) == "school_year = ?3" && sql.find("period = ?4") != std::string::npos) continue;
      is_found = true;
      const auto steps = steps_of(sql);
      EXPECT_NE(std::find(steps.begin(), steps.end(), step), steps.end())
          << sql << "\n is done by: " << testing::PrintToString(steps);
    }
    EXPECT_TRUE(is_found) << part;
  }
}

TEST_F(Plan, a_row_written_anew_touches_only_indexes_of_what_changes) {
  const char* const names[] = {"open_documents", "late_documents", "timed_documents", "documents_of_type"};
  for (unsigned changed = 0; changed < 16; ++changed) {
    std::vector<std::string> wanted;
    for (unsigned bit = 0; bit < 4; ++bit) {
      if ((changed & (1U << bit)) != 0) wanted.emplace_back(names[bit]);
    }
    std::sort(wanted.begin(), wanted.end());
    EXPECT_EQ(indexes_touched(BatchWriter::update_text(changed)), wanted) << changed;
  }
}

}  // namespace
}  // namespace quyche::sqlite
