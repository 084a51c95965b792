// A file that version 1 of the schema made, and what becomes of it.
#include <sys/stat.h>

#include <filesystem>

#include "adapters/sqlite/schema.h"
#include "tests/adapters/sqlite/support.h"
#include "tests/adapters/sqlite/version_1.h"

namespace quyche::sqlite {
namespace {

namespace fs = std::filesystem;

// Two schools; of the first three events about a document with a row, one about a document without one, one
// about none.
constexpr const char* rows = R"sql(
INSERT INTO schools VALUES (1, 'truong-a'), (5, 'truong-b');
INSERT INTO document_ids VALUES (1, 1, 'ke-hoach-1'), (2, 5, 'ke-hoach-1'), (9, 1, 'ke-hoach-2');
INSERT INTO events VALUES
  ((1 << 40) + 1, NULL, '{"kind":"school_opened","seq":1}'),
  ((1 << 40) + 2, 1, '{"by":"p0001","command":"k1","seq":2}'),
  ((1 << 40) + 3, 1, '{"by":"p0001","command":"k1","seq":3}'),
  ((1 << 40) + 4, 9, 'not JSON'),
  ((5 << 40) + 1, 2, '{"seq":1}');
INSERT INTO documents VALUES
  (1, 'ke-hoach', 'cho-duyet', 'p0001', 7, '{}'),
  (2, 'ke-hoach', 'cho-duyet', 'p0001', 1, '{}');
INSERT INTO policies VALUES (zeroblob(32), '{}');
INSERT INTO answers VALUES
  (1, 'k1', zeroblob(32), '{"document":"ke-hoach-1","events":[2,3],"key":"k1","ok":true,"state":"s","version":2}'),
  (1, 'k2', zeroblob(32), '{"key":"k2","ok":false,"refused":{}}'),
  (1, 'k3', zeroblob(32), 'not JSON'),
  (1, 'k4', zeroblob(32), '{"events":[4,4],"key":"k4","ok":true}'),
  (5, 'k1', zeroblob(32), '{"key":"k1","ok":true}');
INSERT INTO vault VALUES
  (1, x'00000000000000000000000000000000000000000000000000000000000000aa', x'0001ff', 'Nguyễn Văn An', 'p0001', NULL),
  (1, x'00000000000000000000000000000000000000000000000000000000000000bb', x'', 'lý do', 'p0002', 9);
)sql";

class MigrationFrom1 : public StoreOnDisk {
 protected:
  void SetUp() override {
    fs::create_directory(dir_);
    run_sql(db_, std::string("PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8';") + version_1_tables +
                     rows + "PRAGMA application_id = " + std::to_string(application_id) +
                     "; PRAGMA user_version = 1; PRAGMA journal_mode = WAL");
  }

  std::string value(const std::string& sql) {
    auto connection = Connection::open(db_, Access::read);
    return connection->value(sql).value();
  }
};

TEST_F(MigrationFrom1, everything_is_kept_but_rows_that_the_events_tell) {
  EXPECT_EQ(code_of(open_sqlite_reader(dir_)), "Q515") << "a reader asks for a writer first";
  { ASSERT_NE(open_store(dir_, OpenMode::write), nullptr); }
  EXPECT_EQ(value("PRAGMA user_version"), std::to_string(schema_version));
  const auto r = open_reader(dir_);
  const SchoolId school_b{"truong-b"};
  EXPECT_EQ(r->schools().value(), (std::vector{school_a, school_b}));
  const DocumentId first{"ke-hoach-1"};
  const DocumentId second{"ke-hoach-2"};
  const std::vector<StoredEvent> events = {
      {1, {}, R"({"kind":"school_opened","seq":1})"},
      {2, first, R"({"by":"p0001","command":"k1","seq":2})"},
      {3, first, R"({"by":"p0001","command":"k1","seq":3})"},
      {4, second, "not JSON"},
  };
  EXPECT_EQ(r->events(school_a, 1, 9).value(), events);
  EXPECT_EQ(r->events(school_b, 1, 9).value(), (std::vector{StoredEvent{1, first, R"({"seq":1})"}}));
  EXPECT_EQ(r->document_events(school_a, first, 1, 9).value(), (std::vector{events[1], events[2]}));
  EXPECT_EQ(r->school_events(school_a, 1, 9).value(), std::vector{events[0]});
  EXPECT_EQ(r->policies().value(), (std::vector{StoredPolicy{Digest{}, "{}"}}));

  // To be made anew from the events.
  EXPECT_EQ(r->document_count(school_a).value(), 0U);
  EXPECT_TRUE(r->documents(school_a, {}, 9).value().empty());
  EXPECT_FALSE(r->document(school_a, first).value().has_value());
  EXPECT_FALSE(r->snapshot(school_a).value().has_value());

  const auto answer = [&](const SchoolId& school, const char* key) {
    return r->answer(school, CommandKey{key}).value().value();
  };
  using Answer = StoredAnswer;
  EXPECT_EQ(answer(school_a, "k1"), (Answer{CommandKey{"k1"}, {}, "", 2, 3, PersonId{"p0001"}}));
  EXPECT_EQ(answer(school_a, "k2"),
            (Answer{CommandKey{"k2"}, {}, R"({"key":"k2","ok":false,"refused":{}})", 0, 0, {}}));
  EXPECT_EQ(answer(school_a, "k3"), (Answer{CommandKey{"k3"}, {}, "not JSON", 0, 0, {}}));
  EXPECT_EQ(answer(school_a, "k4"), (Answer{CommandKey{"k4"}, {}, "", 4, 4, {}}));
  EXPECT_EQ(answer(school_b, "k1"), (Answer{CommandKey{"k1"}, {}, R"({"key":"k1","ok":true})", 0, 0, {}}));

  Digest a;
  a.bytes.back() = 0xaa;
  Digest b;
  b.bytes.back() = 0xbb;
  EXPECT_EQ(r->vault(school_a, a).value(),
            (VaultEntry{a, std::string("\0\1\xff", 3), "Nguyễn Văn An", PersonId{"p0001"}, {}}));
  EXPECT_EQ(r->vault(school_a, b).value(), (VaultEntry{b, "", "lý do", PersonId{"p0002"}, second}));
}

TEST_F(MigrationFrom1, the_file_is_as_a_new_one_and_goes_on) {
  { ASSERT_NE(open_store(temp_.in("new"), OpenMode::create), nullptr); }
  {
    const auto store = open_store(dir_, OpenMode::write);
    Batch batch = batch_of("truong-a", 5, 6);
    batch.documents = {contract::document("ke-hoach-2", 2), contract::document("ke-hoach-3")};
    ASSERT_EQ(code_of(store->append(batch)), "");
    batch = batch_of("truong-b", 2, 2);
    ASSERT_EQ(code_of(store->append(batch)), "");
    const auto r = store->reader().value();
    EXPECT_EQ(r->document_count(school_a).value(), 2U);
    EXPECT_EQ(r->documents(school_a, {}, 9).value(),
              (std::vector{contract::document("ke-hoach-2", 2), contract::document("ke-hoach-3")}));
  }
  const std::string schema =
      "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema ORDER BY name)";
  const std::string migrated = value(schema);
  db_ = temp_.in("new/quyche.db");
  EXPECT_EQ(migrated, value(schema));
  EXPECT_EQ(value("PRAGMA integrity_check"), "ok");
  EXPECT_EQ(value("PRAGMA foreign_key_check"), "");
}

TEST_F(MigrationFrom1, all_or_nothing) {
  run_sql(db_, "CREATE TABLE nodes (x)");
  const std::string before = value("SELECT group_concat(sql) FROM sqlite_schema");
  EXPECT_EQ(code_of(SqliteStore::open(dir_, OpenMode::write)), "Q514");
  EXPECT_EQ(value("SELECT group_concat(sql) FROM sqlite_schema"), before);
  EXPECT_EQ(value("SELECT count(*) FROM events"), "5");
  EXPECT_EQ(value("PRAGMA user_version"), "1");
  run_sql(db_, "DROP TABLE nodes");
  EXPECT_NE(open_store(dir_, OpenMode::write), nullptr);
}

// Version 2 had the tables of today, and one mark that went through the log.
class MigrationFrom2 : public StoreOnDisk {
 protected:
  void make_version_2(const std::string& mark) {
    make_data();
    run_sql(
        db_,
        "DROP TABLE log_mark; DROP TABLE file_mark; CREATE TABLE file_mark (one INTEGER PRIMARY KEY CHECK "
        "(one = 1), mark TEXT NOT NULL) STRICT; INSERT INTO file_mark VALUES (1, '" +
            mark + "'); PRAGMA user_version = 2");
    fs::remove(log_);
  }
};

TEST_F(MigrationFrom2, has_its_mark_in_the_file) {
  make_version_2("closed");
  EXPECT_EQ(code_of(open_sqlite_reader(dir_)), "Q515") << "a reader asks for a writer first";
  {
    const auto store = open_store(dir_, OpenMode::write);
    ASSERT_EQ(code_of(store->append(linked_batch(4, 9))), "");
    EXPECT_NE(bytes_of(db_).find("quyche live "), std::string::npos) << "whatever the log holds";
  }
  EXPECT_NE(bytes_of(db_).find("quyche closed "), std::string::npos);
  EXPECT_EQ(check_linked(*open_reader(dir_)), 9U);
}

TEST_F(MigrationFrom2, a_live_file_without_its_log_stays_refused) {
  make_version_2("live");
  EXPECT_EQ(code_of(SqliteStore::open(dir_, OpenMode::write)), "Q520");
  EXPECT_EQ(code_of(SqliteStore::open(dir_, OpenMode::write)), "Q520");
}

}  // namespace
}  // namespace quyche::sqlite
