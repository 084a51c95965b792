#include "engine/replay/command_of.h"

#include <utility>

#include "engine/base/overload.h"

namespace quyche {
namespace {

// What time itself can begin with, besides the adoption of a policy.
template <class Body>
constexpr bool is_moment = std::is_same_v<Body, DeadlineMissed> || std::is_same_v<Body, Reminded> ||
                           std::is_same_v<Body, DutyClosed>;

TextInput recorded(const Digest& commitment) { return {{}, commitment, true}; }

// Only free text is hidden behind its commitment.
FieldInput input_of(const FieldValue& value) {
  return std::visit(Overload{
                        [](const TextValue& v) -> FieldInput { return recorded(v.value); },
                        [](const IntegerValue& v) -> FieldInput { return v.value; },
                        [](const BooleanValue& v) -> FieldInput { return v.value; },
                        [](const CodeValue& v) -> FieldInput {
                          return TextInput{v.value, {}};
                        },
                        [](const ChoiceValue& v) -> FieldInput {
                          return TextInput{v.value, {}};
                        },
                        [](const auto& v) -> FieldInput {
                          return TextInput{v.value.text(), {}};
                        },
                    },
                    value.as);
}

FieldInputs inputs_of(const FieldValues& values) {
  FieldInputs inputs;
  for (const auto& [id, value] : values) inputs.emplace(id, input_of(value));
  return inputs;
}

std::optional<TextInput> reason_of(const Digest& reason) {
  return reason.empty() ? std::nullopt : std::optional(recorded(reason));
}

std::optional<CommandBody> body_of(const Event& event) {
  using Found = std::optional<CommandBody>;
  return std::visit(
      Overload{
          [&](const SchoolOpened& b) -> Found {
            return OpenSchool{event.school, event.policy, b.clock};
          },
          [](const UnitAdded& b) -> Found { return AddUnit{b.unit}; },
          [](const PersonAdmitted& b) -> Found {
            return AdmitPerson{b.person, recorded(b.identity)};
          },
          [](const PersonLeft& b) -> Found { return RemovePerson{b.person}; },
          [](const RoleAssigned& b) -> Found {
            return AssignRole{b.person, b.role, b.unit};
          },
          [](const RoleEnded& b) -> Found {
            return EndRole{b.person, b.role, b.unit};
          },
          [](const Delegated& b) -> Found {
            return Delegate{b.delegation, b.to, b.role, b.until};
          },
          [](const DelegationEnded& b) -> Found { return EndDelegation{b.delegation}; },
          [](const PolicyAdopted& b) -> Found { return AdoptPolicy{b.policy}; },
          [](const KeyAdopted& b) -> Found {
            return AdoptKey{b.key, b.lost, b.abandoned_size, b.abandoned_root};
          },
          [](const PersonErased& b) -> Found { return ErasePerson{b.person}; },
          [](const Created& b) -> Found {
            if (!b.opened_by.empty()) return std::nullopt;
            return Create{b.type, b.document, b.unit, inputs_of(b.fields), b.about};
          },
          [](const Edited& b) -> Found {
            Edit edit{b.document, inputs_of(b.fields)};
            for (const FieldId& id : b.cleared) edit.fields.emplace(id, NoValue{});
            return edit;
          },
          [](const Attached& b) -> Found {
            return Attach{b.document, b.slot, b.content};
          },
          [](const Signed& b) -> Found {
            return Sign{b.document, b.content, b.signature, b.certificate};
          },
          [](const Attested& b) -> Found {
            return Attest{b.document, b.step, b.evidence};
          },
          [](const SignedOff& b) -> Found {
            return Act{b.document, b.action, reason_of(b.reason)};
          },
          [](const Acted& b) -> Found {
            return Act{b.document, b.action, reason_of(b.reason)};
          },
          // What follows from a command or comes with time. Named one by one: a new kind must choose.
          [](const Locked&) -> Found { return std::nullopt; },
          [](const Unlocked&) -> Found { return std::nullopt; },
          [](const UnlockedOnce&) -> Found { return std::nullopt; },
          [](const Flagged&) -> Found { return std::nullopt; },
          [](const Notified&) -> Found { return std::nullopt; },
          [](const PolicyChanged&) -> Found { return std::nullopt; },
          [](const DeadlineMet&) -> Found { return std::nullopt; },
          [](const DeadlineReopened&) -> Found { return std::nullopt; },
          [](const DeadlineMissed&) -> Found { return std::nullopt; },
          [](const Reminded&) -> Found { return std::nullopt; },
          [](const DutyClosed&) -> Found { return std::nullopt; },
      },
      event.body);
}

// Someone who leaves gives back what was delegated by and to them: those events come first.
std::optional<Command> command_of_group(const std::vector<Event>& events) {
  const Event& last = events.back();
  if (std::holds_alternative<DelegationEnded>(events.front().body) &&
      std::holds_alternative<PersonLeft>(last.body))
    return command_of(last);
  if (part_of(events.front().body) == EventPart::moment) return Command{{}, {}, std::nullopt, Tick{}};
  return command_of(events.front());
}

}  // namespace

std::optional<Command> command_of(const Event& first) {
  auto body = body_of(first);
  if (!body) return std::nullopt;
  return Command{first.command, first.by, std::nullopt, std::move(*body)};
}

EventPart part_of(const EventBody& body) {
  return std::visit(
      Overload{
          [](const Created& b) { return b.opened_by.empty() ? EventPart::command : EventPart::consequence; },
          [](const Locked&) { return EventPart::consequence; },
          [](const Unlocked&) { return EventPart::consequence; },
          [](const UnlockedOnce&) { return EventPart::consequence; },
          [](const Flagged&) { return EventPart::consequence; },
          [](const Notified&) { return EventPart::consequence; },
          [](const PolicyChanged&) { return EventPart::consequence; },
          [](const DeadlineMet&) { return EventPart::consequence; },
          [](const DeadlineReopened&) { return EventPart::consequence; },
          [](const auto& b) {
            return is_moment<std::decay_t<decltype(b)>> ? EventPart::moment : EventPart::command;
          },
      },
      body);
}

bool Grouping::belongs(const Event& next) const {
  if (pending_.empty()) return false;
  const Event& first = pending_.front();
  if (next.at != first.at || next.by != first.by || next.command != first.command) return false;
  if (part_of(next.body) == EventPart::consequence) return true;
  const bool leaving = std::holds_alternative<DelegationEnded>(pending_.back().body) && !next.command.empty();
  return leaving && (std::holds_alternative<DelegationEnded>(next.body) ||
                     std::holds_alternative<PersonLeft>(next.body));
}

std::optional<Group> Grouping::add(Event next) {
  std::optional<Group> complete;
  if (!belongs(next)) complete = finish();
  pending_.push_back(std::move(next));
  return complete;
}

std::optional<Group> Grouping::finish() {
  if (pending_.empty()) return std::nullopt;
  auto command = command_of_group(pending_);
  return Group{std::exchange(pending_, {}), std::move(command)};
}

}  // namespace quyche
