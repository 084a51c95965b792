#include "engine/school/documents.h"

#include <algorithm>

#include "engine/base/check.h"

namespace quyche {
namespace {

constexpr std::size_t rows_per_page = 1'024;

DocumentFacts facts_of(const Document& document) {
  return {document.id, document.type, document.state, document.owner, document.unit};
}

DocumentFacts facts_of(const StoredDocument& row) {
  return {row.id, row.type, row.state, row.owner, row.unit};
}

}  // namespace

Documents::Documents(const Documents& other) : fault_(other.fault_) {
  other.each([&](const Document& document) { insert(document); });
  if (!fault_) fault_ = other.fault_;
}

Documents& Documents::operator=(const Documents& other) {
  if (this != &other) *this = Documents(other);
  return *this;
}

const Document* Documents::find(const DocumentId& id) const {
  const Entry* entry = entry_of(id);
  return entry == nullptr ? nullptr : &entry->document;
}

Documents::Entry* Documents::entry_of(const DocumentId& id) const {
  const auto at = entries_.find(id);
  if (at == entries_.end()) return source_ == nullptr ? nullptr : loaded(id);
  Entry& entry = at->second;
  if (entry.idle) idle_.splice(idle_.begin(), idle_, entry.place);
  return &entry;
}

Documents::Entry* Documents::loaded(const DocumentId& id) const {
  if (fault_ || absent_.contains(id)) return nullptr;
  auto read = source_->load(id);
  if (!read) {
    fault_ = read.error();
    return nullptr;
  }
  if (!*read) {
    absent_.insert(id);
    return nullptr;
  }
  Entry& entry = entries_[id];
  entry.document = std::move(**read);
  entry.place = idle_.insert(idle_.begin(), &entry);
  entry.idle = true;
  add_to_index(entry.document);
  return &entry;
}

void Documents::insert(Document document) {
  absent_.erase(document.id);
  const auto [at, is_new] = entries_.try_emplace(document.id);
  Entry& entry = at->second;
  if (!is_new) drop_from_index(entry.document, duty_period_of(entry.document));
  entry.document = std::move(document);
  add_to_index(entry.document);
  pin(entry);
  if (is_new) ++count_;
}

void Documents::changed(Entry& entry, const DutyPeriod& before) {
  if (duty_period_of(entry.document) != before) {
    drop_from_index(entry.document, before);
    add_to_index(entry.document);
  }
  pin(entry);
}

void Documents::pin(Entry& entry) {
  if (source_ == nullptr || entry.changed_in == batch_) return;
  if (entry.idle) idle_.erase(entry.place);
  entry.idle = false;
  entry.changed_in = batch_;
  pins_.emplace_back(batch_, &entry);
}

void Documents::confirm(std::uint64_t number) {
  while (!pins_.empty() && pins_.front().first <= number) {
    const auto [batch, entry] = pins_.front();
    pins_.pop_front();
    if (entry->changed_in != batch) continue;  // a later batch changed it again
    entry->changed_in = 0;
    entry->place = idle_.insert(idle_.begin(), entry);
    entry->idle = true;
  }
}

void Documents::trim() const {
  absent_.clear();
  while (idle_.size() > cached_max_) {
    const Document& document = idle_.back()->document;
    idle_.pop_back();
    drop_from_index(document, duty_period_of(document));
    entries_.erase(entries_.find(document.id));
  }
}

void Documents::add_to_index(const Document& document) const {
  index_[{document.type, duty_period_of(document)}].push_back(&document);
}

void Documents::drop_from_index(const Document& document, const DutyPeriod& period) const {
  const auto at = index_.find({document.type, period});
  CHECK(at != index_.end(), "what is in memory is in the index");
  auto& list = at->second;
  const auto place = std::find(list.begin(), list.end(), &document);
  CHECK(place != list.end(), "what is in memory is in the index");
  *place = list.back();
  list.pop_back();
  if (list.empty()) index_.erase(at);
}

std::vector<DocumentId> Documents::held_ids() const {
  std::vector<DocumentId> ids;
  ids.reserve(entries_.size());
  for (const auto& [id, entry] : entries_) ids.push_back(id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::vector<StoredDocument> Documents::rows(Outcome<std::vector<StoredDocument>> read) const {
  if (read) return std::move(*read);
  if (!fault_) fault_ = read.error();
  return {};
}

bool Documents::any_of(const DocumentTypeId& type, SchoolYear year, const DutyPeriod* period,
                       const Facts& wanted) const {
  const DutyPeriod from = period == nullptr ? DutyPeriod{year, std::nullopt, std::nullopt} : *period;
  for (auto at = index_.lower_bound({type, from}); at != index_.end(); ++at) {
    const auto& [of_type, of_period] = at->first;
    if (of_type != type || of_period.school_year != year || (period != nullptr && of_period != *period))
      break;
    for (const Document* document : at->second)
      if (wanted(facts_of(*document))) return true;
  }
  if (source_ == nullptr || fault_) return false;
  for (const StoredDocument& row : rows(source_->of(type, year, period)))
    if (!entries_.contains(row.id) && wanted(facts_of(row))) return true;
  return false;
}

void Documents::each_open(const Facts& wanted, const Visit& visit) const {
  std::vector<DocumentId> ids;
  for (const auto& [id, entry] : entries_)
    if (wanted(facts_of(entry.document))) ids.push_back(id);
  if (source_ != nullptr) {
    const auto read = source_->each_open([&](const StoredDocument& row) {
      if (!entries_.contains(row.id) && wanted(facts_of(row))) ids.push_back(row.id);
    });
    if (!read && !fault_) fault_ = read.error();
  }
  std::sort(ids.begin(), ids.end());
  for (const DocumentId& id : ids)
    if (const Document* document = find(id)) visit(*document);
}

void Documents::each_late(const Visit& visit) const {
  std::vector<DocumentId> ids = held_ids();
  if (source_ != nullptr) {
    for (const StoredDocument& row : rows(source_->late()))
      if (!entries_.contains(row.id)) ids.push_back(row.id);
    std::sort(ids.begin(), ids.end());
  }
  for (const DocumentId& id : ids) visit_loaded(id, visit);
}

void Documents::each(const Visit& visit) const {
  const std::vector<DocumentId> ids = held_ids();
  auto held = ids.begin();
  const auto visit_held_until = [&](const DocumentId* id) {
    for (; held != ids.end() && (id == nullptr || *held < *id); ++held) visit_loaded(*held, visit);
  };
  DocumentId after;
  while (source_ != nullptr && !fault_) {
    const std::vector<StoredDocument> page = rows(source_->page(after, rows_per_page));
    for (const StoredDocument& row : page) {
      visit_held_until(&row.id);
      if (held != ids.end() && *held == row.id) ++held;
      visit_loaded(row.id, visit);
    }
    if (page.size() < rows_per_page) break;
    after = page.back().id;
  }
  visit_held_until(nullptr);
}

// What is loaded for this visit alone is not kept.
void Documents::visit_loaded(const DocumentId& id, const Visit& visit) const {
  if (const auto at = entries_.find(id); at != entries_.end()) return visit(at->second.document);
  if (source_ == nullptr || fault_) return;
  const auto read = source_->load(id);
  if (!read)
    fault_ = read.error();
  else if (*read)
    visit(**read);
}

bool Documents::operator==(const Documents& other) const {
  if (count_ != other.count_) return false;
  bool same = true;
  std::uint64_t seen = 0;
  each([&](const Document& document) {
    ++seen;
    if (!same) return;
    bool found = false;
    other.visit_loaded(document.id, [&](const Document& theirs) { found = theirs == document; });
    same = found;
  });
  return same && seen == count_;
}

}  // namespace quyche
