#include "engine/ledger/texts.h"

#include <map>

#include "engine/event/codec.h"
#include "engine/ledger/commitments.h"

namespace quyche::ledger {
namespace {

constexpr std::size_t events_per_page = 1'024;

}  // namespace

const PersonId& owner_of_texts(const Event& event) {
  const auto* admitted = std::get_if<PersonAdmitted>(&event.body);
  return admitted == nullptr ? event.by : admitted->person;
}

Outcome<std::vector<VaultEntry>> texts_of(StoreReader& reader, const SchoolId& school,
                                          const PersonId& person) {
  auto said = reader.vault_of(school, person);
  if (!said) return said;
  std::map<Digest, VaultEntry> found;
  for (VaultEntry& entry : *said) found.emplace(entry.commitment, std::move(entry));
  for (std::uint64_t from = 1;;) {
    std::vector<Digest> named;
    Outcome<void> good;
    std::uint64_t last = 0;
    const auto read =
        reader.each_event(school, from, events_per_page, [&](std::uint64_t seq, std::string_view bytes) {
          last = seq;
          const auto event = decode_event(bytes);
          if (!event) {
            if (good) good = fail("Q505", "seq " + std::to_string(seq) + ": " + event.error().detail);
          } else if (owner_of_texts(*event) == person) {
            each_commitment(event->body, [&](const Digest& commitment) { named.push_back(commitment); });
          }
        });
    if (!read) return tl::unexpected(read.error());
    if (!good) return tl::unexpected(good.error());
    for (const Digest& commitment : named) {
      auto entry = reader.vault(school, commitment);
      if (!entry) return tl::unexpected(entry.error());
      if (*entry) found.emplace(commitment, std::move(**entry));
    }
    if (last == 0) break;
    from = last + 1;
  }
  std::vector<VaultEntry> texts;
  for (auto& [commitment, entry] : found) texts.push_back(std::move(entry));
  return texts;
}

}  // namespace quyche::ledger
