#include "engine/office/store_documents.h"

#include "engine/event/codec.h"
#include "engine/office/document_row.h"
#include "engine/school/evolve.h"

namespace quyche {
namespace {

constexpr std::size_t events_per_page = 256;

}  // namespace

Outcome<std::optional<Document>> fold_document(StoreReader& reader, const SchoolId& school,
                                               const DocumentId& id, std::uint64_t last_seq) {
  std::optional<Document> document;
  std::uint64_t from = 1;
  while (true) {
    const auto page = reader.document_events(school, id, from, events_per_page);
    if (!page) return tl::unexpected(page.error());
    for (const StoredEvent& stored : *page) {
      if (stored.seq > last_seq) return document;
      const auto event = decode_event(stored.bytes);
      const std::string place = "seq " + std::to_string(stored.seq);
      if (!event) return fail("Q505", place + ": " + event.error().detail);
      const DocumentId* about = document_of(event->body);
      if (event->seq != stored.seq || event->school != school || about == nullptr || *about != id)
        return fail("Q505", place + ": out of order, of another school or about another document");
      evolve_document(document, *event);
      from = stored.seq + 1;
    }
    if (page->size() < events_per_page) return document;
  }
}

Outcome<std::optional<Document>> StoreDocuments::load(const DocumentId& id) {
  return fold_document(reader_, school_, id, last_seq_);
}

Outcome<std::vector<StoredDocument>> StoreDocuments::of(const DocumentTypeId& type, SchoolYear year,
                                                        const DutyPeriod* period) {
  return reader_.documents_of(school_, type, year.first_year,
                              period == nullptr ? std::nullopt : std::optional(period_key(*period)));
}

Outcome<void> StoreDocuments::each_open(const RowVisit& visit) {
  return reader_.each_open_document(school_, visit);
}

Outcome<std::vector<StoredDocument>> StoreDocuments::late() { return reader_.late_documents(school_); }

Outcome<std::vector<StoredDocument>> StoreDocuments::page(const DocumentId& after, std::size_t count) {
  return reader_.documents(school_, after, count);
}

Outcome<std::uint64_t> StoreDocuments::count() { return reader_.document_count(school_); }

}  // namespace quyche
