// The SQL of a reader, in the order of SqliteReader::Sql.
#include "adapters/sqlite/sqlite_reader.h"

namespace quyche::sqlite {

#define DOCUMENT_COLUMNS \
  "SELECT id, type, state, owner, unit, version, school_year, period, open, late, timers FROM documents "

// ?1 is the school's key where there is one. What is given by id and found by a narrow index is sorted here.
const char* const SqliteReader::texts[static_cast<std::size_t>(Sql::vault_entries) + 1] = {
    // school
    "SELECT key FROM schools WHERE id = ?1",
    // schools
    "SELECT id FROM schools ORDER BY id",
    // last_seq
    "SELECT place FROM events WHERE place BETWEEN ?1 AND ?2 ORDER BY place DESC LIMIT 1",
    // events
    "SELECT place, document, bytes FROM events WHERE place BETWEEN ?1 AND ?2 ORDER BY place LIMIT ?3",
    // each_event
    "SELECT place, bytes FROM events WHERE place BETWEEN ?1 AND ?2 ORDER BY place LIMIT ?3",
    // document_id
    "SELECT id FROM documents WHERE key = ?1",
    // document_events
    "SELECT e.place, e.bytes FROM documents d JOIN events e ON e.document = d.key"
    " WHERE d.school = ?1 AND d.id = ?2 AND e.place >= ?3 ORDER BY e.place LIMIT ?4",
    // school_events
    "SELECT place, bytes FROM events WHERE document IS NULL AND place BETWEEN ?1 AND ?2 ORDER BY place LIMIT "
    "?3",
    // document
    DOCUMENT_COLUMNS "WHERE school = ?1 AND id = ?2 AND type IS NOT NULL",
    // documents
    DOCUMENT_COLUMNS "WHERE school = ?1 AND id > ?2 AND type IS NOT NULL ORDER BY id LIMIT ?3",
    // document_count
    "SELECT documents FROM schools WHERE key = ?1",
    // open_documents
    DOCUMENT_COLUMNS "WHERE school = ?1 AND open = 1",
    // late_documents
    DOCUMENT_COLUMNS "WHERE school = ?1 AND late = 1",
    // timed_documents
    DOCUMENT_COLUMNS "WHERE school = ?1 AND timed = 1",
    // documents_of_year
    DOCUMENT_COLUMNS "WHERE school = ?1 AND type = ?2 AND school_year = ?3",
    // documents_of_period
    DOCUMENT_COLUMNS "WHERE school = ?1 AND type = ?2 AND school_year = ?3 AND period = ?4",
    // snapshot
    "SELECT seq, json FROM snapshots WHERE school = ?1",
    // nodes
    "SELECT place, hash FROM nodes WHERE school = ?1 AND level = ?2 AND place >= ?3 ORDER BY place LIMIT ?4",
    // checkpoint
    "SELECT size, note FROM checkpoints WHERE school = ?1 AND size <= ?2 ORDER BY size DESC LIMIT 1",
    // policies
    "SELECT id, canonical FROM policies ORDER BY id",
    // answer
    "SELECT fingerprint, answer, first_seq, further, person FROM answers WHERE school = ?1 AND "
    "key = ?2",
    // vault
    "SELECT v.commitment, v.salt, v.text, v.person, d.id FROM vault v LEFT JOIN documents d ON d.key = "
    "v.document WHERE v.school = ?1 AND v.commitment = ?2",
    // vault_of: walks through the school's vault
    "SELECT v.commitment, v.salt, v.text, v.person, d.id FROM vault v LEFT JOIN documents d ON d.key = "
    "v.document WHERE v.school = ?1 AND v.person = ?2 ORDER BY v.commitment",
    // vault_entries
    "SELECT v.commitment, v.salt, v.text, v.person, d.id FROM vault v LEFT JOIN documents d ON d.key = "
    "v.document WHERE v.school = ?1 AND v.commitment > ?2 ORDER BY v.commitment LIMIT ?3",
};
#undef DOCUMENT_COLUMNS

std::span<const char* const> SqliteReader::statement_texts() { return texts; }

}  // namespace quyche::sqlite
