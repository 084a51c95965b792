// Documents out of a store: each is the fold of its events.
#pragma once

#include "engine/ports/store.h"
#include "engine/school/documents.h"

namespace quyche {

// The document as its events until `last_seq` left it; nothing when it was not there then. Fails with Q505 or
// the store's own errors.
[[nodiscard]] Outcome<std::optional<Document>> fold_document(StoreReader& reader, const SchoolId& school,
                                                             const DocumentId& id, std::uint64_t last_seq);

// The source of a school's documents as they stood at `last_seq`. `reader` outlives it.
class StoreDocuments : public DocumentSource {
 public:
  StoreDocuments(StoreReader& reader, SchoolId school, std::uint64_t last_seq)
      : reader_(reader), school_(std::move(school)), last_seq_(last_seq) {}
  [[nodiscard]] Outcome<std::optional<Document>> load(const DocumentId& id) override;
  [[nodiscard]] Outcome<std::vector<StoredDocument>> of(const DocumentTypeId& type, SchoolYear year,
                                                        const DutyPeriod* period) override;
  [[nodiscard]] Outcome<void> each_open(const RowVisit& visit) override;
  [[nodiscard]] Outcome<std::vector<StoredDocument>> late() override;
  [[nodiscard]] Outcome<std::vector<StoredDocument>> page(const DocumentId& after,
                                                          std::size_t count) override;
  [[nodiscard]] Outcome<std::uint64_t> count() override;

 private:
  StoreReader& reader_;
  SchoolId school_;
  std::uint64_t last_seq_;
};

}  // namespace quyche
