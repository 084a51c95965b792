// Reads a data file, beside a writer or without one. Opened for reading only; never checkpoints.
//
// Each call is one SQL statement and one read transaction that ends before the call returns: no snapshot is
// held between calls, so a reader that lives for days does not keep the write-ahead log from starting anew.
// Two calls may see different states, the later one never an older. A call that takes longer than
// reader_call_ms_max is given up.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "adapters/sqlite/limits.h"
#include "adapters/sqlite/statement.h"
#include "engine/ports/store.h"

namespace quyche::sqlite {

class SqliteReader : public StoreReader {
 public:
  [[nodiscard]] static Outcome<std::unique_ptr<SqliteReader>> open(
      const std::string& path, const std::string& vfs = {},
      std::chrono::milliseconds call_max = std::chrono::milliseconds(limits::reader_call_ms_max));

  Outcome<std::vector<SchoolId>> schools() override;
  Outcome<std::uint64_t> last_seq(const SchoolId& school) override;
  Outcome<std::vector<StoredEvent>> events(const SchoolId& school, std::uint64_t from,
                                           std::size_t count) override;
  Outcome<void> each_event(const SchoolId& school, std::uint64_t from, std::size_t count,
                           const EventVisit& visit) override;
  Outcome<std::vector<StoredEvent>> document_events(const SchoolId& school, const DocumentId& document,
                                                    std::uint64_t from, std::size_t count) override;
  Outcome<std::vector<StoredEvent>> school_events(const SchoolId& school, std::uint64_t from,
                                                  std::size_t count) override;
  Outcome<std::optional<StoredDocument>> document(const SchoolId& school,
                                                  const DocumentId& document) override;
  Outcome<std::vector<StoredDocument>> documents(const SchoolId& school, const DocumentId& after,
                                                 std::size_t count) override;
  Outcome<std::uint64_t> document_count(const SchoolId& school) override;
  Outcome<std::vector<StoredDocument>> open_documents(const SchoolId& school) override;
  [[nodiscard]] Outcome<void> each_open_document(const SchoolId& school, const DocumentVisit& visit) override;
  Outcome<std::vector<StoredDocument>> late_documents(const SchoolId& school) override;
  Outcome<std::vector<StoredDocument>> timed_documents(const SchoolId& school) override;
  Outcome<std::vector<StoredDocument>> documents_of(const SchoolId& school, const DocumentTypeId& type,
                                                    int school_year,
                                                    const std::optional<std::string>& period) override;
  Outcome<std::optional<StoredSnapshot>> snapshot(const SchoolId& school) override;
  Outcome<std::vector<StoredNode>> nodes(const SchoolId& school, int level, std::uint64_t from,
                                         std::size_t count) override;
  Outcome<std::optional<StoredCheckpoint>> checkpoint(const SchoolId& school, std::uint64_t size) override;
  Outcome<std::vector<StoredPolicy>> policies() override;
  Outcome<std::optional<StoredAnswer>> answer(const SchoolId& school, const CommandKey& key) override;
  Outcome<std::optional<VaultEntry>> vault(const SchoolId& school, const Digest& commitment) override;
  Outcome<std::vector<VaultEntry>> vault_of(const SchoolId& school, const PersonId& person) override;
  Outcome<std::vector<VaultEntry>> vault_entries(const SchoolId& school, const std::optional<Digest>& after,
                                                 std::size_t count) override;
  Outcome<std::vector<std::string>> structure_problems(std::size_t count) override;

  // The statements, for a test that looks at how SQLite carries them out.
  [[nodiscard]] static std::span<const char* const> statement_texts();

 private:
  enum class Sql {
    school,
    schools,
    last_seq,
    events,
    each_event,
    document_id,
    document_events,
    school_events,
    document,
    documents,
    document_count,
    open_documents,
    late_documents,
    timed_documents,
    documents_of_year,
    documents_of_period,
    snapshot,
    nodes,
    checkpoint,
    policies,
    answer,
    vault,
    vault_of,
    vault_entries
  };
  static const char* const texts[static_cast<std::size_t>(Sql::vault_entries) + 1];

  SqliteReader(std::string path, Connection connection, std::chrono::milliseconds call_max);
  static int is_over_time(void* reader);

  // Runs a bound statement and gives each row to `visit`, whose false says that the row is damaged; it has
  // then said where by damaged().
  template <class Visit>
  Outcome<void> each_row(Statement& statement, Visit visit);
  // Makes a T of each row; nothing for a damaged one.
  template <class T, class Read>
  Outcome<std::vector<T>> rows(Statement& statement, Read read);
  template <class T, class Read>
  Outcome<std::optional<T>> row(Statement& statement, Read read);
  // The school's key; nothing when there is no such school.
  Outcome<std::optional<std::int64_t>> key_of(const SchoolId& school);
  template <class T, class Ask>
  Outcome<T> of_school(const SchoolId& school, Ask ask);
  Outcome<std::vector<StoredDocument>> indexed_documents(const SchoolId& school, Sql which);
  Outcome<std::vector<StoredDocument>> documents_by_id(Statement& statement);
  // The id of a document by its key; null when there is none or it cannot be read.
  const std::string* id_of(std::int64_t document);
  [[nodiscard]] Error error(const Fault& fault) const;
  // Notes which row cannot be, for the error that follows.
  std::nullopt_t damaged(std::string where) {
    damaged_ = std::move(where);
    return std::nullopt;
  }

  std::string path_;
  Connection connection_;
  std::chrono::milliseconds call_max_;
  std::chrono::steady_clock::time_point call_end_;
  StatementSet<Sql> statements_;
  std::string damaged_;
  // Neither ever changes.
  std::unordered_map<std::string, std::int64_t> school_keys_;
  std::unordered_map<std::int64_t, std::string> document_ids_;
};

}  // namespace quyche::sqlite
