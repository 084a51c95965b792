// Any bytes as a stored event: what decodes encodes to the same bytes, and folds into a school without a
// crash.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/event/codec.h"
#include "engine/school/evolve.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace quyche;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto event = decode_event(bytes);
  if (!event) return 0;
  if (encode_event(*event) != bytes) std::abort();
  SchoolState state;
  event->seq = 1;
  evolve(state, *event);
  if (const DocumentId* about = document_of(event->body)) {
    Event created = *event;
    Created body;
    body.document = *about;
    body.state = StateId{"draft"};
    created.body = body;
    SchoolState with_document;
    evolve(with_document, created);
    event->seq = 2;
    evolve(with_document, *event);
  }
  return 0;
}
