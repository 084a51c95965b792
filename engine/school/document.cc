#include "engine/school/document.h"

#include "engine/json/canonical.h"
#include "engine/json/direct.h"
#include "engine/json/fields.h"

namespace quyche {
namespace {

constexpr std::size_t usual_bytes = 512;  // of what a content digest is over

constexpr auto names_of(DeadlineStatus) {
  return std::to_array<std::string_view>({"pending", "met", "missed", "met_late"});
}

json::Value times_json(const std::map<StateId, Reached>& reached) {
  json::Object out;
  for (const auto& [state, when] : reached) out.emplace(state.value, json::encode(when.at));
  return out;
}

json::Value deadlines_json(const std::map<DeadlineId, DeadlineState>& deadlines) {
  json::Object out;
  for (const auto& [id, deadline] : deadlines) {
    json::Object one{
        {"closes", json::encode(deadline.due.closes)},
        {"status", std::string(names_of(deadline.status)[static_cast<std::size_t>(deadline.status)])}};
    out.emplace(id.value, std::move(one));
  }
  return out;
}

json::Value signatures_json(const Document& document) {
  json::Array out;
  for (const Signature& signature : document.signatures) {
    out.push_back(json::Object{{"at", json::encode(signature.at)},
                               {"by", signature.by.value},
                               {"current", signature.content_version == document.content_version},
                               {"signature", json::encode(signature.signature)}});
  }
  return out;
}

json::Value attestations_json(const Document& document) {
  json::Array out;
  for (const Attestation& attestation : document.attestations) {
    out.push_back(json::Object{{"at", json::encode(attestation.at)},
                               {"by", attestation.by.value},
                               {"current", attestation.content_version == document.content_version},
                               {"step", attestation.step.value}});
  }
  return out;
}

json::Value sign_offs_json(const Document& document) {
  json::Array out;
  for (const SignOff& sign_off : document.sign_offs) {
    out.push_back(json::Object{{"action", sign_off.action.value},
                               {"at", json::encode(sign_off.at)},
                               {"by", sign_off.by.value},
                               {"capacities", json::encode(sign_off.capacities)}});
  }
  return out;
}

template <class Set>
json::Value ids_json(const Set& ids) {
  json::Array out;
  for (const auto& id : ids) out.push_back(json::Value(id.value));
  return out;
}

}  // namespace

Digest content_digest(const Document& document) {
  std::string out;
  out.reserve(usual_bytes);
  out += R"({"attachments":)";
  json::direct::write(out, document.attachments);
  out += R"(,"document":)";
  json::direct::write(out, document.id);
  out += R"(,"fields":)";
  json::direct::write(out, document.fields);
  out += R"(,"type":)";
  json::direct::write(out, document.type);
  out += '}';
  return sha256(out);
}

std::string document_json(const Document& document) {
  json::Object out{{"about", ids_json(document.about)},
                   {"attachments", json::encode(document.attachments)},
                   {"attestations", attestations_json(document)},
                   {"content", json::encode(content_digest(document))},
                   {"created_at", json::encode(document.created_at)},
                   {"deadlines", deadlines_json(document.deadlines)},
                   {"document", document.id.value},
                   {"fields", json::encode(document.fields)},
                   {"flags", ids_json(document.flags)},
                   {"locked_by", ids_json(document.locks)},
                   {"owner", document.owner.value},
                   {"policy", json::encode(document.policy)},
                   {"reached", times_json(document.reached)},
                   {"school_year", json::encode(document.school_year)},
                   {"sign_offs", sign_offs_json(document)},
                   {"signatures", signatures_json(document)},
                   {"state", document.state.value},
                   {"type", document.type.value},
                   {"unit", document.unit.value},
                   {"version", static_cast<std::int64_t>(document.version)}};
  if (document.week) out.emplace("week", json::encode(*document.week));
  if (document.period) out.emplace("period", json::encode(*document.period));
  return json::canonical(out);
}

}  // namespace quyche
