#include "engine/replay/twins.h"

namespace quyche::replay {
namespace {

const DocumentId& named(const std::unordered_map<DocumentId, DocumentId>& names, const DocumentId& id) {
  if (names.empty()) return id;
  const auto at = names.find(id);
  return at == names.end() ? id : at->second;
}

template <class Queue, class Kind>
std::optional<DocumentId> take_first(Queue& queue, const Kind& kind) {
  const auto at = queue.find(kind);
  if (at == queue.end()) return std::nullopt;
  DocumentId first = std::move(at->second.front());
  at->second.erase(at->second.begin());
  if (at->second.empty()) queue.erase(at);
  return first;
}

}  // namespace

const DocumentId& Twins::played(const DocumentId& recorded) const { return named(to_played_, recorded); }

const DocumentId* Twins::recorded(const DocumentId& played) const {
  if (!only_here_.empty() && only_here_.contains(played)) return nullptr;
  return &named(to_recorded_, played);
}

void Twins::pair(const DocumentId& recorded, const DocumentId& played) {
  only_here_.erase(played);
  if (recorded == played) return;
  to_played_[recorded] = played;
  to_recorded_[played] = recorded;
}

std::optional<DocumentId> Twins::opened_here(const Created& played, bool by_time) {
  const DocumentId* opener = recorded(played.opened_by);
  if (by_time && opener != nullptr) {
    if (auto before = take_first(waiting_, Kind{*opener, played.type})) {
      pair(*before, played.document);
      return before;
    }
  }
  only_here_.insert(played.document);
  unclaimed_[{played.opened_by, played.type}].push_back(played.document);
  return std::nullopt;
}

std::optional<DocumentId> Twins::opened_there(const Created& recorded, bool opener_there) {
  std::optional<DocumentId> here;
  if (opener_there) here = take_first(unclaimed_, Kind{played(recorded.opened_by), recorded.type});
  if (here)
    pair(recorded.document, *here);
  else
    waiting_[{recorded.opened_by, recorded.type}].push_back(recorded.document);
  return here;
}

}  // namespace quyche::replay
