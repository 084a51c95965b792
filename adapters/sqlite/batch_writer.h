// Writes the rows of one batch within a transaction that its caller began and will end.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "adapters/sqlite/known_keys.h"
#include "adapters/sqlite/statement.h"
#include "engine/ports/store.h"

namespace quyche::sqlite {

// Why a batch was not written: SQLite failed (the store stops), or it does not follow what is stored (it goes
// on).
struct WhyNot {
  std::optional<Fault> fault;
  std::string refusal;
};

// Whether there is anything in the batch that belongs to a school.
[[nodiscard]] bool writes_to_a_school(const Batch& batch);

class BatchWriter {
 public:
  [[nodiscard]] static Answer<BatchWriter> prepare(Connection& connection);

  // After a failure the caller rolls back: some rows may have been written.
  [[nodiscard]] Result<void, WhyNot> write(const Batch& batch);
  // What is remembered of rows: to be called when a transaction is rolled back.
  void forget();

  // The statements, for tests that look at how SQLite carries them out. One that writes a document's row anew
  // names those indexed columns only that change: bit 0 open, bit 1 late, bit 2 timed, bit 3 what the
  // document is (type, school year, period).
  [[nodiscard]] static std::span<const char* const> statement_texts();
  [[nodiscard]] static std::string update_text(unsigned changed);

 private:
  enum class Sql {
    find_school,
    insert_school,
    count_documents,
    find_last,
    insert_event,
    find_document,
    insert_id,
    insert_document,
    insert_policy,
    find_policy,
    erase_vault,
    erase_text,
    erase_answers,
    insert_answer,
    insert_vault,
    put_snapshot,
    insert_node,
    find_node,
    put_checkpoint
  };
  static const char* const texts[];

  BatchWriter(Connection& connection, StatementSet<Sql> statements)
      : connection_(connection.get()), statements_(std::move(statements)) {}

  // Each gives false when it failed, with the reason in why_not_.
  bool write_all(const Batch& batch);
  bool write_policies(const Batch& batch);
  bool find_school(const SchoolId& id);
  bool write_documents(const Batch& batch);
  bool write_document(const StoredDocument& document);
  bool update_document(KnownDocument& known, const StoredDocument& document, IndexedColumns&& row);
  bool write_events(const Batch& batch);
  bool erase_people(const Batch& batch);
  bool erase_texts(const Batch& batch, bool& found);
  bool write_answers(const Batch& batch);
  bool write_vault(const Batch& batch);
  bool write_nodes(const Batch& batch);
  bool write_snapshot_and_checkpoints(const Batch& batch);

  // What is known of a document, looked up when need be; null: there is none of this id, or it failed.
  bool find_document(const DocumentId& id, KnownDocument*& known);
  // The key of a document's id, given one when it has none; none for the empty id.
  bool document_key(const DocumentId& id, std::optional<std::int64_t>& key);
  // A row that was there is written anew without the indexed columns that stay as they are.
  bool prepared_update(unsigned changed, Statement*& statement);

  // The integer of a query that gives one row or none.
  bool query(Statement& statement, std::optional<std::int64_t>& value);
  bool run(Statement& statement);
  // Runs an insert; `is_new`: whether it put a row, or left the one that was there.
  bool insert(Statement& statement, bool& is_new);
  bool refuse(std::string detail);
  bool broken(const Fault& fault);
  [[nodiscard]] std::string in_school(const std::string& what) const;

  sqlite3* connection_;
  StatementSet<Sql> statements_;
  std::array<std::optional<Statement>, 16> updates_;  // by which indexed columns change
  Remembered<std::string, KnownSchool> schools_{limits::schools_known_max};
  Remembered<std::string, KnownDocument> documents_{limits::documents_known_max};
  std::string name_;               // of a document in documents_: its school's key and its id
  SchoolId school_id_;             // of the batch
  KnownSchool* school_ = nullptr;  // likewise
  std::int64_t rows_added_ = 0;    // documents that this batch gives their first row
  WhyNot why_not_;
};

}  // namespace quyche::sqlite
