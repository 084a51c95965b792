// How many deadlines were kept, late, missed for want of a document, or are still open, by team, person,
// type, week or clause. Counted from a school's events in one pass, in the order of their seq; per document
// only what it needs to be counted is held. What is counted is what `late` and `status` show: the log's own
// word, with no moment of looking.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/due/duty_period.h"
#include "engine/event/event.h"

namespace quyche {

enum class ReportBy { team, person, type, week, clause };
constexpr auto names_of(ReportBy) {
  return std::to_array<std::string_view>({"team", "person", "type", "week", "clause"});
}

struct ReportQuestion {
  ReportBy by = ReportBy::team;
  std::optional<Date> from;  // the last day of a deadline, both ends included
  std::optional<Date> to;
  DocumentTypeId type;  // empty: all
};

// One deadline of one document, or of one period of a duty that one person owed and has no document for, is
// counted once, in exactly one of these.
struct ReportCounts {
  std::int64_t on_time = 0;
  std::int64_t late_done = 0;  // reached, but too late
  std::int64_t late_open = 0;  // closed, and not reached until now
  std::int64_t missing = 0;    // closed, and nobody ever created the document
  std::int64_t pending = 0;    // not closed
  [[nodiscard]] std::int64_t late() const { return late_done + late_open; }
  // What has been decided: all but the pending.
  [[nodiscard]] std::int64_t decided() const { return on_time + late() + missing; }
  // Of a hundred decided, rounded down: 100 says that all were on time. None where nothing was decided.
  [[nodiscard]] std::optional<std::int64_t> percent_on_time() const;
  ReportCounts& operator+=(const ReportCounts& other);
  bool operator==(const ReportCounts&) const = default;
};

// What a row is about; of `by`, one member is used.
struct ReportKey {
  std::string id;            // of a unit, person or type; empty: the school as a whole
  std::optional<Week> week;  // by week
  Clause clause;             // by clause
  auto operator<=>(const ReportKey& other) const {
    return std::tie(id, week, clause.regulation, clause.article) <=>
           std::tie(other.id, other.week, other.clause.regulation, other.clause.article);
  }
  bool operator==(const ReportKey&) const = default;
};

struct Report {
  std::map<ReportKey, ReportCounts> rows;  // those with something to count
  ReportCounts total;
};

// A team is the document's unit; of a duty without a document, the unit in which the person held the role
// that owed it when it closed (the first by id of several; none for a role of the whole school). A week is
// that of the duty of school weeks that is settled or owed; where there is none, the one in which the
// deadline closes.
class Reporter {
 public:
  // `policies` outlives the reporter.
  Reporter(const PolicyBook& policies, ReportQuestion question);
  ~Reporter();
  // Events of one school in the order of their seq, without gaps.
  void see(const Event& event);
  [[nodiscard]] Report finish() const;

 private:
  struct Books;
  const PolicyBook& policies_;
  ReportQuestion question_;
  std::unique_ptr<Books> books_;
};

}  // namespace quyche
