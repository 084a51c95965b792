#include "engine/replay/owed.h"

#include "engine/school/owing_unit.h"

namespace quyche::replay {

void add_owing(Owing& owing, const SchoolState& school, const PolicyBook& policies, const Event& event,
               const DutyClosed& closed) {
  const Policy* policy = policies.find(event.policy);
  const DocumentType* type = policy == nullptr ? nullptr : policy->document(closed.type);
  for (const PersonId& id : closed.missing) {
    const Person* person = school.person(id);
    UnitId unit;
    if (type != nullptr && person != nullptr) unit = owing_unit(*policy, *type, person->roles);
    owing.emplace(OwedDocument{closed.type, duty_period_of(closed), id},
                  OwedSince{std::move(unit), event.clause, closed.deadline, closed.closes, event.seq});
  }
}

std::size_t Holders::Hash::operator()(const OwedDocument& owed) const noexcept {
  const auto first = owed.period.first_day();
  const auto day =
      static_cast<std::size_t>(first ? first->days_since_1970() : owed.period.school_year.first_year);
  return (std::hash<PersonId>()(owed.person) * 31 + std::hash<DocumentTypeId>()(owed.type)) * 31 + day;
}

std::uint32_t Holders::number_of(const OwedDocument& owed) {
  const auto [at, added] = numbers_.try_emplace(owed, static_cast<std::uint32_t>(settled_.size()));
  if (added) {
    settled_.push_back(&at->first);
    documents_.push_back(0);
  }
  return at->second;
}

void Holders::created(const Created& body) {
  const std::uint32_t number = number_of({body.type, duty_period_of(body), body.owner});
  ++documents_[number];
  of_document_.insert_or_assign(body.document, number);
}

void Holders::edited(const Edited& body) {
  const auto at = of_document_.find(body.document);
  if (at == of_document_.end()) return;
  const OwedDocument& before = *settled_[at->second];
  if (before.period == duty_period_of(body)) return;
  const std::uint32_t number = number_of({before.type, duty_period_of(body), before.person});
  --documents_[at->second];
  ++documents_[number];
  at->second = number;
}

bool Holders::has(const OwedDocument& document) const {
  const auto at = numbers_.find(document);
  return at != numbers_.end() && documents_[at->second] > 0;
}

}  // namespace quyche::replay
