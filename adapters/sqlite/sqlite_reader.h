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

  [[nodiscard]] Outcome<std::vector<SchoolId>> schools() override;
  [[nodiscard]] Outcome<std::uint64_t> last_seq(const SchoolId& school) override;
  [[nodiscard]] Outcome<std::vector<StoredEvent>> events(const SchoolId& school, std::uint64_t from,
                                                         std::size_t count) override;
  [[nodiscard]] Outcome<std::vector<StoredEvent>> document_events(const SchoolId& school,
                                                                  const DocumentId& document,
                                                                  std::uint64_t from,
                                                                  std::size_t count) override;
  [[nodiscard]] Outcome<std::optional<StoredDocument>> document(const SchoolId& school,
                                                                const DocumentId& document) override;
  [[nodiscard]] Outcome<std::vector<StoredDocument>> documents(const SchoolId& school,
                                                               const DocumentId& after,
                                                               std::size_t count) override;
  [[nodiscard]] Outcome<std::vector<StoredPolicy>> policies() override;
  [[nodiscard]] Outcome<std::optional<StoredAnswer>> answer(const SchoolId& school,
                                                            const CommandKey& key) override;
  [[nodiscard]] Outcome<std::optional<VaultEntry>> vault(const SchoolId& school,
                                                         const Digest& commitment) override;

  // Stubs until schema version 2.
  Outcome<std::vector<StoredEvent>> school_events(const SchoolId&, std::uint64_t, std::size_t) override {
    return fail("Q515", "");
  }
  Outcome<std::uint64_t> document_count(const SchoolId&) override { return fail("Q515", ""); }
  Outcome<std::vector<StoredDocument>> open_documents(const SchoolId&) override { return fail("Q515", ""); }
  Outcome<std::vector<StoredDocument>> late_documents(const SchoolId&) override { return fail("Q515", ""); }
  Outcome<std::vector<StoredDocument>> timed_documents(const SchoolId&) override { return fail("Q515", ""); }
  Outcome<std::vector<StoredDocument>> documents_of(const SchoolId&, const DocumentTypeId&, int,
                                                    const std::optional<std::string>&) override {
    return fail("Q515", "");
  }
  Outcome<std::optional<StoredSnapshot>> snapshot(const SchoolId&) override { return fail("Q515", ""); }
  Outcome<std::vector<StoredNode>> nodes(const SchoolId&, int, std::uint64_t, std::size_t) override {
    return fail("Q515", "");
  }
  Outcome<std::optional<StoredCheckpoint>> checkpoint(const SchoolId&, std::uint64_t) override {
    return fail("Q515", "");
  }
  Outcome<std::vector<VaultEntry>> vault_of(const SchoolId&, const PersonId&) override {
    return fail("Q515", "");
  }

  // The statements, for a test that looks at how SQLite carries them out.
  [[nodiscard]] static std::span<const char* const> statement_texts();

 private:
  enum class Sql { schools, last_seq, events, document_events, document, documents, policies, answer, vault };
  static const char* const texts[];

  SqliteReader(std::string path, Connection connection, std::chrono::milliseconds call_max);
  static int is_over_time(void* reader);

  // Runs a bound statement and makes a T of each row; a row that `read` cannot make sense of is damage.
  template <class T, class Read>
  Outcome<std::vector<T>> rows(Statement& statement, Read read);
  template <class T, class Read>
  Outcome<std::optional<T>> row(Statement& statement, Read read);
  [[nodiscard]] Error error(const Fault& fault) const;

  std::string path_;
  Connection connection_;
  std::chrono::milliseconds call_max_;
  std::chrono::steady_clock::time_point call_end_;
  StatementSet<Sql> statements_;
};

}  // namespace quyche::sqlite
