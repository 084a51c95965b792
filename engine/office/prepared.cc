#include "engine/office/prepared.h"

#include <algorithm>

#include "engine/event/codec.h"
#include "engine/json/canonical.h"
#include "engine/json/direct.h"

namespace quyche {
namespace {

// What is there of an erased person when their erasure is in the same batch.
void forget(Batch& batch, const PersonId& person) {
  batch.erased.push_back(person);
  std::erase_if(batch.vault, [&](const VaultEntry& entry) { return entry.person == person; });
  for (StoredAnswer& answer : batch.answers) {
    if (answer.person != person) continue;
    answer.fingerprint = {};
    answer.answer.clear();
  }
}

void keep_texts(Prepared& prepared, SealedTexts& sealed) {
  for (VaultEntry& entry : sealed.entries) {
    const std::string hex = entry.commitment.text();
    for (std::size_t i = sealed.first_event; i < sealed.last_event; ++i) {
      const StoredEvent& stored = prepared.batch.events[i];
      if (stored.bytes.find(hex) == std::string::npos) continue;
      entry.document = stored.document;
      // A name belongs to the person it names, not to the clerk who entered it.
      if (const auto* admitted = std::get_if<PersonAdmitted>(&prepared.events[i].body))
        entry.person = admitted->person;
      prepared.batch.vault.push_back(std::move(entry));
      break;
    }
  }
}

}  // namespace

bool Prepared::writes() const {
  return !events.empty() || !batch.answers.empty() || !batch.policies.empty() || !batch.documents.empty() ||
         batch.snapshot.has_value();
}

void encode(Prepared& prepared) {
  Batch& batch = prepared.batch;
  for (; prepared.replies_done < prepared.replies.size(); ++prepared.replies_done) {
    Reply& reply = prepared.replies[prepared.replies_done];
    if (reply.answer.empty()) reply.answer = answer_json(reply.key, reply.outcome);
  }
  for (; prepared.answers_done < batch.answers.size(); ++prepared.answers_done) {
    const Reply& reply = prepared.replies[prepared.reply_of_answer[prepared.answers_done]];
    // Of what was accepted the events tell.
    if (std::holds_alternative<Refusal>(reply.outcome))
      batch.answers[prepared.answers_done].answer = reply.answer;
  }
  for (; prepared.events_done < prepared.events.size(); ++prepared.events_done) {
    const Event& event = prepared.events[prepared.events_done];
    const DocumentId* about = document_of(event.body);
    batch.events.push_back({event.seq, about == nullptr ? DocumentId{} : *about, encode_event(event)});
    auto& sealed = prepared.sealed_done;
    for (; sealed < prepared.sealed.size() && prepared.sealed[sealed].last_event == prepared.events_done + 1;
         ++sealed)
      keep_texts(prepared, prepared.sealed[sealed]);
    if (const auto* erased = std::get_if<PersonErased>(&event.body)) forget(batch, erased->person);
  }
}

std::string answer_json(const CommandKey& key, const ReplyOutcome& outcome) {
  const auto* done = std::get_if<Accepted>(&outcome);
  if (done == nullptr)
    return json::canonical(
        json::Object{{"key", key.value}, {"ok", false}, {"refused", to_json(std::get<Refusal>(outcome))}});
  std::string out;
  const auto member = [&](std::string_view label, const auto& value) {
    out += label;
    json::direct::write(out, value);
  };
  out += '{';
  if (!done->document.empty()) {
    member(R"("document":)", done->document.value);
    out += ',';
  }
  member(R"("events":[)", done->first_seq);
  member(",", done->last_seq);
  member(R"(],"key":)", key.value);
  out += R"(,"ok":true)";
  if (!done->document.empty()) {
    member(R"(,"state":)", done->state.value);
    member(R"(,"version":)", done->version);
  }
  return out + '}';
}

}  // namespace quyche
