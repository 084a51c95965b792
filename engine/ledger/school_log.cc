#include "engine/ledger/school_log.h"

#include <algorithm>
#include <variant>

#include "engine/event/codec.h"

namespace quyche::ledger {
namespace {

constexpr std::size_t events_per_page = 1'024;
// Canonical JSON writes it so; what holds the words elsewhere is decoded for nothing.
constexpr std::string_view mark = "\"kind\":\"key_adopted\"";

}  // namespace

std::string origin_of(const SchoolId& school) { return "quyche/" + school.value; }

Outcome<std::vector<AdoptedKey>> adopted_keys(StoreReader& reader, const SchoolId& school) {
  std::vector<AdoptedKey> keys;
  std::uint64_t from = 1;
  while (true) {
    const auto page = reader.school_events(school, from, events_per_page);
    if (!page) return tl::unexpected(page.error());
    for (const StoredEvent& stored : *page) {
      if (stored.bytes.find(mark) == std::string::npos) continue;
      const std::string place = "seq " + std::to_string(stored.seq);
      const auto event = decode_event(stored.bytes);
      if (!event) return fail("Q505", place + ": " + event.error().detail);
      const auto* adopted = std::get_if<KeyAdopted>(&event->body);
      if (adopted == nullptr) continue;
      const auto key = VerifierKey::parse(adopted->key);
      if (!key || key->type != VerifierKey::ed25519 || key->name != origin_of(school))
        return fail("Q505", place + ": its key is none of the school's");
      keys.push_back({*key, stored.seq, adopted->lost, adopted->abandoned_size, adopted->abandoned_root});
    }
    if (page->size() < events_per_page) return keys;
    from = page->back().seq + 1;
  }
}

std::vector<VerifierKey> signers(std::span<const AdoptedKey> keys, std::uint64_t previous,
                                 std::uint64_t size) {
  std::vector<VerifierKey> signing;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const bool ended = i + 1 < keys.size() && keys[i + 1].since <= previous;
    if (keys[i].since > size) continue;
    if (keys[i].lost) signing.clear();
    if (ended) continue;
    std::erase(signing, keys[i].key);  // taken up again
    signing.push_back(keys[i].key);
  }
  return signing;
}

const AdoptedKey* lost_after(std::span<const AdoptedKey> keys, const VerifierKey& key) {
  auto at = std::find_if(keys.begin(), keys.end(), [&](const AdoptedKey& one) { return one.key == key; });
  if (at == keys.end()) return nullptr;
  at = std::find_if(at + 1, keys.end(), [](const AdoptedKey& one) { return one.lost; });
  return at == keys.end() ? nullptr : &*at;
}

}  // namespace quyche::ledger
