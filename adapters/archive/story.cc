#include "adapters/archive/story.h"

#include "engine/event/codec.h"
#include "engine/json/canonical.h"
#include "engine/json/read.h"

namespace quyche::archive {
namespace {

// The member as a text; empty when it is none.
std::string text_in(const json::Value& object, std::string_view key) {
  const json::Value* member = object.find(key);
  return member == nullptr || member->string() == nullptr ? std::string() : *member->string();
}

// 2024-10-04T17:00:00.000Z
bool is_time(std::string_view text) {
  constexpr std::string_view shape = "dddd-dd-ddTdd:dd:dd.dddZ";
  if (text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (shape[i] == 'd' ? !digit : text[i] != shape[i]) return false;
  }
  return true;
}

bool envelope_member(std::string_view key, const json::Value& value) {
  if (key == "v") return value.integer() != nullptr && *value.integer() == event_version;
  if (key == "seq") return value.integer() != nullptr && *value.integer() > 0;
  if (key == "at") return value.string() != nullptr && is_time(*value.string());
  if (key == "policy") return value.string() != nullptr && Digest::parse(*value.string());
  if (key == "data" || key == "clause") return value.object() != nullptr;
  return (key == "school" || key == "kind" || key == "by" || key == "for" || key == "command") &&
         value.string() != nullptr;
}

std::optional<Digest> digest_in(const json::Value* member) {
  return member == nullptr || member->string() == nullptr ? std::nullopt : Digest::parse(*member->string());
}

}  // namespace

std::optional<EventLine> read_event_line(std::string_view line) {
  auto value = json::read(line);
  if (!value || value->object() == nullptr || json::canonical(*value) != line) return std::nullopt;
  for (const char* required : {"v", "seq", "school", "at", "policy", "kind", "data"})
    if (value->find(required) == nullptr) return std::nullopt;
  for (const auto& [key, member] : *value->object())
    if (!envelope_member(key, member)) return std::nullopt;
  EventLine event;
  event.seq = static_cast<std::uint64_t>(*value->find("seq")->integer());
  event.school = text_in(*value, "school");
  event.at = text_in(*value, "at");
  event.by = text_in(*value, "by");
  event.policy = *digest_in(value->find("policy"));
  event.kind = text_in(*value, "kind");
  event.data = std::move(value->object()->find("data")->second);
  return event;
}

Story::Story(Sink attachments) : attachments_(std::move(attachments)) {
  attachments_("document,type,what,name,sha256,seq,at\r\n");
}

void Story::add(const EventLine& event) {
  policies.insert(event.policy);
  if (event.kind == "policy_adopted")
    if (const auto policy = digest_in(event.data.find("policy"))) policies.insert(*policy);
  if (event.kind == "key_adopted") {
    const json::Value* lost = event.data.find("lost");
    adopted.push_back({event.seq, text_in(event.data, "key"),
                       lost != nullptr && lost->boolean() != nullptr && *lost->boolean()});
    keys += std::to_string(event.seq) + ' ' + event.at + ' ' + adopted.back().key +
            (adopted.back().lost ? " lost\n" : "\n");
  }
  if (event.kind == "person_erased") erased_[text_in(event.data, "person")] = event.seq;
  if (event.kind == "created") type_of_[text_in(event.data, "document")] = text_in(event.data, "type");
  add_texts(event);
  add_files(event);
}

std::optional<std::size_t> Story::place_of(const Digest& commitment) const {
  const auto at = places_.find(commitment);
  return at == places_.end() ? std::nullopt : std::optional(at->second);
}

bool Story::erased_after(const std::string& person, std::uint64_t seq) const {
  const auto at = erased_.find(person);
  return at != erased_.end() && at->second > seq;
}

void Story::add_text(const json::Value* commitment, const EventLine& event, const std::string& person) {
  const auto digest = digest_in(commitment);
  if (digest && places_.emplace(*digest, texts.size()).second)
    texts.push_back({*digest, event.seq, person, text_in(event.data, "document")});
}

void Story::add_texts(const EventLine& event) {
  if (event.kind == "person_admitted")
    add_text(event.data.find("identity"), event, text_in(event.data, "person"));
  if (event.kind == "signed_off" || event.kind == "acted")
    add_text(event.data.find("reason"), event, event.by);
  if (event.kind != "created" && event.kind != "edited") return;
  const json::Value* fields = event.data.find("fields");
  if (fields == nullptr || fields->object() == nullptr) return;
  for (const auto& [field, value] : *fields->object()) add_text(value.find("text"), event, event.by);
}

void Story::add_file(const EventLine& event, const char* what, const std::string& name,
                     const json::Value* content) {
  const auto digest = digest_in(content);
  if (!digest) return;
  const std::string document = text_in(event.data, "document");
  const auto type = type_of_.find(document);
  attachments_(document + ',' + (type == type_of_.end() ? "" : type->second) + ',' + what + ',' + name + ',' +
               digest->text() + ',' + std::to_string(event.seq) + ',' + event.at + "\r\n");
}

void Story::add_files(const EventLine& event) {
  if (event.kind == "attached")
    add_file(event, "attachment", text_in(event.data, "slot"), event.data.find("content"));
  if (event.kind == "attested")
    add_file(event, "evidence", text_in(event.data, "step"), event.data.find("evidence"));
  if (event.kind == "signed") {
    add_file(event, "signature", "", event.data.find("signature"));
    add_file(event, "certificate", "", event.data.find("certificate"));
  }
}

}  // namespace quyche::archive
