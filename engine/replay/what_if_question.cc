#include "engine/replay/what_if.h"

namespace quyche {

WhatIfQuestion what_if_question(const PolicyBook& recorded,
                                const std::vector<std::shared_ptr<const Policy>>& versions,
                                std::optional<Instant> since) {
  WhatIfQuestion question{recorded, {}, {}, since};
  SchoolState follows;  // nothing but the policies
  for (std::size_t i = 0; i < versions.size(); ++i) {
    auto policy = std::make_shared<Policy>(*versions[i]);
    if (i == 0) policy->effective_from = *Date::parse("1900-01-01");
    if (i + 1 == versions.size()) policy->effective_to = std::nullopt;
    policy->open_documents = OpenDocuments::keep;  // documents of before `since` follow what they followed
    const PolicyId id = policy_id(*policy);
    question.policies.add(id, policy);
    question.fresh.push_back(id);
    follows.adopted.push_back({id, Instant()});
  }
  question.duties = duties_between(World{question.policies, follows}, *Instant::parse("1900-01-02T00:00:00Z"),
                                   *Instant::parse("2199-12-31T00:00:00Z"));
  return question;
}

}  // namespace quyche
