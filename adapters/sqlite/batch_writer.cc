#include "adapters/sqlite/batch_writer.h"

#include <utility>

#include "adapters/sqlite/rewrite.h"
#include "adapters/sqlite/schema.h"

namespace quyche::sqlite {
namespace {

// Which indexes of documents a changed row has to be taken out of and put in again.
enum Changed : unsigned { open_changed = 1, late_changed = 2, timed_changed = 4, kind_changed = 8 };

unsigned changed_between(const IndexedColumns& before, const IndexedColumns& after) {
  unsigned changed = 0;
  if (before.open != after.open) changed |= open_changed;
  if (before.late != after.late) changed |= late_changed;
  if (before.timed != after.timed) changed |= timed_changed;
  const bool same_kind =
      before.type == after.type && before.school_year == after.school_year && before.period == after.period;
  return same_kind ? changed : changed | kind_changed;
}

std::int64_t number(bool value) { return value ? 1 : 0; }

}  // namespace

IndexedColumns IndexedColumns::of(const StoredDocument& document) {
  return {document.open, document.late,        !document.timers.empty(),
          document.type, document.school_year, document.period};
}

bool writes_to_a_school(const Batch& batch) {
  return !batch.events.empty() || !batch.documents.empty() || !batch.answers.empty() ||
         !batch.vault.empty() || batch.snapshot || !batch.nodes.empty() || !batch.checkpoints.empty() ||
         !batch.erased.empty() || !batch.erased_texts.empty();
}

const char* const BatchWriter::texts[] = {
    // find_school
    "SELECT key FROM schools WHERE id = ?1",
    // insert_school
    "INSERT INTO schools (id) VALUES (?1)",
    // count_documents
    "UPDATE schools SET documents = documents + ?2 WHERE key = ?1",
    // find_last
    "SELECT place FROM events WHERE place BETWEEN ?1 AND ?2 ORDER BY place DESC LIMIT 1",
    // insert_event
    "INSERT INTO events (place, document, bytes) VALUES (?1, ?2, ?3)",
    // find_document
    "SELECT key, type, open, late, timed, school_year, period FROM documents WHERE school = ?1 AND id = ?2",
    // insert_id
    "INSERT INTO documents (school, id) VALUES (?1, ?2)",
    // insert_document
    "INSERT INTO documents (school, id, state, owner, unit, version, timers, open, late, timed, type,"
    " school_year, period) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    // insert_policy
    "INSERT INTO policies (id, canonical) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING",
    // find_policy
    "SELECT canonical = ?2 FROM policies WHERE id = ?1",
    // erase_vault: walks through the school's vault
    "DELETE FROM vault WHERE school = ?1 AND person = ?2",
    // erase_text
    "DELETE FROM vault WHERE school = ?1 AND commitment = ?2",
    // erase_answers: walks through the school's answers
    "UPDATE answers SET fingerprint = zeroblob(32), answer = '' WHERE school = ?1 AND person = ?2",
    // insert_answer
    "INSERT INTO answers (school, key, fingerprint, answer, first_seq, further, person)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (school, key) DO NOTHING",
    // insert_vault
    "INSERT INTO vault (school, commitment, salt, text, person, document) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
    " ON CONFLICT (school, commitment) DO NOTHING",
    // put_snapshot
    "INSERT INTO snapshots (school, seq, json) VALUES (?1, ?2, ?3)"
    " ON CONFLICT (school) DO UPDATE SET seq = excluded.seq, json = excluded.json",
    // insert_node
    "INSERT INTO nodes (school, level, place, hash) VALUES (?1, ?2, ?3, ?4)"
    " ON CONFLICT (school, level, place) DO NOTHING",
    // find_node
    "SELECT hash = ?4 FROM nodes WHERE school = ?1 AND level = ?2 AND place = ?3",
    // put_checkpoint
    "INSERT INTO checkpoints (school, size, note) VALUES (?1, ?2, ?3)"
    " ON CONFLICT (school, size) DO UPDATE SET note = excluded.note",
};

std::span<const char* const> BatchWriter::statement_texts() { return texts; }

std::string BatchWriter::update_text(unsigned changed) {
  std::string sql = "UPDATE documents SET state = ?, owner = ?, unit = ?, version = ?, timers = ?";
  if ((changed & open_changed) != 0) sql += ", open = ?";
  if ((changed & late_changed) != 0) sql += ", late = ?";
  if ((changed & timed_changed) != 0) sql += ", timed = ?";
  if ((changed & kind_changed) != 0) sql += ", type = ?, school_year = ?, period = ?";
  return sql + " WHERE key = ?";
}

Answer<BatchWriter> BatchWriter::prepare(Connection& connection) {
  auto statements = StatementSet<Sql>::prepare(connection, texts);
  if (!statements) return tl::unexpected(statements.error());
  return BatchWriter(connection, std::move(*statements));
}

Result<void, WhyNot> BatchWriter::write(const Batch& batch) {
  if (write_all(batch)) return {};
  forget();
  return tl::unexpected(std::exchange(why_not_, {}));
}

void BatchWriter::forget() {
  schools_.forget();
  documents_.forget();
}

bool BatchWriter::write_all(const Batch& batch) {
  if (!write_policies(batch)) return false;
  if (!writes_to_a_school(batch)) return true;
  rows_added_ = 0;
  // Documents before events: a new one is then written as a whole row at once.
  return find_school(batch.school) && write_documents(batch) && write_events(batch) && erase_people(batch) &&
         write_answers(batch) && write_vault(batch) && write_nodes(batch) &&
         write_snapshot_and_checkpoints(batch);
}

bool BatchWriter::find_school(const SchoolId& id) {
  if (id.empty()) return refuse("the batch names no school");
  school_id_ = id;
  school_ = schools_.find(id.text());
  if (school_ != nullptr) return true;
  Statement& find = statements_[Sql::find_school];
  find.bind(id.text());
  std::optional<std::int64_t> key;
  if (!query(find, key)) return false;
  std::optional<std::int64_t> last;
  if (key) {
    Statement& find_last = statements_[Sql::find_last];
    find_last.bind(place_of(*key, 0), place_of(*key, limits::events_per_school_max));
    if (!query(find_last, last)) return false;
  } else {
    Statement& add = statements_[Sql::insert_school];
    add.bind(id.text());
    if (!run(add)) return false;
    key = sqlite3_last_insert_rowid(connection_);
    if (*key > limits::schools_max) return refuse("no more schools fit");
  }
  school_ = &schools_.put(id.text(), {*key, last ? seq_of(*last) : 0});
  return true;
}

bool BatchWriter::write_events(const Batch& batch) {
  for (const StoredEvent& event : batch.events) {
    const std::uint64_t next = school_->last_seq + 1;
    if (event.seq != next) {
      return refuse(
          in_school("event " + std::to_string(event.seq) + " where " + std::to_string(next) + " is next"));
    }
    if (event.seq > limits::events_per_school_max) {
      return refuse(in_school("event " + std::to_string(event.seq) + " is beyond the last that fits"));
    }
    std::optional<std::int64_t> document;
    if (!document_key(event.document, document)) return false;
    Statement& add = statements_[Sql::insert_event];
    add.bind(place_of(school_->key, event.seq), document, event.bytes);
    if (!run(add)) return false;
    school_->last_seq = event.seq;
  }
  return true;
}

bool BatchWriter::write_documents(const Batch& batch) {
  for (const StoredDocument& document : batch.documents) {
    if (document.id.empty()) return refuse(in_school("a document without an id"));
    if (!write_document(document)) return false;
  }
  if (rows_added_ == 0) return true;
  Statement& count = statements_[Sql::count_documents];
  count.bind(school_->key, rows_added_);
  return run(count);
}

bool BatchWriter::write_document(const StoredDocument& document) {
  KnownDocument* known = nullptr;
  if (!find_document(document.id, known)) return false;
  IndexedColumns row = IndexedColumns::of(document);
  if (known != nullptr) return update_document(*known, document, std::move(row));
  Statement& add = statements_[Sql::insert_document];
  add.bind(school_->key, document.id.text(), document.state.text(), document.owner.text(),
           document.unit.text(), static_cast<std::int64_t>(document.version), document.timers,
           number(row.open), number(row.late), number(row.timed), row.type.text(),
           static_cast<std::int64_t>(row.school_year), row.period);
  if (!run(add)) return false;
  ++rows_added_;
  documents_.put(name_, {sqlite3_last_insert_rowid(connection_), std::move(row)});
  return true;
}

bool BatchWriter::update_document(KnownDocument& known, const StoredDocument& document,
                                  IndexedColumns&& row) {
  constexpr unsigned all = open_changed | late_changed | timed_changed | kind_changed;
  const unsigned changed = known.row ? changed_between(*known.row, row) : all;
  Statement* put = nullptr;
  if (!prepared_update(changed, put)) return false;
  put->bind(document.state.text(), document.owner.text(), document.unit.text(),
            static_cast<std::int64_t>(document.version), document.timers);
  if ((changed & open_changed) != 0) put->bind_more(number(row.open));
  if ((changed & late_changed) != 0) put->bind_more(number(row.late));
  if ((changed & timed_changed) != 0) put->bind_more(number(row.timed));
  if ((changed & kind_changed) != 0)
    put->bind_more(row.type.text(), static_cast<std::int64_t>(row.school_year), row.period);
  put->bind_more(known.key);
  if (!run(*put)) return false;
  if (!known.row) ++rows_added_;
  if (changed != 0) known.row = std::move(row);
  return true;
}

bool BatchWriter::prepared_update(unsigned changed, Statement*& statement) {
  std::optional<Statement>& place = updates_[changed];
  if (!place) {
    auto prepared = Statement::prepare(connection_, update_text(changed));
    if (!prepared) return broken(prepared.error());
    place = std::move(*prepared);
  }
  statement = &*place;
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

bool BatchWriter::erase_people(const Batch& batch) {
  constexpr std::pair<Sql, const char*> places[] = {{Sql::erase_vault, "vault"},
                                                    {Sql::erase_answers, "answers"}};
  for (const auto& [sql, table] : places) {
    bool found = false;
    for (const PersonId& person : batch.erased) {
      statements_[sql].bind(school_->key, person.text());
      if (!run(statements_[sql])) return false;
      found = found || sqlite3_changes64(connection_) > 0;
    }
    if (sql == Sql::erase_vault && !erase_texts(batch, found)) return false;
    // Copies that the tree left behind when it moved rows go too.
    if (!found) continue;
    if (const auto done = rewrite_table(connection_, table); !done) return broken(done.error());
  }
  return true;
}

bool BatchWriter::erase_texts(const Batch& batch, bool& found) {
  for (const Digest& text : batch.erased_texts) {
    statements_[Sql::erase_text].bind(school_->key, text);
    if (!run(statements_[Sql::erase_text])) return false;
    found = found || sqlite3_changes64(connection_) > 0;
  }
  return true;
}

bool BatchWriter::write_answers(const Batch& batch) {
  for (const StoredAnswer& answer : batch.answers) {
    Statement& add = statements_[Sql::insert_answer];
    add.bind(school_->key, answer.key.text(), answer.fingerprint, answer.answer,
             static_cast<std::int64_t>(answer.first_seq),
             static_cast<std::int64_t>(answer.last_seq - answer.first_seq), answer.person.text());
    bool is_new = false;
    if (!insert(add, is_new)) return false;
    if (!is_new) return refuse(in_school("key " + answer.key.text() + " is answered already"));
  }
  return true;
}

bool BatchWriter::write_vault(const Batch& batch) {
  for (const VaultEntry& entry : batch.vault) {
    std::optional<std::int64_t> document;
    if (!document_key(entry.document, document)) return false;
    Statement& add = statements_[Sql::insert_vault];
    add.bind(school_->key, entry.commitment, Blob{entry.salt}, entry.text, entry.person.text(), document);
    bool is_new = false;
    if (!insert(add, is_new)) return false;
    if (!is_new) return refuse(in_school("commitment " + entry.commitment.text() + " is there already"));
  }
  return true;
}

bool BatchWriter::write_nodes(const Batch& batch) {
  for (const StoredNode& node : batch.nodes) {
    const auto level = static_cast<std::int64_t>(node.level);
    const auto index = static_cast<std::int64_t>(node.index);
    Statement& add = statements_[Sql::insert_node];
    add.bind(school_->key, level, index, node.hash);
    bool is_new = false;
    if (!insert(add, is_new)) return false;
    if (is_new) continue;
    Statement& compare = statements_[Sql::find_node];
    compare.bind(school_->key, level, index, node.hash);
    std::optional<std::int64_t> is_same;
    if (!query(compare, is_same)) return false;
    if (is_same != 1) {
      return refuse(in_school("node " + std::to_string(node.level) + "/" + std::to_string(node.index) +
                              " is stored with another hash"));
    }
  }
  return true;
}

bool BatchWriter::write_snapshot_and_checkpoints(const Batch& batch) {
  if (batch.snapshot) {
    Statement& put = statements_[Sql::put_snapshot];
    put.bind(school_->key, static_cast<std::int64_t>(batch.snapshot->seq), batch.snapshot->json);
    if (!run(put)) return false;
  }
  for (const StoredCheckpoint& checkpoint : batch.checkpoints) {
    Statement& put = statements_[Sql::put_checkpoint];
    put.bind(school_->key, static_cast<std::int64_t>(checkpoint.size), checkpoint.note);
    if (!run(put)) return false;
  }
  return true;
}

bool BatchWriter::find_document(const DocumentId& id, KnownDocument*& known) {
  name_.assign(reinterpret_cast<const char*>(&school_->key), sizeof school_->key);
  name_ += id.text();
  known = documents_.find(name_);
  if (known != nullptr) return true;
  Statement& find = statements_[Sql::find_document];
  const ResetAtEnd reset(find);
  find.bind(school_->key, id.text());
  const auto is_there = find.step();
  if (!is_there) return broken(is_there.error());
  if (!*is_there) return true;
  KnownDocument found{find.integer(0), std::nullopt};
  if (!find.is_null(1)) {
    found.row = IndexedColumns{find.integer(2) == 1,
                               find.integer(3) == 1,
                               find.integer(4) == 1,
                               DocumentTypeId{find.text(1)},
                               static_cast<int>(find.integer(5)),
                               find.text(6)};
  }
  known = &documents_.put(name_, std::move(found));
  return true;
}

bool BatchWriter::document_key(const DocumentId& id, std::optional<std::int64_t>& key) {
  key.reset();
  if (id.empty()) return true;
  KnownDocument* known = nullptr;
  if (!find_document(id, known)) return false;
  if (known == nullptr) {
    Statement& add = statements_[Sql::insert_id];
    add.bind(school_->key, id.text());
    if (!run(add)) return false;
    known = &documents_.put(name_, {sqlite3_last_insert_rowid(connection_), std::nullopt});
  }
  key = known->key;
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

bool BatchWriter::run(Statement& statement) {
  const auto done = statement.run();
  return done ? true : broken(done.error());
}

bool BatchWriter::insert(Statement& statement, bool& is_new) {
  if (!run(statement)) return false;
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

std::string BatchWriter::in_school(const std::string& what) const {
  return "school " + school_id_.text() + ": " + what;
}

}  // namespace quyche::sqlite
