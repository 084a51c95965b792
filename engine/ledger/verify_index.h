// What follows from the log and is stored beside it (rows of documents, the snapshot) against the fold of the
// events; texts against their commitments. Part of verify_school.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

#include "engine/base/result.h"
#include "engine/event/event.h"
#include "engine/ledger/findings.h"
#include "engine/policy/policy.h"
#include "engine/ports/store.h"
#include "engine/school/document.h"
#include "engine/school/school_state.h"

namespace quyche::ledger {

class IndexCheck {
 public:
  IndexCheck(StoreReader& reader, const SchoolId& school, const PolicyBook& policies,
             std::size_t documents_max, Findings& findings)
      : reader_(reader),
        school_(school),
        policies_(policies),
        documents_max_(documents_max),
        findings_(findings) {}

  // Before the first event.
  [[nodiscard]] Outcome<void> prepare();
  // The next event, and the document under which the store keeps it.
  void event(const Event& event, const DocumentId& kept_under);
  // After the last one. What a writer beside us has changed since then is not compared.
  [[nodiscard]] Outcome<void> finish(std::uint64_t last_seq);
  [[nodiscard]] std::uint64_t documents() const { return created_; }

 private:
  [[nodiscard]] Outcome<void> compare(const StoredDocument& row);
  [[nodiscard]] Outcome<void> compare_rows();
  // Tells of a document, unless it has events that the fold has not seen.
  [[nodiscard]] Outcome<void> tell(std::string label, const DocumentId& id);
  void compare_snapshot();
  [[nodiscard]] Outcome<std::optional<Document>> folded(const DocumentId& id);

  StoreReader& reader_;
  SchoolId school_;
  const PolicyBook& policies_;
  std::size_t documents_max_;
  Findings& findings_;
  // Those that were created since memory was last full; what was forgotten is folded again at the end.
  std::unordered_map<DocumentId, Document> documents_;
  bool forgot_ = false;
  std::uint64_t created_ = 0;
  std::uint64_t rows_ = 0;
  std::uint64_t last_seq_ = 0;
  SchoolState state_;                       // without documents
  std::optional<StoredSnapshot> snapshot_;  // until it is compared
};

class VaultCheck {
 public:
  VaultCheck(StoreReader& reader, const SchoolId& school, Findings& findings)
      : reader_(reader), school_(school), findings_(findings) {}
  // Before the first event.
  [[nodiscard]] Outcome<void> prepare();
  [[nodiscard]] Outcome<void> event(const Event& event);
  [[nodiscard]] std::uint64_t good() const { return good_; }
  [[nodiscard]] std::uint64_t erased() const { return erased_; }
  // Commitments whose texts were never here (engine/ledger/left_out.h).
  [[nodiscard]] std::uint64_t left_out() const { return left_out_; }

 private:
  StoreReader& reader_;
  SchoolId school_;
  Findings& findings_;
  std::uint64_t good_ = 0;
  std::uint64_t erased_ = 0;
  std::uint64_t left_out_ = 0;
  std::uint64_t left_out_to_ = 0;  // the last event whose texts were left out
};

}  // namespace quyche::ledger
