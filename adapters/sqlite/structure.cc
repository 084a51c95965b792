#include "adapters/sqlite/structure.h"

#include <algorithm>
#include <limits>
#include <set>

#include "adapters/sqlite/limits.h"
#include "adapters/sqlite/schema.h"
#include "adapters/sqlite/statement.h"

namespace quyche::sqlite {
namespace {

// What no statement of a reader would ever find, and no constraint forbids. The first column is the sentence.
constexpr const char* stray_rows[] = {
    "SELECT 'table nodes, school ' || school || ', level ' || level || ', place ' || place"
    " FROM nodes WHERE level NOT BETWEEN 0 AND 63 OR place NOT BETWEEN 0 AND ?1"
    " OR school NOT IN (SELECT key FROM schools) LIMIT ?2",
    "SELECT 'table checkpoints, school ' || school || ', size ' || size"
    " FROM checkpoints WHERE size NOT BETWEEN 1 AND ?1 OR school NOT IN (SELECT key FROM schools) LIMIT ?2",
    "SELECT 'table documents, key ' || key FROM documents WHERE type IS NOT NULL AND ?1 > 0"
    " AND (timed IS NOT (timers <> '') OR open NOT IN (0, 1) OR late NOT IN (0, 1)) LIMIT ?2",
    "SELECT 'table answers, school ' || school || ', key ' || key"
    " FROM answers WHERE school NOT IN (SELECT key FROM schools) AND ?1 > 0 LIMIT ?2",
};

class Problems {
 public:
  Problems(Connection& connection, std::size_t count) : connection_(connection), count_(count) {}

  // SQLite's own: pages, records, constraints, and that each index holds each row.
  Answer<void> of_sqlite() {
    const auto all = std::min<std::size_t>(count_, std::numeric_limits<int>::max());
    auto statement = Statement::prepare(connection_, "PRAGMA integrity_check(" + std::to_string(all) + ")");
    if (!statement) return tl::unexpected(statement.error());
    return texts(*statement, [](Statement& row) {
      const std::string said = row.text(0);
      return said == "ok" ? std::string() : said;
    });
  }

  Answer<void> of_references() {
    auto statement = Statement::prepare(connection_, "PRAGMA foreign_key_check");
    if (!statement) return tl::unexpected(statement.error());
    return texts(*statement, [](Statement& row) {
      return "table " + row.text(0) + (row.is_null(1) ? "" : ", row " + row.text(1)) +
             ": no row of the table " + row.text(2) + " belongs to it";
    });
  }

  Answer<void> of_stray_rows() {
    for (const char* sql : stray_rows) {
      auto statement = Statement::prepare(connection_, sql);
      if (!statement) return tl::unexpected(statement.error());
      statement->bind(static_cast<std::int64_t>(limits::events_per_school_max),
                      static_cast<std::int64_t>(std::min<std::size_t>(count_, 1'000'000)));
      auto done = texts(*statement, [](Statement& row) { return row.text(0) + ": a row that cannot be"; });
      if (!done) return done;
    }
    return {};
  }

  // One look at each school's first event: nobody reads the places before it, between two schools, or of the
  // event 0.
  Answer<void> of_events() {
    auto schools = Statement::prepare(connection_, "SELECT key FROM schools");
    if (!schools) return tl::unexpected(schools.error());
    std::set<std::int64_t> known;
    while (true) {
      const auto row = schools->step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) break;
      known.insert(schools->integer(0));
    }
    auto first =
        Statement::prepare(connection_, "SELECT place FROM events WHERE place >= ?1 ORDER BY place LIMIT 1");
    if (!first) return tl::unexpected(first.error());
    for (std::int64_t from = std::numeric_limits<std::int64_t>::min(); found_.size() < count_;) {
      first->bind(from);
      const auto row = first->step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) break;
      const std::int64_t place = first->integer(0);
      const std::int64_t school = place >> limits::place_seq_bits;
      if (!known.contains(school) || seq_of(place) == 0)
        found_.push_back("table events, place " + std::to_string(place) + ": an event of no school");
      if (seq_of(place) == 0 && known.contains(school)) {
        from = place + 1;
        continue;
      }
      if (school == limits::schools_max) break;
      from = place_of(school + 1, 0);
    }
    return {};
  }

  std::vector<std::string> take() { return std::move(found_); }

 private:
  // The sentence of each row, but for empty ones. Damage that ends the reading is one of them.
  template <class Sentence>
  Answer<void> texts(Statement& statement, Sentence sentence) {
    while (found_.size() < count_) {
      const auto row = statement.step();
      if (!row && is_damage(row.error())) {
        found_.push_back(row.error().words);
        return {};
      }
      if (!row) return tl::unexpected(row.error());
      if (!*row) break;
      if (std::string said = sentence(statement); !said.empty()) found_.push_back(std::move(said));
    }
    return {};
  }

  Connection& connection_;
  std::size_t count_;
  std::vector<std::string> found_;
};

}  // namespace

Answer<std::vector<std::string>> problems_of_structure(Connection& connection, std::size_t count) {
  Problems problems(connection, count);
  for (const auto part :
       {&Problems::of_sqlite, &Problems::of_references, &Problems::of_stray_rows, &Problems::of_events})
    if (auto done = (problems.*part)(); !done) return tl::unexpected(done.error());
  return problems.take();
}

}  // namespace quyche::sqlite
