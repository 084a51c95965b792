#include "engine/ledger/verify_vault.h"

#include <utility>

#include "engine/event/codec.h"
#include "engine/ledger/commitments.h"
#include "engine/ledger/left_out.h"
#include "engine/ledger/texts.h"

namespace quyche::ledger {
namespace {

constexpr std::size_t events_per_page = 1'024;
constexpr std::size_t entries_per_page = 1'024;
constexpr std::size_t entries_at_a_time = 65'536;  // looked for in one pass over the log
constexpr std::size_t remembered = 16;             // texts of one person
constexpr std::size_t shown_digits = 12;           // of a commitment

std::string shown(const Digest& commitment) { return commitment.text().substr(0, shown_digits); }

}  // namespace

void VaultCheck::Texts::add(std::uint64_t seq, const Digest& commitment) {
  ++count;
  if (first.size() < remembered) first.emplace_back(seq, commitment);
}

Outcome<void> VaultCheck::prepare(std::uint64_t last_seq) {
  begun_at_ = last_seq;
  const auto events = ledger::left_out(reader_, school_);
  if (!events) return tl::unexpected(events.error());
  left_out_to_ = *events;
  if (left_out_to_ > 0) ++found_;
  return {};
}

Outcome<void> VaultCheck::event(const Event& event) {
  Outcome<void> done;
  each_commitment(event.body, [&](const Digest& commitment) {
    if (done) done = text(event, commitment);
  });
  if (const auto* gone = std::get_if<PersonErased>(&event.body)) erased(*gone, event.seq);
  return done;
}

Outcome<void> VaultCheck::text(const Event& event, const Digest& commitment) {
  const auto entry = reader_.vault(school_, commitment);
  if (!entry) return tl::unexpected(entry.error());
  const PersonId& owner = owner_of_texts(event);
  OfPerson& person = people_[owner];
  if (!*entry && event.seq <= left_out_to_) {
    ++left_out_;
    return {};
  }
  if (!*entry) {
    person.gone.add(event.seq, commitment);
    return {};
  }
  ++found_;
  person.there.add(event.seq, commitment);
  const std::string seq = std::to_string(event.seq);
  std::string salt = (*entry)->salt;
  salt += '\0';
  if (sha256(salt, (*entry)->text) != commitment) {
    findings_.add(Area::vault, event.seq, "verify.text", {seq, shown(commitment)});
    return {};
  }
  ++good_;
  const DocumentId* about = document_of(event.body);
  if ((*entry)->person != owner || (*entry)->document != (about == nullptr ? DocumentId{} : *about))
    findings_.add(Area::vault, event.seq, "verify.text_owner",
                  {seq, shown(commitment), (*entry)->person.value, owner.value});
  return {};
}

void VaultCheck::tell(const Texts& texts, const char* label) {
  for (const auto& [seq, commitment] : texts.first)
    findings_.add(Area::vault, seq, label, {std::to_string(seq), shown(commitment)});
  findings_.count_more(Area::vault, texts.count - texts.first.size());
}

void VaultCheck::erased(const PersonErased& event, std::uint64_t seq) {
  const auto at = people_.find(event.person);
  if (at == people_.end()) return;
  erased_ += at->second.gone.count;
  if (seq <= begun_at_) tell(at->second.there, "verify.text_kept");
  people_.erase(at);
}

// Of a writer beside us: a text that we did not find may have been erased by an event that came since.
Outcome<void> VaultCheck::erasures_since(std::uint64_t last_seq) {
  while (true) {
    std::uint64_t seen = last_seq;
    const auto read = reader_.each_event(school_, last_seq + 1, events_per_page,
                                         [&](std::uint64_t seq, std::string_view bytes) {
                                           seen = seq;
                                           const auto event = decode_event(bytes);
                                           if (!event) return;
                                           if (const auto* gone = std::get_if<PersonErased>(&event->body))
                                             erased(*gone, seq);
                                         });
    if (!read) return read;
    if (seen == last_seq) return {};
    last_seq = seen;
  }
}

void VaultCheck::tell_what_is_missing() {
  for (const auto& [person, texts] : people_) missing_ += texts.gone.count;
  if (missing_ == 0) return;
  if (rows_ == 0) {
    findings_.add(Area::vault, 0, "verify.vault_empty", {std::to_string(missing_)});
    return;
  }
  for (const auto& [person, texts] : people_) tell(texts.gone, "verify.text_missing");
}

Outcome<void> VaultCheck::finish(std::uint64_t last_seq) {
  if (auto counted = count_rows(); !counted) return counted;
  if (auto done = erasures_since(last_seq); !done) return done;
  tell_what_is_missing();
  return rows_ == found_ ? Outcome<void>() : name_surplus();
}

Outcome<void> VaultCheck::count_rows() {
  std::optional<Digest> after;
  while (true) {
    const auto page = reader_.vault_entries(school_, after, entries_per_page);
    if (!page) return tl::unexpected(page.error());
    rows_ += page->size();
    if (page->size() < entries_per_page) return {};
    after = page->back().commitment;
  }
}

// The entries are read before the events: one that a writer puts beside us has its event by then.
Outcome<void> VaultCheck::name_surplus() {
  std::optional<Digest> after;
  for (bool ended = false; !ended;) {
    std::map<Digest, VaultEntry> entries;
    while (!ended && entries.size() < entries_at_a_time) {
      auto page = reader_.vault_entries(school_, after, entries_per_page);
      if (!page) return tl::unexpected(page.error());
      ended = page->size() < entries_per_page;
      if (!page->empty()) after = page->back().commitment;
      for (VaultEntry& entry : *page) {
        entry.text.clear();
        const Digest commitment = entry.commitment;
        entries.emplace(commitment, std::move(entry));
      }
    }
    if (left_out_to_ > 0) entries.erase(left_out_mark(left_out_to_).commitment);
    if (auto struck = strike_named(entries); !struck) return struck;
    for (const auto& [commitment, entry] : entries)
      findings_.add(Area::vault, 0, "verify.text_surplus", {shown(commitment), entry.person.value});
  }
  return {};
}

Outcome<void> VaultCheck::strike_named(std::map<Digest, VaultEntry>& entries) {
  for (std::uint64_t from = 1;;) {
    std::uint64_t last = 0;
    const auto read =
        reader_.each_event(school_, from, events_per_page, [&](std::uint64_t seq, std::string_view bytes) {
          last = seq;
          if (const auto event = decode_event(bytes))
            each_commitment(event->body, [&](const Digest& commitment) { entries.erase(commitment); });
        });
    if (!read) return read;
    if (last == 0 || entries.empty()) return {};
    from = last + 1;
  }
}

}  // namespace quyche::ledger
