// Ids are types, not strings: a RoleId can not be passed where a PersonId is wanted.
//
// Syntax of every id: 1 to id_bytes_max characters of a-z 0-9 _ . - starting with a letter or digit.
// Ids never carry personal data: a person's id is an opaque code, the name lives in the vault.
#pragma once

#include <compare>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace quyche {

[[nodiscard]] bool is_id(std::string_view text);

template <class Tag>
struct Id {
  std::string value;

  [[nodiscard]] static std::optional<Id> parse(std::string_view text) {
    if (!is_id(text)) return std::nullopt;
    return Id{std::string(text)};
  }
  [[nodiscard]] const std::string& text() const { return value; }
  [[nodiscard]] bool empty() const { return value.empty(); }
  auto operator<=>(const Id&) const = default;
};

using RegulationId = Id<struct RegulationTag>;
using CalendarId = Id<struct CalendarTag>;
using RoleId = Id<struct RoleTag>;
using WorkflowId = Id<struct WorkflowTag>;
using StateId = Id<struct StateTag>;
using ActionId = Id<struct ActionTag>;
using DocumentTypeId = Id<struct DocumentTypeTag>;
using FieldId = Id<struct FieldTag>;
using SlotId = Id<struct SlotTag>;            // an attachment slot of a document type
using PaperStepId = Id<struct PaperStepTag>;  // an attested step on paper
using DeadlineId = Id<struct DeadlineTag>;
using ParameterId = Id<struct ParameterTag>;
using FlagId = Id<struct FlagTag>;
using SchoolId = Id<struct SchoolTag>;
using UnitId = Id<struct UnitTag>;
using PersonId = Id<struct PersonTag>;
using DocumentId = Id<struct DocumentTag>;
using DelegationId = Id<struct DelegationTag>;
using CommandKey = Id<struct CommandTag>;  // idempotency key, chosen by the caller

}  // namespace quyche

template <class Tag>
struct std::hash<quyche::Id<Tag>> {
  std::size_t operator()(const quyche::Id<Tag>& id) const noexcept {
    return std::hash<std::string>()(id.value);
  }
};
