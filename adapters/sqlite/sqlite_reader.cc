#include "adapters/sqlite/sqlite_reader.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "adapters/sqlite/schema.h"
#include "adapters/sqlite/settings.h"

namespace quyche::sqlite {
namespace {

std::int64_t row_limit(std::size_t count) {
  constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::min<std::uint64_t>(count, most));
}

std::optional<StoredEvent> read_event(Statement& row) {
  return StoredEvent{seq_of(row.integer(0)), DocumentId{row.text(1)}, row.text(2)};
}

std::optional<StoredDocument> read_document(Statement& row) {
  return StoredDocument{DocumentId{row.text(0)},
                        DocumentTypeId{row.text(1)},
                        StateId{row.text(2)},
                        PersonId{row.text(3)},
                        {},
                        static_cast<std::uint64_t>(row.integer(4)),
                        0,
                        {},
                        false,
                        false,
                        {}};
}

}  // namespace

// ?1 is the school's id throughout, 1099511627775 = 2^40 - 1 the largest seq.
const char* const SqliteReader::texts[] = {
    // schools
    "SELECT id FROM schools ORDER BY id",
    // last_seq
    "SELECT e.place FROM schools s JOIN events e ON e.place BETWEEN s.key << 40 AND (s.key << 40) + "
    "1099511627775"
    " WHERE s.id = ?1 ORDER BY e.place DESC LIMIT 1",
    // events
    "SELECT e.place, d.id, e.bytes FROM schools s"
    " JOIN events e ON e.place BETWEEN (s.key << 40) + ?2 AND (s.key << 40) + 1099511627775"
    " LEFT JOIN document_ids d ON d.key = e.document WHERE s.id = ?1 ORDER BY e.place LIMIT ?3",
    // document_events
    "SELECT e.place, d.id, e.bytes FROM schools s JOIN document_ids d ON d.school = s.key AND d.id = ?2"
    " JOIN events e ON e.document = d.key AND e.place >= (s.key << 40) + ?3"
    " WHERE s.id = ?1 ORDER BY e.place LIMIT ?4",
    // document
    "SELECT d.id, t.type, t.state, t.owner, t.version, t.json FROM schools s"
    " JOIN document_ids d ON d.school = s.key AND d.id = ?2 JOIN documents t ON t.document = d.key WHERE "
    "s.id = ?1",
    // documents
    "SELECT d.id, t.type, t.state, t.owner, t.version, t.json FROM schools s"
    " JOIN document_ids d ON d.school = s.key JOIN documents t ON t.document = d.key WHERE s.id = ?1 ORDER "
    "BY d.id",
    // policies
    "SELECT id, canonical FROM policies ORDER BY id",
    // answer
    "SELECT a.key, a.fingerprint, a.answer FROM schools s JOIN answers a ON a.school = s.key AND a.key = ?2"
    " WHERE s.id = ?1",
    // vault
    "SELECT v.commitment, v.salt, v.text, v.person, d.id FROM schools s"
    " JOIN vault v ON v.school = s.key AND v.commitment = ?2 LEFT JOIN document_ids d ON d.key = v.document"
    " WHERE s.id = ?1",
};
static_assert(limits::events_per_school_max == 1'099'511'627'775 && limits::place_seq_bits == 40,
              "the statements above say it too");

std::span<const char* const> SqliteReader::statement_texts() { return texts; }

SqliteReader::SqliteReader(std::string path, Connection connection, std::chrono::milliseconds call_max)
    : path_(std::move(path)), connection_(std::move(connection)), call_max_(call_max) {
  call_end_ = std::chrono::steady_clock::now() + call_max_;
}

Outcome<std::unique_ptr<SqliteReader>> SqliteReader::open(const std::string& path, const std::string& vfs,
                                                          std::chrono::milliseconds call_max) {
  auto connection = Connection::open(path, Access::read, vfs);
  if (!connection) return tl::unexpected(reading_error(connection.error(), path));
  const auto version = read_version(*connection, path);
  if (!version) return tl::unexpected(version.error());
  if (*version < schema_version) {
    return fail("Q515",
                path + ": schema version " + std::to_string(*version) + ", a writer must open it first");
  }
  if (auto set = apply_settings(*connection, reader_settings(), path); !set) {
    // What is Q508 for a writer (the file cannot be written) is for a reader that it cannot be read.
    Error why = set.error();
    if (why.code == "Q508" || why.code == "Q507") why.code = "Q515";
    return tl::unexpected(why);
  }
  std::unique_ptr<SqliteReader> reader(new SqliteReader(path, std::move(*connection), call_max));
  auto statements = StatementSet<Sql>::prepare(reader->connection_, texts);
  if (!statements) return tl::unexpected(reader->error(statements.error()));
  reader->statements_ = std::move(*statements);
  sqlite3_progress_handler(reader->connection_.get(), limits::reader_clock_steps, is_over_time, reader.get());
  return reader;
}

int SqliteReader::is_over_time(void* reader) {
  return std::chrono::steady_clock::now() > static_cast<SqliteReader*>(reader)->call_end_ ? 1 : 0;
}

Error SqliteReader::error(const Fault& fault) const {
  if (fault.code == SQLITE_INTERRUPT) {
    return {"Q515", path_ + ": gave up after " + std::to_string(call_max_.count()) + " ms"};
  }
  return reading_error(fault, path_);
}

template <class T, class Read>
Outcome<std::vector<T>> SqliteReader::rows(Statement& statement, Read read) {
  const ResetAtEnd reset(statement);
  call_end_ = std::chrono::steady_clock::now() + call_max_;
  std::vector<T> out;
  for (;;) {
    const auto has_row = statement.step();
    if (!has_row) return tl::unexpected(error(has_row.error()));
    if (!*has_row) return out;
    std::optional<T> value = read(statement);
    if (!value) return fail("Q514", path_ + ": a digest that is not 32 bytes long");
    out.push_back(std::move(*value));
  }
}

template <class T, class Read>
Outcome<std::optional<T>> SqliteReader::row(Statement& statement, Read read) {
  auto all = rows<T>(statement, read);
  if (!all) return tl::unexpected(all.error());
  if (all->empty()) return std::nullopt;
  return std::move(all->front());
}

Outcome<std::vector<SchoolId>> SqliteReader::schools() {
  Statement& statement = statements_[Sql::schools];
  statement.bind();
  return rows<SchoolId>(statement, [](Statement& row) { return std::optional(SchoolId{row.text(0)}); });
}

Outcome<std::uint64_t> SqliteReader::last_seq(const SchoolId& school) {
  Statement& statement = statements_[Sql::last_seq];
  statement.bind(school.text());
  const auto last =
      row<std::uint64_t>(statement, [](Statement& place) { return std::optional(seq_of(place.integer(0))); });
  if (!last) return tl::unexpected(last.error());
  return last->value_or(0);
}

Outcome<std::vector<StoredEvent>> SqliteReader::events(const SchoolId& school, std::uint64_t from,
                                                       std::size_t count) {
  if (from > limits::events_per_school_max) return std::vector<StoredEvent>();
  Statement& statement = statements_[Sql::events];
  statement.bind(school.text(), static_cast<std::int64_t>(from), row_limit(count));
  return rows<StoredEvent>(statement, read_event);
}

Outcome<std::vector<StoredEvent>> SqliteReader::document_events(const SchoolId& school,
                                                                const DocumentId& document,
                                                                std::uint64_t from, std::size_t count) {
  if (from > limits::events_per_school_max) return std::vector<StoredEvent>();
  Statement& statement = statements_[Sql::document_events];
  statement.bind(school.text(), document.text(), static_cast<std::int64_t>(from), row_limit(count));
  return rows<StoredEvent>(statement, read_event);
}

Outcome<std::optional<StoredDocument>> SqliteReader::document(const SchoolId& school,
                                                              const DocumentId& document) {
  Statement& statement = statements_[Sql::document];
  statement.bind(school.text(), document.text());
  return row<StoredDocument>(statement, read_document);
}

Outcome<std::vector<StoredDocument>> SqliteReader::documents(const SchoolId& school, const DocumentId&,
                                                             std::size_t) {
  Statement& statement = statements_[Sql::documents];
  statement.bind(school.text());
  return rows<StoredDocument>(statement, read_document);
}

Outcome<std::vector<StoredPolicy>> SqliteReader::policies() {
  Statement& statement = statements_[Sql::policies];
  statement.bind();
  return rows<StoredPolicy>(statement, [](Statement& row) -> std::optional<StoredPolicy> {
    const auto id = row.digest(0);
    if (!id) return std::nullopt;
    return StoredPolicy{*id, row.text(1)};
  });
}

Outcome<std::optional<StoredAnswer>> SqliteReader::answer(const SchoolId& school, const CommandKey& key) {
  Statement& statement = statements_[Sql::answer];
  statement.bind(school.text(), key.text());
  return row<StoredAnswer>(statement, [](Statement& found) -> std::optional<StoredAnswer> {
    const auto fingerprint = found.digest(1);
    if (!fingerprint) return std::nullopt;
    return StoredAnswer{CommandKey{found.text(0)}, *fingerprint, found.text(2), 0, 0, {}};
  });
}

Outcome<std::optional<VaultEntry>> SqliteReader::vault(const SchoolId& school, const Digest& commitment) {
  Statement& statement = statements_[Sql::vault];
  statement.bind(school.text(), commitment);
  return row<VaultEntry>(statement, [](Statement& found) -> std::optional<VaultEntry> {
    const auto stored = found.digest(0);
    if (!stored) return std::nullopt;
    return VaultEntry{*stored, found.blob(1), found.text(2), PersonId{found.text(3)},
                      DocumentId{found.text(4)}};
  });
}

}  // namespace quyche::sqlite
