// Texts against the commitments that stand for them in the log, and against the log's word on whose they are
// and who was erased. Part of verify_school.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "engine/base/result.h"
#include "engine/event/event.h"
#include "engine/ledger/findings.h"
#include "engine/ports/store.h"

namespace quyche::ledger {

class VaultCheck {
 public:
  VaultCheck(StoreReader& reader, const SchoolId& school, Findings& findings)
      : reader_(reader), school_(school), findings_(findings) {}

  // Before the first event. An erasure behind `last_seq` is made beside us: what it took away may have been
  // seen.
  [[nodiscard]] Outcome<void> prepare(std::uint64_t last_seq);
  [[nodiscard]] Outcome<void> event(const Event& event);
  // After the last one of a sound log: what is gone though nobody was erased, and what is there though no
  // event names it.
  [[nodiscard]] Outcome<void> finish(std::uint64_t last_seq);

  [[nodiscard]] std::uint64_t good() const { return good_; }
  [[nodiscard]] std::uint64_t erased() const { return erased_; }
  // Of those that are gone and should be there.
  [[nodiscard]] std::uint64_t missing() const { return missing_; }
  // Of those that were never here (engine/ledger/left_out.h).
  [[nodiscard]] std::uint64_t left_out() const { return left_out_; }

 private:
  // Texts of one person since they were last erased: how many, and the first of them.
  struct Texts {
    std::uint64_t count = 0;
    std::vector<std::pair<std::uint64_t, Digest>> first;  // seq, commitment
    void add(std::uint64_t seq, const Digest& commitment);
  };
  struct OfPerson {
    Texts there;
    Texts gone;
  };

  [[nodiscard]] Outcome<void> text(const Event& event, const Digest& commitment);
  void erased(const PersonErased& event, std::uint64_t seq);
  void tell(const Texts& texts, const char* label);
  [[nodiscard]] Outcome<void> erasures_since(std::uint64_t last_seq);
  void tell_what_is_missing();
  [[nodiscard]] Outcome<void> count_rows();
  [[nodiscard]] Outcome<void> name_surplus();
  [[nodiscard]] Outcome<void> strike_named(std::map<Digest, VaultEntry>& entries);

  StoreReader& reader_;
  SchoolId school_;
  Findings& findings_;
  std::uint64_t begun_at_ = 0;
  std::map<PersonId, OfPerson> people_;
  std::uint64_t good_ = 0;
  std::uint64_t erased_ = 0;
  std::uint64_t missing_ = 0;
  std::uint64_t left_out_ = 0;
  std::uint64_t left_out_to_ = 0;  // the last event whose texts were left out
  std::uint64_t found_ = 0;        // entries that an event names, and the mark of what was left out
  std::uint64_t rows_ = 0;         // all there are
};

}  // namespace quyche::ledger
