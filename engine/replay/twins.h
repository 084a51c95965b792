// Which document of the played school is which of the record: the same id, but where the engine numbered one
// differently, or an effect opened one in one of the two only. Internal to replay/.
#pragma once

#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/event/event.h"

namespace quyche::replay {

class Twins {
 public:
  // Its id in the played school. Of a document that is not there this says nothing: ask its fate first.
  [[nodiscard]] const DocumentId& played(const DocumentId& recorded) const;
  // And back; null: the record has none.
  [[nodiscard]] const DocumentId* recorded(const DocumentId& played) const;

  void pair(const DocumentId& recorded, const DocumentId& played);

  // The played school opened a document. One that time opened may be one that the record had before: gives
  // the recorded document that waited for it.
  std::optional<DocumentId> opened_here(const Created& played, bool by_time);
  // The record opened one: gives its twin. It waits when there is none, or when its opener is not there.
  std::optional<DocumentId> opened_there(const Created& recorded, bool opener_there);

  // Documents that only the played school has.
  [[nodiscard]] const std::unordered_set<DocumentId>& only_here() const { return only_here_; }

 private:
  using Kind = std::pair<DocumentId, DocumentTypeId>;  // who opened it, and its type
  using Queue = std::map<Kind, std::vector<DocumentId>>;

  std::unordered_map<DocumentId, DocumentId> to_played_;    // where they differ
  std::unordered_map<DocumentId, DocumentId> to_recorded_;  // and back
  std::unordered_set<DocumentId> only_here_;
  Queue unclaimed_;  // of only_here_, by the opener's played id
  Queue waiting_;    // recorded ones without a twin, by the opener's recorded id
};

}  // namespace quyche::replay
