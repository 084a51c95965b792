// What the people of a school do next: plausible, sometimes mistaken, drawn from one seed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/office/office.h"
#include "tests/sim/model.h"

namespace quyche::sim {

// The same number gives the same choices, on any machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  [[nodiscard]] std::uint64_t below(std::uint64_t n);
  [[nodiscard]] bool percent(std::uint64_t p) { return below(100) < p; }
  template <class Items>
  [[nodiscard]] const auto& one_of(const Items& items) {
    return items[below(items.size())];
  }

 private:
  std::uint64_t state_;
};

class Behaviour {
 public:
  Behaviour(const Model& model, Dice& dice, std::vector<PolicyId> policies)
      : model_(model), dice_(dice), policies_(std::move(policies)) {}

  // The commands that open the school: two or three teams, about twenty people.
  [[nodiscard]] std::vector<Request> opening(const SchoolId& school, Instant now);
  [[nodiscard]] Request next(Instant now);

 private:
  Request request(PersonId as, CommandBody body, Instant now, bool by_the_system = false);
  TextInput text(const std::string& words);
  [[nodiscard]] PersonId anyone();
  [[nodiscard]] PersonId someone_with(const RoleId& role);
  [[nodiscard]] const MDocument* some_document(bool open);
  bool create(Instant now, PersonId& as, CommandBody& body);
  bool act(Instant now, PersonId& as, CommandBody& body);
  bool attach(PersonId& as, CommandBody& body);
  bool sign(Instant now, PersonId& as, CommandBody& body);
  bool attest(Instant now, PersonId& as, CommandBody& body);
  bool edit(Instant now, PersonId& as, CommandBody& body);
  bool people(Instant now, PersonId& as, CommandBody& body);
  void nonsense(PersonId& as, CommandBody& body);
  FieldInput value_for(const Field& field, Instant now);

  const Model& model_;
  Dice& dice_;
  std::vector<PolicyId> policies_;
  int next_key_ = 1;
  int next_text_ = 1;
  int next_delegation_ = 1;
};

}  // namespace quyche::sim
