// Writes the rows of one batch within a transaction that its caller began and will end.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "adapters/sqlite/statement.h"
#include "engine/ports/store.h"

namespace quyche::sqlite {

// Why a batch was not written: SQLite failed (the store stops), or it does not follow what is stored (it goes
// on).
struct WhyNot {
  std::optional<Fault> fault;
  std::string refusal;
};

class BatchWriter {
 public:
  [[nodiscard]] static Answer<BatchWriter> prepare(Connection& connection);

  // After a failure the caller rolls back: some rows may have been written.
  [[nodiscard]] Result<void, WhyNot> write(const Batch& batch);

 private:
  enum class Sql {
    find_school,
    insert_school,
    find_last,
    insert_event,
    find_document,
    insert_document,
    upsert_state,
    insert_policy,
    find_policy,
    insert_answer,
    insert_vault
  };
  static const char* const texts[];

  BatchWriter(Connection& connection, StatementSet<Sql> statements)
      : connection_(connection.get()), statements_(std::move(statements)) {}

  // Each gives false when it failed, with the reason in why_not_.
  bool write_school(const Batch& batch);
  bool write_events(const Batch& batch);
  bool write_documents(const Batch& batch);
  bool write_policies(const Batch& batch);
  bool write_answers(const Batch& batch);
  bool write_vault(const Batch& batch);

  bool last_seq(std::uint64_t& seq);
  // The key of a document's id, given one when it has none; none for the empty id.
  bool document_key(const DocumentId& id, std::optional<std::int64_t>& key);
  // The integer of a query that gives one row or none.
  bool query(Statement& statement, std::optional<std::int64_t>& value);
  // Runs an insert; `is_new`: whether it put a row, or left the one that was there.
  bool insert(Statement& statement, bool& is_new);
  bool refuse(std::string detail);
  bool broken(const Fault& fault);

  sqlite3* connection_;
  StatementSet<Sql> statements_;
  std::int64_t school_ = 0;  // key of the batch's school
  WhyNot why_not_;
};

}  // namespace quyche::sqlite
