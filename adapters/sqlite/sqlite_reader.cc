#include "adapters/sqlite/sqlite_reader.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "adapters/sqlite/file_mark.h"
#include "adapters/sqlite/schema.h"
#include "adapters/sqlite/settings.h"
#include "adapters/sqlite/structure.h"

namespace quyche::sqlite {
namespace {

std::int64_t row_limit(std::size_t count) {
  constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::min<std::uint64_t>(count, most));
}

std::int64_t last_place(std::int64_t school) { return place_of(school, limits::events_per_school_max); }

std::optional<StoredDocument> read_document(Statement& row) {
  return StoredDocument{DocumentId{row.text(0)},
                        DocumentTypeId{row.text(1)},
                        StateId{row.text(2)},
                        PersonId{row.text(3)},
                        UnitId{row.text(4)},
                        static_cast<std::uint64_t>(row.integer(5)),
                        static_cast<int>(row.integer(6)),
                        row.text(7),
                        row.integer(8) == 1,
                        row.integer(9) == 1,
                        row.text(10)};
}

// The commitment is 32 bytes: the table's own constraint, which structure_problems() checks.
std::optional<VaultEntry> read_vault_entry(Statement& row) {
  return VaultEntry{row.digest(0).value_or(Digest{}), row.blob(1), row.text(2), PersonId{row.text(3)},
                    DocumentId{row.text(4)}};
}

std::string text(std::int64_t number) { return std::to_string(number); }

}  // namespace

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
  if (auto whole = check_has_its_log(*connection, path); !whole) return tl::unexpected(whole.error());
  if (auto ours = check_schema(*connection, path); !ours) return tl::unexpected(ours.error());
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

template <class Visit>
Outcome<void> SqliteReader::each_row(Statement& statement, Visit visit) {
  const ResetAtEnd reset(statement);
  call_end_ = std::chrono::steady_clock::now() + call_max_;
  for (;;) {
    const auto has_row = statement.step();
    if (!has_row) return tl::unexpected(error(has_row.error()));
    if (!*has_row) return {};
    if (!visit(statement)) return fail("Q514", path_ + ": a row that cannot be: " + damaged_);
  }
}

template <class T, class Read>
Outcome<std::vector<T>> SqliteReader::rows(Statement& statement, Read read) {
  std::vector<T> out;
  auto done = each_row(statement, [&](Statement& found) {
    std::optional<T> value = read(found);
    if (value) out.push_back(std::move(*value));
    return value.has_value();
  });
  if (!done) return tl::unexpected(std::move(done.error()));
  return out;
}

template <class T, class Read>
Outcome<std::optional<T>> SqliteReader::row(Statement& statement, Read read) {
  std::optional<T> out;
  auto done = each_row(statement, [&](Statement& found) { return (out = read(found)).has_value(); });
  if (!done) return tl::unexpected(std::move(done.error()));
  return out;
}

Outcome<std::optional<std::int64_t>> SqliteReader::key_of(const SchoolId& school) {
  if (const auto known = school_keys_.find(school.text()); known != school_keys_.end()) return known->second;
  Statement& statement = statements_[Sql::school];
  statement.bind(school.text());
  auto key = row<std::int64_t>(statement, [](Statement& found) { return std::optional(found.integer(0)); });
  if (key && *key) school_keys_.emplace(school.text(), **key);
  return key;
}

const std::string* SqliteReader::id_of(std::int64_t document) {
  if (const auto known = document_ids_.find(document); known != document_ids_.end()) return &known->second;
  Statement& statement = statements_[Sql::document_id];
  const ResetAtEnd reset(statement);
  statement.bind(document);
  const auto is_there = statement.step();
  if (!is_there || !*is_there) return nullptr;
  if (document_ids_.size() >= limits::documents_known_max) document_ids_.clear();
  return &document_ids_.emplace(document, statement.text(0)).first->second;
}

Outcome<std::vector<SchoolId>> SqliteReader::schools() {
  Statement& statement = statements_[Sql::schools];
  statement.bind();
  return rows<SchoolId>(statement, [](Statement& row) { return std::optional(SchoolId{row.text(0)}); });
}

template <class T, class Ask>
Outcome<T> SqliteReader::of_school(const SchoolId& school, Ask ask) {
  const auto key = key_of(school);
  if (!key) return tl::unexpected(key.error());
  if (!*key) return T();
  return ask(**key);
}

Outcome<std::uint64_t> SqliteReader::last_seq(const SchoolId& school) {
  return of_school<std::uint64_t>(school, [&](std::int64_t key) -> Outcome<std::uint64_t> {
    Statement& statement = statements_[Sql::last_seq];
    statement.bind(place_of(key, 0), last_place(key));
    const auto last =
        row<std::uint64_t>(statement, [](Statement& at) { return std::optional(seq_of(at.integer(0))); });
    if (!last) return tl::unexpected(last.error());
    return last->value_or(0);
  });
}

Outcome<std::vector<StoredEvent>> SqliteReader::events(const SchoolId& school, std::uint64_t from,
                                                       std::size_t count) {
  if (from > limits::events_per_school_max) return std::vector<StoredEvent>();
  return of_school<std::vector<StoredEvent>>(school, [&](std::int64_t key) {
    Statement& statement = statements_[Sql::events];
    statement.bind(place_of(key, from), last_place(key), row_limit(count));
    return rows<StoredEvent>(statement, [this](Statement& found) -> std::optional<StoredEvent> {
      StoredEvent event{seq_of(found.integer(0)), {}, found.text(2)};
      if (found.is_null(1)) return event;
      const std::string* id = id_of(found.integer(1));
      if (id == nullptr)
        return damaged("table events, place " + text(found.integer(0)) + ": its document " +
                       text(found.integer(1)) + " has no row in the table documents");
      event.document.value = *id;
      return event;
    });
  });
}

Outcome<void> SqliteReader::each_event(const SchoolId& school, std::uint64_t from, std::size_t count,
                                       const EventVisit& visit) {
  if (from > limits::events_per_school_max) return {};
  const auto key = key_of(school);
  if (!key) return tl::unexpected(key.error());
  if (!*key) return {};
  Statement& statement = statements_[Sql::each_event];
  statement.bind(place_of(**key, from), last_place(**key), row_limit(count));
  return each_row(statement, [&](Statement& found) {
    visit(seq_of(found.integer(0)), found.text_view(1));
    return true;
  });
}

Outcome<std::vector<StoredEvent>> SqliteReader::document_events(const SchoolId& school,
                                                                const DocumentId& document,
                                                                std::uint64_t from, std::size_t count) {
  if (from > limits::events_per_school_max) return std::vector<StoredEvent>();
  return of_school<std::vector<StoredEvent>>(school, [&](std::int64_t key) {
    Statement& statement = statements_[Sql::document_events];
    statement.bind(key, document.text(), place_of(key, from), row_limit(count));
    return rows<StoredEvent>(statement, [&](Statement& found) {
      return std::optional(StoredEvent{seq_of(found.integer(0)), document, found.text(1)});
    });
  });
}

Outcome<std::vector<StoredEvent>> SqliteReader::school_events(const SchoolId& school, std::uint64_t from,
                                                              std::size_t count) {
  if (from > limits::events_per_school_max) return std::vector<StoredEvent>();
  return of_school<std::vector<StoredEvent>>(school, [&](std::int64_t key) {
    Statement& statement = statements_[Sql::school_events];
    statement.bind(place_of(key, from), last_place(key), row_limit(count));
    return rows<StoredEvent>(statement, [](Statement& found) {
      return std::optional(StoredEvent{seq_of(found.integer(0)), {}, found.text(1)});
    });
  });
}

Outcome<std::optional<StoredDocument>> SqliteReader::document(const SchoolId& school,
                                                              const DocumentId& document) {
  return of_school<std::optional<StoredDocument>>(school, [&](std::int64_t key) {
    Statement& statement = statements_[Sql::document];
    statement.bind(key, document.text());
    return row<StoredDocument>(statement, read_document);
  });
}

Outcome<std::vector<StoredDocument>> SqliteReader::documents(const SchoolId& school, const DocumentId& after,
                                                             std::size_t count) {
  return of_school<std::vector<StoredDocument>>(school, [&](std::int64_t key) {
    Statement& statement = statements_[Sql::documents];
    statement.bind(key, after.text(), row_limit(count));
    return rows<StoredDocument>(statement, read_document);
  });
}

Outcome<std::uint64_t> SqliteReader::document_count(const SchoolId& school) {
  return of_school<std::uint64_t>(school, [&](std::int64_t key) -> Outcome<std::uint64_t> {
    Statement& statement = statements_[Sql::document_count];
    statement.bind(key);
    const auto count =
        row<std::int64_t>(statement, [](Statement& at) { return std::optional(at.integer(0)); });
    if (!count) return tl::unexpected(count.error());
    return static_cast<std::uint64_t>(count->value_or(0));
  });
}

Outcome<std::vector<StoredDocument>> SqliteReader::indexed_documents(const SchoolId& school, Sql which) {
  return of_school<std::vector<StoredDocument>>(school, [&](std::int64_t key) {
    statements_[which].bind(key);
    return documents_by_id(statements_[which]);
  });
}

Outcome<std::vector<StoredDocument>> SqliteReader::open_documents(const SchoolId& school) {
  return indexed_documents(school, Sql::open_documents);
}

Outcome<void> SqliteReader::each_open_document(const SchoolId& school, const DocumentVisit& visit) {
  const auto key = key_of(school);
  if (!key) return tl::unexpected(key.error());
  if (!*key) return {};
  Statement& statement = statements_[Sql::open_documents];
  statement.bind(**key);
  return each_row(statement, [&](Statement& found) {
    const auto document = read_document(found);
    if (document) visit(*document);
    return document.has_value();
  });
}

Outcome<std::vector<StoredDocument>> SqliteReader::late_documents(const SchoolId& school) {
  return indexed_documents(school, Sql::late_documents);
}

Outcome<std::vector<StoredDocument>> SqliteReader::timed_documents(const SchoolId& school) {
  return indexed_documents(school, Sql::timed_documents);
}

Outcome<std::vector<StoredDocument>> SqliteReader::documents_of(const SchoolId& school,
                                                                const DocumentTypeId& type, int school_year,
                                                                const std::optional<std::string>& period) {
  return of_school<std::vector<StoredDocument>>(school, [&](std::int64_t key) {
    Statement& statement = statements_[period ? Sql::documents_of_period : Sql::documents_of_year];
    statement.bind(key, type.text(), static_cast<std::int64_t>(school_year));
    if (period) statement.bind_more(*period);
    return documents_by_id(statement);
  });
}

// A narrow index gives its documents in the order in which they were made.
Outcome<std::vector<StoredDocument>> SqliteReader::documents_by_id(Statement& statement) {
  auto found = rows<StoredDocument>(statement, read_document);
  if (found) {
    std::sort(found->begin(), found->end(),
              [](const StoredDocument& a, const StoredDocument& b) { return a.id < b.id; });
  }
  return found;
}

Outcome<std::optional<StoredSnapshot>> SqliteReader::snapshot(const SchoolId& school) {
  return of_school<std::optional<StoredSnapshot>>(school, [&](std::int64_t key) {
    Statement& statement = statements_[Sql::snapshot];
    statement.bind(key);
    return row<StoredSnapshot>(statement, [](Statement& found) {
      return std::optional(StoredSnapshot{static_cast<std::uint64_t>(found.integer(0)), found.text(1)});
    });
  });
}

Outcome<std::vector<StoredNode>> SqliteReader::nodes(const SchoolId& school, int level, std::uint64_t from,
                                                     std::size_t count) {
  if (from > limits::events_per_school_max) return std::vector<StoredNode>();
  return of_school<std::vector<StoredNode>>(school, [&](std::int64_t key) {
    Statement& statement = statements_[Sql::nodes];
    statement.bind(key, static_cast<std::int64_t>(level), static_cast<std::int64_t>(from), row_limit(count));
    return rows<StoredNode>(statement, [this, level, key](Statement& found) -> std::optional<StoredNode> {
      const auto hash = found.digest(1);
      const std::int64_t place = found.integer(0);
      if (!hash || static_cast<std::uint64_t>(place) > limits::events_per_school_max)
        return damaged("table nodes, school " + text(key) + ", level " + std::to_string(level) + ", place " +
                       text(place) +
                       (hash ? ": beyond the last that fits" : ": a hash that is not 32 bytes"));
      return StoredNode{level, static_cast<std::uint64_t>(found.integer(0)), *hash};
    });
  });
}

Outcome<std::optional<StoredCheckpoint>> SqliteReader::checkpoint(const SchoolId& school,
                                                                  std::uint64_t size) {
  return of_school<std::optional<StoredCheckpoint>>(school, [&](std::int64_t key) {
    Statement& statement = statements_[Sql::checkpoint];
    statement.bind(key, row_limit(size));
    return row<StoredCheckpoint>(statement, [this, key](Statement& found) -> std::optional<StoredCheckpoint> {
      const auto covered = static_cast<std::uint64_t>(found.integer(0));
      if (covered > limits::events_per_school_max)  // or negative
        return damaged("table checkpoints, school " + text(key) + ", size " + text(found.integer(0)));
      return StoredCheckpoint{covered, found.text(1)};
    });
  });
}

Outcome<std::vector<StoredPolicy>> SqliteReader::policies() {
  Statement& statement = statements_[Sql::policies];
  statement.bind();
  return rows<StoredPolicy>(statement, [this](Statement& found) -> std::optional<StoredPolicy> {
    const auto id = found.digest(0);
    if (!id) return damaged("table policies: an id that is not 32 bytes");
    return StoredPolicy{*id, found.text(1)};
  });
}

Outcome<std::optional<StoredAnswer>> SqliteReader::answer(const SchoolId& school, const CommandKey& command) {
  return of_school<std::optional<StoredAnswer>>(school, [&](std::int64_t key) {
    Statement& statement = statements_[Sql::answer];
    statement.bind(key, command.text());
    return row<StoredAnswer>(statement, [&](Statement& found) -> std::optional<StoredAnswer> {
      const auto fingerprint = found.digest(0);
      if (!fingerprint)
        return damaged("table answers, key " + command.text() + ": a fingerprint that is not 32 bytes");
      const auto first = static_cast<std::uint64_t>(found.integer(2));
      return StoredAnswer{command,
                          *fingerprint,
                          found.text(1),
                          first,
                          first + static_cast<std::uint64_t>(found.integer(3)),
                          PersonId{found.text(4)}};
    });
  });
}

Outcome<std::optional<VaultEntry>> SqliteReader::vault(const SchoolId& school, const Digest& commitment) {
  return of_school<std::optional<VaultEntry>>(school, [&](std::int64_t key) {
    Statement& statement = statements_[Sql::vault];
    statement.bind(key, commitment);
    return row<VaultEntry>(statement, read_vault_entry);
  });
}

Outcome<std::vector<VaultEntry>> SqliteReader::vault_of(const SchoolId& school, const PersonId& person) {
  return of_school<std::vector<VaultEntry>>(school, [&](std::int64_t key) {
    Statement& statement = statements_[Sql::vault_of];
    statement.bind(key, person.text());
    return rows<VaultEntry>(statement, read_vault_entry);
  });
}

Outcome<std::vector<VaultEntry>> SqliteReader::vault_entries(const SchoolId& school,
                                                             const std::optional<Digest>& after,
                                                             std::size_t count) {
  return of_school<std::vector<VaultEntry>>(school, [&](std::int64_t key) {
    Statement& statement = statements_[Sql::vault_entries];
    // Every commitment is greater than a blob without bytes.
    if (after)
      statement.bind(key, *after, row_limit(count));
    else
      statement.bind(key, Blob{}, row_limit(count));
    return rows<VaultEntry>(statement, read_vault_entry);
  });
}

// It reads the whole file, so that the limit of a call does not hold for it.
Outcome<std::vector<std::string>> SqliteReader::structure_problems(std::size_t count) {
  call_end_ = std::chrono::steady_clock::time_point::max();
  auto found = problems_of_structure(connection_, count);
  if (!found) return tl::unexpected(error(found.error()));
  return std::move(*found);
}

}  // namespace quyche::sqlite
