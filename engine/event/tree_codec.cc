#include "engine/event/tree_codec.h"

#include "engine/event/codec.h"
#include "engine/json/canonical.h"
#include "engine/json/fields.h"
#include "engine/json/read.h"

namespace quyche {
namespace {

// The envelope: header keys of one letter or word, the body under "data" with its kind beside it.
struct Envelope {
  int version = 0;
  Event event;
  std::string kind;
  json::Value data;

  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("v", self.version);
    io.required("seq", self.event.seq);
    io.required("school", self.event.school);
    io.required("at", self.event.at);
    io("by", self.event.by);
    io("for", self.event.on_behalf_of);
    io.required("policy", self.event.policy);
    io("clause", self.event.clause);
    io("command", self.event.command);
    io.required("kind", self.kind);
    io.required("data", self.data);
  }
};

template <class V>
struct KindReader;
template <class... A>
struct KindReader<std::variant<A...>> {
  static bool read(const std::string& kind, const json::Value& data, std::variant<A...>& out,
                   std::vector<json::Mismatch>& problems) {
    return (read_one<A>(kind, data, out, problems) || ...);
  }
  template <class T>
  static bool read_one(const std::string& kind, const json::Value& data, std::variant<A...>& out,
                       std::vector<json::Mismatch>& problems) {
    if (T::kind != kind) return false;
    T body{};
    json::decode(data, body, problems, "/data");
    out = std::move(body);
    return true;
  }
};

}  // namespace

std::string encode_event_by_tree(const Event& event) {
  Envelope envelope;
  envelope.version = event_version;
  envelope.event = event;
  envelope.kind = kind_of(event.body);
  envelope.data = std::visit([](const auto& body) { return json::encode(body); }, event.body);
  return json::canonical(json::encode(envelope));
}

Outcome<Event> decode_event_by_tree(std::string_view bytes) {
  const auto value = json::read(bytes);
  if (!value) return fail("Q505", value.error().what + " " + value.error().where);
  Envelope envelope;
  std::vector<json::Mismatch> problems;
  json::decode(*value, envelope, problems, "");
  if (problems.empty() && envelope.version != event_version) problems.push_back({"/v", "unknown version"});
  if (problems.empty() &&
      !KindReader<EventBody>::read(envelope.kind, envelope.data, envelope.event.body, problems)) {
    problems.push_back({"/kind", "unknown kind `" + envelope.kind + "`"});
  }
  if (!problems.empty()) return fail("Q505", problems.front().where + ": " + problems.front().what);
  // One event has one byte form: what differs from it was not written by quyche.
  if (encode_event_by_tree(envelope.event) != bytes) return fail("Q505", "not in canonical form");
  return std::move(envelope.event);
}

}  // namespace quyche
