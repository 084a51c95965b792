#include "engine/messages/messages.h"

#include <algorithm>
#include <array>

#include "engine/base/check.h"

namespace quyche {
namespace {

constexpr auto table = std::to_array<Message>({
#define QUYCHE_MESSAGE(code, vi, en) {code, vi, en},
#include "engine/messages/archive.inc"
#include "engine/messages/diagnostics.inc"
#include "engine/messages/faults.inc"
#include "engine/messages/labels.inc"
#include "engine/messages/ledger.inc"
#include "engine/messages/policy.inc"
#include "engine/messages/refusals.inc"
#include "engine/messages/replay.inc"
#include "engine/messages/scaffold.inc"
#include "engine/messages/schema.inc"
#include "engine/messages/steps.inc"
#include "engine/messages/trace.inc"
#undef QUYCHE_MESSAGE
});

}  // namespace

std::span<const Message> all_messages() { return table; }

const Message* find_message(std::string_view code) {
  const auto at = std::find_if(table.begin(), table.end(), [&](const Message& m) { return m.code == code; });
  return at == table.end() ? nullptr : &*at;
}

std::string render(std::string_view code, Lang lang, std::span<const std::string> args) {
  const Message* message = find_message(code);
  CHECK(message != nullptr, "every code that is rendered stands in the message table");
  const std::string_view form = lang == Lang::vi ? message->vi : message->en;
  std::string out;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const bool place = form[i] == '{' && i + 2 < form.size() && form[i + 2] == '}' && form[i + 1] >= '0' &&
                       form[i + 1] <= '9';
    const std::size_t index = place ? static_cast<std::size_t>(form[i + 1] - '0') : 0;
    if (!place || index >= args.size()) {
      out += form[i];
      continue;
    }
    out += args[index];
    i += 2;
  }
  return out;
}

}  // namespace quyche
