#include "adapters/cli/vault_text.h"

#include "adapters/vault/read_text.h"

namespace quyche::cli {

ShownText shown_text(const Context& context, const ReadSchool& read, const Digest& commitment) {
  const auto text = vault::read_text(*read.reader, read.school.state.id, commitment);
  if (!text) return {context.say("event.unreadable", {text.error().code})};
  switch (text->state) {
    case vault::TextState::there: return {text->text, true};
    case vault::TextState::altered: return {context.say("event.altered")};
    case vault::TextState::erased: break;
  }
  return {context.say("event.erased")};
}

}  // namespace quyche::cli
