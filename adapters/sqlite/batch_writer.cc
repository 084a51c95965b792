#include "adapters/sqlite/batch_writer.h"

#include <utility>

#include "adapters/sqlite/schema.h"

namespace quyche::sqlite {

const char* const BatchWriter::texts[] = {
    // find_school
    "SELECT key FROM schools WHERE id = ?1",
    // insert_school
    "INSERT INTO schools (id) VALUES (?1)",
    // find_last
    "SELECT place FROM events WHERE place BETWEEN ?1 AND ?2 ORDER BY place DESC LIMIT 1",
    // insert_event
    "INSERT INTO events (place, document, bytes) VALUES (?1, ?2, ?3)",
    // find_document
    "SELECT key FROM document_ids WHERE school = ?1 AND id = ?2",
    // insert_document
    "INSERT INTO document_ids (school, id) VALUES (?1, ?2)",
    // upsert_state
    "INSERT INTO documents (document, type, state, owner, version, json) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
    " ON CONFLICT (document) DO UPDATE SET type = excluded.type, state = excluded.state, owner = "
    "excluded.owner,"
    " version = excluded.version, json = excluded.json",
    // insert_policy
    "INSERT INTO policies (id, canonical) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING",
    // find_policy
    "SELECT canonical = ?2 FROM policies WHERE id = ?1",
    // insert_answer
    "INSERT INTO answers (school, key, fingerprint, answer) VALUES (?1, ?2, ?3, ?4)"
    " ON CONFLICT (school, key) DO NOTHING",
    // insert_vault
    "INSERT INTO vault (school, commitment, salt, text, person, document) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
    " ON CONFLICT (school, commitment) DO NOTHING",
};

Answer<BatchWriter> BatchWriter::prepare(Connection& connection) {
  auto statements = StatementSet<Sql>::prepare(connection, texts);
  if (!statements) return tl::unexpected(statements.error());
  return BatchWriter(connection, std::move(*statements));
}

Result<void, WhyNot> BatchWriter::write(const Batch& batch) {
  const bool done = write_policies(batch) && write_school(batch) && write_events(batch) &&
                    write_documents(batch) && write_answers(batch) && write_vault(batch);
  if (!done) return tl::unexpected(why_not_);
  return {};
}

bool BatchWriter::write_school(const Batch& batch) {
  // A batch of policies alone belongs to no school.
  if (batch.events.empty() && batch.documents.empty() && batch.answers.empty() && batch.vault.empty())
    return true;
  if (batch.school.empty()) return refuse("the batch names no school");
  Statement& find = statements_[Sql::find_school];
  find.bind(batch.school.text());
  std::optional<std::int64_t> key;
  if (!query(find, key)) return false;
  if (!key) {
    Statement& add = statements_[Sql::insert_school];
    add.bind(batch.school.text());
    bool is_new = false;
    if (!insert(add, is_new)) return false;
    key = sqlite3_last_insert_rowid(connection_);
    if (*key > limits::schools_max) return refuse("no more schools fit");
  }
  school_ = *key;
  return true;
}

bool BatchWriter::last_seq(std::uint64_t& seq) {
  Statement& find = statements_[Sql::find_last];
  find.bind(place_of(school_, 0), place_of(school_, limits::events_per_school_max));
  std::optional<std::int64_t> place;
  if (!query(find, place)) return false;
  seq = place ? seq_of(*place) : 0;
  return true;
}

bool BatchWriter::write_events(const Batch& batch) {
  if (batch.events.empty()) return true;
  std::uint64_t last = 0;
  if (!last_seq(last)) return false;
  for (const StoredEvent& event : batch.events) {
    const std::string where = "school " + batch.school.text() + ": event " + std::to_string(event.seq);
    if (event.seq != last + 1) return refuse(where + " where " + std::to_string(last + 1) + " is next");
    if (event.seq > limits::events_per_school_max) return refuse(where + " is beyond the last that fits");
    std::optional<std::int64_t> document;
    if (!document_key(event.document, document)) return false;
    Statement& add = statements_[Sql::insert_event];
    add.bind(place_of(school_, event.seq), document, event.bytes);
    bool is_new = false;
    if (!insert(add, is_new)) return false;
    last = event.seq;
  }
  return true;
}

bool BatchWriter::write_documents(const Batch& batch) {
  for (const StoredDocument& document : batch.documents) {
    if (document.id.empty()) return refuse("school " + batch.school.text() + ": a document without an id");
    std::optional<std::int64_t> key;
    if (!document_key(document.id, key)) return false;
    Statement& put = statements_[Sql::upsert_state];
    put.bind(key, document.type.text(), document.state.text(), document.owner.text(),
             static_cast<std::int64_t>(document.version), document.timers);
    bool is_new = false;
    if (!insert(put, is_new)) return false;
  }
  return true;
}

bool BatchWriter::write_policies(const Batch& batch) {
  for (const StoredPolicy& policy : batch.policies) {
    Statement& add = statements_[Sql::insert_policy];
    add.bind(policy.id, policy.canonical);
    bool is_new = false;
    if (!insert(add, is_new)) return false;
    if (is_new) continue;
    Statement& compare = statements_[Sql::find_policy];
    compare.bind(policy.id, policy.canonical);
    std::optional<std::int64_t> is_same;
    if (!query(compare, is_same)) return false;
    if (is_same != 1) return refuse("policy " + policy.id.text() + " is stored with other bytes");
  }
  return true;
}

bool BatchWriter::write_answers(const Batch& batch) {
  for (const StoredAnswer& answer : batch.answers) {
    Statement& add = statements_[Sql::insert_answer];
    add.bind(school_, answer.key.text(), answer.fingerprint, answer.answer);
    bool is_new = false;
    if (!insert(add, is_new)) return false;
    if (!is_new) {
      return refuse("school " + batch.school.text() + ": key " + answer.key.text() + " is answered already");
    }
  }
  return true;
}

bool BatchWriter::write_vault(const Batch& batch) {
  for (const VaultEntry& entry : batch.vault) {
    std::optional<std::int64_t> document;
    if (!document_key(entry.document, document)) return false;
    Statement& add = statements_[Sql::insert_vault];
    add.bind(school_, entry.commitment, Blob{entry.salt}, entry.text, entry.person.text(), document);
    bool is_new = false;
    if (!insert(add, is_new)) return false;
    if (!is_new) {
      return refuse("school " + batch.school.text() + ": commitment " + entry.commitment.text() +
                    " is there already");
    }
  }
  return true;
}

bool BatchWriter::document_key(const DocumentId& id, std::optional<std::int64_t>& key) {
  key.reset();
  if (id.empty()) return true;
  Statement& find = statements_[Sql::find_document];
  find.bind(school_, id.text());
  if (!query(find, key)) return false;
  if (key) return true;
  Statement& add = statements_[Sql::insert_document];
  add.bind(school_, id.text());
  bool is_new = false;
  if (!insert(add, is_new)) return false;
  key = sqlite3_last_insert_rowid(connection_);
  return true;
}

bool BatchWriter::query(Statement& statement, std::optional<std::int64_t>& value) {
  const ResetAtEnd reset(statement);
  const auto row = statement.step();
  if (!row) return broken(row.error());
  value.reset();
  if (*row) value = statement.integer(0);
  return true;
}

bool BatchWriter::insert(Statement& statement, bool& is_new) {
  const auto done = statement.run();
  if (!done) return broken(done.error());
  is_new = sqlite3_changes64(connection_) > 0;
  return true;
}

bool BatchWriter::refuse(std::string detail) {
  why_not_ = {std::nullopt, std::move(detail)};
  return false;
}

bool BatchWriter::broken(const Fault& fault) {
  why_not_ = {fault, {}};
  return false;
}

}  // namespace quyche::sqlite
