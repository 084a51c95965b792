// Settings, schema and what an event costs on disk.
#include <filesystem>
#include <map>

#include "adapters/sqlite/rewrite.h"
#include "adapters/sqlite/schema.h"
#include "adapters/sqlite/settings.h"
#include "tests/adapters/sqlite/support.h"

namespace quyche::sqlite {
namespace {

using Settings = StoreOnDisk;

// What step `step` (0 to 5) of a document writes.
void add_step(Batch& batch, std::uint64_t seq, int document, int step) {
  const DocumentId id{"lesson_plan-" + std::to_string(document)};
  StoredDocument row = contract::document(id.text(), static_cast<std::uint64_t>(step) + 1);
  row.type = DocumentTypeId{"lesson_plan"};
  row.owner = PersonId{"p00" + std::to_string(10 + document % 60)};
  row.open = step < 5;
  row.late = false;
  row.timers = step < 2 ? R"([["2024-10-04T17:00:00.000Z","in_time"]])" : "";
  batch.documents.push_back(row);
  std::string bytes = "{\"document\":\"" + id.text() + "\",\"seq\":" + std::to_string(seq);
  bytes.resize(310 + seq * 7 % 100, ' ');
  batch.events.push_back({seq, id, bytes + "}"});
  const std::string key = contract::digest(batch.school.text() + std::to_string(seq)).text().substr(0, 20);
  batch.answers.push_back({CommandKey{key}, contract::digest(key), "", seq, seq, row.owner});
  if (seq % 256 == 0) batch.nodes.push_back({8, seq / 256 - 1, contract::digest("node")});
}

std::string value(Connection& connection, const std::string& sql) { return connection.value(sql).value(); }

TEST_F(Settings, writer_settings_are_in_force) {
  const auto store = open_store(dir_, OpenMode::create);
  Connection& c = store->connection();
  EXPECT_EQ(value(c, "PRAGMA journal_mode"), "wal");
  EXPECT_EQ(value(c, "PRAGMA synchronous"), "2");
  EXPECT_EQ(value(c, "PRAGMA foreign_keys"), "1");
  EXPECT_EQ(value(c, "PRAGMA wal_autocheckpoint"), "0");
  EXPECT_EQ(value(c, "PRAGMA secure_delete"), "1");
  EXPECT_EQ(value(c, "PRAGMA page_size"), std::to_string(limits::page_bytes));
  EXPECT_EQ(value(c, "PRAGMA application_id"), std::to_string(application_id));
  EXPECT_EQ(value(c, "PRAGMA user_version"), std::to_string(schema_version));
}

TEST_F(Settings, tests_may_choose_another_vfs_and_a_weaker_sync) {
  {
    const auto store = open_store(dir_, OpenMode::create, {.synchronous = Synchronous::normal});
    EXPECT_EQ(value(store->connection(), "PRAGMA synchronous"), "1");
  }
  EXPECT_NE(code_of(SqliteStore::open(dir_, OpenMode::write, {.vfs = "no-such-vfs"})), "");
  EXPECT_NE(code_of(open_sqlite_reader(dir_, "no-such-vfs")), "");
  sqlite3_vfs* const system = sqlite3_vfs_find(nullptr);
  sqlite3_vfs other = *system;
  other.zName = "other";
  ASSERT_EQ(sqlite3_vfs_register(&other, 0), SQLITE_OK);
  {
    const auto store = open_store(dir_, OpenMode::write, {.vfs = "other"});
    const auto reader = store->reader().value();
    const auto alone = open_sqlite_reader(dir_, "other").value();
    sqlite3_vfs_unregister(&other);
    EXPECT_NE(code_of(store->reader()), "") << "readers come from the store's VFS";
    EXPECT_EQ(code_of(store->append(linked_batch(1, 2))), "");
  }
}

TEST_F(Settings, all_tables_are_strict) {
  const auto store = open_store(dir_, OpenMode::create);
  Connection& c = store->connection();
  EXPECT_EQ(value(c,
                  "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                  " AND name NOT LIKE 'sqlite_%'"),
            "11");
  EXPECT_EQ(value(c,
                  "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                  " AND name NOT LIKE 'sqlite_%' AND NOT strict"),
            "0");
}

TEST_F(Settings, setting_that_is_not_in_force_is_a_fault) {
  auto memory = Connection::open(":memory:", Access::create);
  ASSERT_TRUE(memory);
  const auto refused = apply_settings(*memory, writer_settings(), "x");
  ASSERT_EQ(code_of(refused), "Q510") << "a database in memory has no log";
  EXPECT_NE(refused.error().detail.find("journal_mode = memory"), std::string::npos)
      << refused.error().detail;
  // Each of the settings matters: with any one of them not taken, the store does not open.
  for (const auto& settings : {writer_settings(), reader_settings()}) {
    for (Setting setting : settings) {
      setting.expected = "another";
      EXPECT_EQ(code_of(apply_settings(*memory, std::span(&setting, 1), "x")), "Q510") << setting.name;
    }
  }
  const Setting unknown{"no_such_setting", "1", "1"};
  EXPECT_EQ(code_of(apply_settings(*memory, std::span(&unknown, 1), "x")), "Q510");
}

TEST_F(Settings, reader_cannot_write) {
  make_data();
  auto connection = Connection::open(db_, Access::read);
  ASSERT_TRUE(connection);
  ASSERT_EQ(code_of(apply_settings(*connection, reader_settings(), db_)), "");
  EXPECT_FALSE(connection->execute("DELETE FROM vault"));
  EXPECT_TRUE(connection->is_read_only());
}

TEST_F(Settings, erased_text_is_overwritten) {
  const std::string secret = "Nguyễn Thị Bí Mật";
  const Digest fingerprint = contract::digest("what she asked for");
  const std::string fingerprint_bytes(fingerprint.bytes.begin(), fingerprint.bytes.end());
  {
    const auto store = open_store(dir_, OpenMode::create);
    Batch batch;
    batch.school = school_a;
    for (int i = 0; i < 40; ++i) {
      batch.vault.push_back(contract::vault_entry(std::to_string(i)));
      batch.answers.push_back(contract::answer("k" + std::to_string(i)));
      if (i % 3 != 0) continue;
      batch.vault.back().person = PersonId{"p-bi-mat"};
      batch.vault.back().text = secret + (i % 2 == 0 ? std::string(9'000, '.') : "") + secret;
      batch.answers.back().person = PersonId{"p-bi-mat"};
      batch.answers.back().answer = "refused: " + secret;
      batch.answers.back().fingerprint = fingerprint;
    }
    ASSERT_EQ(code_of(store->append(batch)), "");
  }
  ASSERT_NE(bytes_of(db_).find(secret), std::string::npos);
  ASSERT_NE(bytes_of(db_).find(fingerprint_bytes), std::string::npos);
  {
    const auto store = open_store(dir_, OpenMode::write);
    Batch batch;
    batch.school = school_a;
    batch.erased = {PersonId{"p-bi-mat"}};
    ASSERT_EQ(code_of(store->append(batch)), "");
  }
  for (const std::string& path : {db_, log_}) {
    EXPECT_EQ(bytes_of(path).find(secret), std::string::npos) << path;
    EXPECT_EQ(bytes_of(path).find(fingerprint_bytes), std::string::npos) << path;
  }
  const auto reader = open_reader(dir_);
  EXPECT_TRUE(reader->vault(school_a, contract::digest("commitment 1")).value().has_value());
}

// Deleting alone leaves copies: a tree that grows in its middle moves rows from page to page.
TEST_F(Settings, erased_people_are_nowhere_in_the_file) {
  const auto person = [](int i) { return PersonId{"p-" + std::to_string(i % 20)}; };
  const auto secret = [&](int i) { return "Bí mật của " + person(i).value + '.'; };
  {
    const auto store = open_store(dir_, OpenMode::create);
    for (int i = 0; i < 2'000; ++i) {
      Batch batch;
      batch.school = school_a;
      batch.vault = {contract::vault_entry(std::to_string(i))};
      batch.vault[0].text = secret(i) + std::string(static_cast<std::size_t>(i * 37 % 300), 'x');
      batch.vault[0].person = person(i);
      batch.answers = {{CommandKey{sha256(std::to_string(i)).text()}, sha256(secret(i)),
                        R"({"refused":")" + secret(i) + "\"}", 0, 0, person(i)}};
      ASSERT_EQ(code_of(store->append(batch)), "");
    }
    Batch batch;
    batch.school = school_a;
    batch.erased = {person(7), person(8)};
    ASSERT_EQ(code_of(store->append(batch)), "");
    const auto reader = store->reader();
    EXPECT_TRUE((*reader)->vault_of(school_a, person(7))->empty());
    EXPECT_EQ((*reader)->vault_of(school_a, person(9))->size(), 100U);
    const auto answer = (*reader)->answer(school_a, CommandKey{sha256("7").text()});
    ASSERT_TRUE(answer && *answer);
    EXPECT_EQ((*answer)->answer, "");
    EXPECT_TRUE((*answer)->fingerprint.empty());
    // The tables are the same as before: a second erasure, and what comes after, find them.
    batch.erased = {person(10)};
    batch.vault = {contract::vault_entry("sau")};
    ASSERT_EQ(code_of(store->append(batch)), "");
  }
  const std::string bytes = bytes_of(db_) + bytes_of(log_);
  for (const int gone : {7, 8, 10}) {
    EXPECT_EQ(bytes.find(secret(gone)), std::string::npos);
    const Digest print = sha256(secret(gone));
    EXPECT_EQ(bytes.find(std::string(print.bytes.begin(), print.bytes.end())), std::string::npos);
  }
  EXPECT_NE(bytes.find(secret(9)), std::string::npos);
}

TEST_F(Settings, a_table_written_anew_is_the_same_table) {
  auto memory = Connection::open(":memory:", Access::create);
  ASSERT_TRUE(memory);
  ASSERT_TRUE(
      memory->execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL UNIQUE) STRICT;"
                      "CREATE INDEX by_b ON t (b) WHERE a > 1; CREATE TABLE u (t INTEGER);"
                      "INSERT INTO t VALUES (3, 'ba'), (1, 'một'), (2, 'hai')"));
  const auto table = [&] {
    return *memory->value("SELECT group_concat(a || b) FROM t") +
           *memory->value(
               "SELECT group_concat(replace(name || sql, '\"', ''), char(10)) FROM (SELECT * FROM "
               "sqlite_schema WHERE "
               "sql IS NOT NULL ORDER BY name)");
  };
  const std::string before = table();
  EXPECT_NE(before.find("by_b"), std::string::npos);
  ASSERT_TRUE(rewrite_table(memory->get(), "t"));
  EXPECT_EQ(table(), before);
  EXPECT_FALSE(memory->execute("INSERT INTO t VALUES (4, 'ba')")) << "b is still unique";
  EXPECT_FALSE(rewrite_table(memory->get(), "x"));
}

TEST_F(Settings, migrations) {
  make_data();
  auto connection = Connection::open(db_, Access::write);
  ASSERT_TRUE(connection);
  const Migration steps[] = {{3, "ALTER TABLE schools ADD COLUMN note TEXT"},
                             {4, "CREATE TABLE extra (x ANY) STRICT"}};
  const Migration bad_steps[] = {steps[0], {4, "CREATE TABLE schools (x)"}};
  const auto version = [&] { return value(*connection, "PRAGMA user_version"); };

  EXPECT_EQ(code_of(migrate(*connection, db_, 3, {}, 3)), "") << "nothing to do";
  EXPECT_EQ(code_of(migrate(*connection, db_, 3, std::span(steps, 1), 5)), "Q514") << "no step from 4 to 5";
  EXPECT_EQ(code_of(migrate(*connection, db_, 3, bad_steps, 5)), "Q514") << "the second step fails";
  EXPECT_EQ(version(), "3");
  EXPECT_EQ(value(*connection, "SELECT count(*) FROM pragma_table_info('schools')"), "3") << "all or none";
  EXPECT_EQ(code_of(migrate(*connection, db_, 3, steps, 5)), "");
  EXPECT_EQ(version(), "5");
  EXPECT_EQ(read_version(*connection, db_, 5).value(), 5);
  EXPECT_EQ(code_of(read_version(*connection, db_)), "Q509");
}

TEST_F(Settings, places_keep_schools_apart) {
  static_assert(place_of(1, 1) > place_of(0, limits::events_per_school_max));
  static_assert(seq_of(place_of(limits::schools_max, limits::events_per_school_max)) ==
                limits::events_per_school_max);
  static_assert(place_of(limits::schools_max, limits::events_per_school_max) > 0);
  make_data();
  run_sql(db_, "INSERT INTO events VALUES ((1 << 40) + 1099511627775, NULL, '{}')");
  const auto store = open_store(dir_, OpenMode::write);
  Batch next = batch_of("truong-a", std::uint64_t{1} << 40, std::uint64_t{1} << 40);
  EXPECT_EQ(code_of(store->append(next)), "Q511") << "the last place is taken";
  EXPECT_EQ(code_of(store->append(batch_of("truong-b", 1, 1))), "");
  EXPECT_EQ(store->reader().value()->events(SchoolId{"truong-b"}, 1, 9).value(),
            batch_of("truong-b", 1, 1).events);
}

// The work of six steps on each of many documents of three schools, with all that a step writes: events of
// the size they have, the document's row, the answer under a key that no order can be found in, and the nodes
// of the Merkle tree that are stored.
TEST_F(Settings, bytes_on_disk_per_event) {
  std::uint64_t json = 0;
  {
    const auto store = open_store(dir_, OpenMode::create, {.synchronous = Synchronous::normal});
    std::map<std::string, std::uint64_t> last;
    for (int round = 0; round < 360; ++round) {
      const std::string school = std::string("truong-") + static_cast<char>('a' + round % 3);
      Batch batch;
      batch.school = SchoolId{school};
      for (int n = 0; n < 64; ++n) add_step(batch, ++last[school], round / 18 * 64 + n, round / 3 % 6);
      for (const StoredEvent& event : batch.events) json += event.bytes.size();
      ASSERT_EQ(code_of(store->append(batch)), "");
    }
  }
  const double ratio = static_cast<double>(size_of(db_)) / static_cast<double>(json);
  RecordProperty("disk_per_json", std::to_string(ratio));
  EXPECT_LT(ratio, 1.5);
}

}  // namespace
}  // namespace quyche::sqlite
