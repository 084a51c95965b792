// Reference work W: documents that six durable steps each take from draft to archive, under bench/work.yaml:
// create, submit, the team lead signs, the principal approves, stamp, archive.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/office/office.h"
#include "engine/policy/policy.h"

namespace quyche::bench {

class Work {
 public:
  static constexpr std::size_t steps = 6;
  static constexpr std::size_t units = 20;
  static constexpr std::size_t teachers_per_unit = 4;

  Work();
  [[nodiscard]] const std::shared_ptr<const Policy>& policy() const { return policy_; }
  [[nodiscard]] static SchoolId school() { return SchoolId{"bench.school-1"}; }
  [[nodiscard]] static Instant start();

  // What opens the school, with its people: 20 units of a lead and four teachers, a principal, a clerk.
  [[nodiscard]] std::vector<Request> opening(const SchoolId& school = Work::school()) const;
  // The n-th step (0 to 5) of a document, each with a key of its own. A lesson lies a month ahead.
  [[nodiscard]] Request step(std::size_t document, std::size_t n, Instant now) const;
  // The same step as a line of `quyche do`.
  [[nodiscard]] std::string line(std::size_t document, std::size_t n) const;
  [[nodiscard]] static DocumentId document_id(std::size_t document);

 private:
  std::shared_ptr<const Policy> policy_;
};

// Every reply is an acceptance (CHECK).
void expect_accepted(const std::vector<Reply>& replies);

}  // namespace quyche::bench
