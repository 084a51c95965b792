// Who owes a document for a period of a duty and to the end has none, as recorded and as played. Internal to
// replay/.
#pragma once

#include <cstdint>
#include <map>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "engine/due/duty_period.h"
#include "engine/event/event.h"
#include "engine/policy/policy.h"
#include "engine/school/school_state.h"

namespace quyche::replay {

// What a person owes, however many deadlines it has.
struct OwedDocument {
  DocumentTypeId type;
  DutyPeriod period;
  PersonId person;
  auto operator<=>(const OwedDocument&) const = default;
};

// How the period closed without it, the first time.
struct OwedSince {
  UnitId unit;  // in which the person held the role that owes it, when it closed
  Clause clause;
  DeadlineId deadline;
  Instant closes;
  std::uint64_t seq = 0;  // of the event
};

using Owing = std::map<OwedDocument, OwedSince>;

// `event` holds `closed`; `school` is as it was then.
void add_owing(Owing& owing, const SchoolState& school, const PolicyBook& policies, const Event& event,
               const DutyClosed& closed);

// Who has a document of which type for which period, by events alone: a few dozen bytes a document.
class Holders {
 public:
  void created(const Created& body);
  void edited(const Edited& body);
  [[nodiscard]] bool has(const OwedDocument& document) const;

 private:
  struct Hash {
    std::size_t operator()(const OwedDocument& owed) const noexcept;
  };
  std::uint32_t number_of(const OwedDocument& owed);

  std::unordered_map<OwedDocument, std::uint32_t, Hash> numbers_;
  std::vector<const OwedDocument*> settled_;  // by number
  std::vector<std::uint32_t> documents_;      // how many settle it, by number
  std::unordered_map<DocumentId, std::uint32_t> of_document_;
};

// Drops what someone has a document for.
template <class Has>
void drop_held(Owing& owing, Has has) {
  std::erase_if(owing, [&](const auto& entry) { return has(entry.first); });
}

}  // namespace quyche::replay
