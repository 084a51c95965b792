#include "engine/event/codec.h"

#include <array>
#include <type_traits>

#include "engine/base/limits.h"
#include "engine/event/tree_codec.h"
#include "engine/json/direct.h"

namespace quyche {
namespace {

using json::direct::Reader;

static_assert(event_version == 1, "the envelope is written out below");
constexpr std::string_view version_and_end = R"(,"v":1})";

template <std::size_t... I>
constexpr auto kinds_of(std::index_sequence<I...>) {
  return std::to_array<std::string_view>({std::variant_alternative_t<I, EventBody>::kind...});
}
using Kinds = std::make_index_sequence<std::variant_size_v<EventBody>>;
constexpr auto kinds = kinds_of(Kinds());

using BodyReader = bool (*)(Reader& in, EventBody& body);
template <std::size_t I>
bool read_body_as(Reader& in, EventBody& body) {
  return json::direct::read(in, body.emplace<I>());
}
template <std::size_t... I>
constexpr auto body_readers_of(std::index_sequence<I...>) {
  return std::to_array<BodyReader>({read_body_as<I>...});
}
constexpr auto body_readers = body_readers_of(Kinds());

// The body comes before the kind that says what it is. Behind it stand ids and hexadecimal digits only, so in
// a sound event the last `"kind":"` is the one; in another the envelope will not fit.
std::string_view kind_ahead(std::string_view bytes) {
  static constexpr std::string_view label = R"("kind":")";
  static constexpr std::size_t least_behind =
      std::string_view(R"(x","policy":"","school":"x","seq":1,"v":1})").size() + Digest::text_bytes;
  if (bytes.size() < label.size() + least_behind) return {};
  for (std::size_t at = bytes.size() - label.size() - least_behind + 1; at-- > 0;) {
    if (bytes[at + 1] != 'k' || bytes.substr(at, label.size()) != label) continue;
    const std::string_view rest = bytes.substr(at + label.size());
    return rest.substr(0, rest.find('"'));
  }
  return {};
}

bool read_body(Reader& in, std::string_view kind, EventBody& body) {
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (kinds[i] == kind) return body_readers[i](in, body);
  return false;
}

template <class T>
bool read_optional(Reader& in, std::string_view label, T& value) {
  return !in.take(label) || (json::direct::read(in, value) && !json::direct::is_default(value));
}
template <class T>
bool read_required(Reader& in, std::string_view label, T& value) {
  return in.take(label) && json::direct::read(in, value);
}

template <class T>
void write_member(std::string& out, std::string_view label, const T& value) {
  out += label;
  json::direct::write(out, value);
}
template <class T>
void write_optional(std::string& out, std::string_view label, const T& value) {
  if (!json::direct::is_default(value)) write_member(out, label, value);
}

constexpr std::size_t usual_bytes = 512;

}  // namespace

std::string encode_event(const Event& event) {
  std::string out;
  out.reserve(usual_bytes);
  write_member(out, R"({"at":)", event.at);
  write_optional(out, R"(,"by":)", event.by);
  write_optional(out, R"(,"clause":)", event.clause);
  write_optional(out, R"(,"command":)", event.command);
  out += R"(,"data":)";
  std::visit([&](const auto& body) { json::direct::write(out, body); }, event.body);
  write_optional(out, R"(,"for":)", event.on_behalf_of);
  out += R"(,"kind":")";
  out += kind_of(event.body);
  out += '"';
  write_member(out, R"(,"policy":)", event.policy);
  write_member(out, R"(,"school":)", event.school);
  write_member(out, R"(,"seq":)", event.seq);
  out += version_and_end;
  return out;
}

bool read_event(std::string_view bytes, Event& event) {
  if (bytes.size() > limits::json_bytes_max) return false;
  const std::string_view kind = kind_ahead(bytes);
  Reader in(bytes);
  return read_required(in, R"({"at":)", event.at) && read_optional(in, R"(,"by":)", event.by) &&
         read_optional(in, R"(,"clause":)", event.clause) &&
         read_optional(in, R"(,"command":)", event.command) && in.take(R"(,"data":)") &&
         read_body(in, kind, event.body) && read_optional(in, R"(,"for":)", event.on_behalf_of) &&
         in.take(R"(,"kind":")") && in.take(kind) && in.take('"') &&
         read_required(in, R"(,"policy":)", event.policy) &&
         read_required(in, R"(,"school":)", event.school) && read_required(in, R"(,"seq":)", event.seq) &&
         in.take(version_and_end) && in.at_end();
}

Outcome<Event> decode_event(std::string_view bytes) {
  Outcome<Event> event;
  if (read_event(bytes, *event)) return event;
  return decode_event_by_tree(bytes);
}

const DocumentId* document_of(const EventBody& body) {
  return std::visit(
      [](const auto& event) -> const DocumentId* {
        if constexpr (requires { event.document; })
          return &event.document;
        else
          return nullptr;
      },
      body);
}

std::string_view kind_of(const EventBody& body) { return kinds[body.index()]; }

}  // namespace quyche
