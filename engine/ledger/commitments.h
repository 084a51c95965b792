// The commitments that an event holds: what stands in the log for texts that lie in the vault.
#pragma once

#include <type_traits>
#include <variant>

#include "engine/event/event.h"

namespace quyche::ledger {

// Calls visit(const Digest&) for each, in the order of the event's own members.
template <class Visit>
void each_commitment(const EventBody& body, Visit visit) {
  std::visit(
      [&](const auto& event) {
        using T = std::decay_t<decltype(event)>;
        if constexpr (requires { event.fields; }) {
          for (const auto& [id, value] : event.fields)
            if (const TextValue* text = value.template get<TextValue>()) visit(text->value);
        }
        if constexpr (requires { event.reason; }) {
          static_assert(std::is_same_v<std::decay_t<decltype(event.reason)>, Digest>);
          if (!event.reason.empty()) visit(event.reason);
        }
        if constexpr (std::is_same_v<T, PersonAdmitted>) {
          if (!event.identity.empty()) visit(event.identity);
        }
      },
      body);
}

}  // namespace quyche::ledger
