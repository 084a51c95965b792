#include "engine/office/office.h"

#include "engine/base/check.h"
#include "engine/base/limits.h"
#include "engine/decide/duties.h"
#include "engine/event/codec.h"
#include "engine/json/canonical.h"
#include "engine/json/fields.h"
#include "engine/json/read.h"
#include "engine/office/document_row.h"
#include "engine/office/load.h"
#include "engine/school/evolve.h"

namespace quyche {
namespace {

// The documents an accepted command is about: the first event's.
Accepted accepted(const SchoolState& state, const std::vector<Event>& events) {
  Accepted done;
  done.first_seq = events.front().seq;
  done.last_seq = events.back().seq;
  if (const DocumentId* id = document_of(events.front().body)) {
    const Document* document = state.document(*id);
    if (document == nullptr) return done;  // it could not be loaded: Documents::fault()
    done.document = *id;
    done.state = document->state;
    done.version = document->version;
  }
  return done;
}

// A refusal because of the machine's clock says nothing about the command: the same key may be tried again.
bool of_the_moment(const Reply& reply) {
  const auto* refusal = std::get_if<Refusal>(&reply.outcome);
  return refusal != nullptr && !refusal->unmet.empty() && refusal->unmet.front().code == "Q403";
}

// Whose data a command's fingerprint is made of: an admission's is the newcomer's name, any other's the words
// of whoever asked. Nobody's when the newcomer was refused: then no fingerprint stays that nobody could
// erase.
std::optional<PersonId> fingerprinted(const SchoolState& state, const Command& command) {
  const auto* admit = std::get_if<AdmitPerson>(&command.body);
  if (admit == nullptr) return command.as;
  for (const auto& [id, person] : state.people)
    if (person.identity == admit->identity.commitment) return id;
  return std::nullopt;
}

Refusal one_unmet(std::string code, std::vector<Title> args) {
  return Refusal{{{std::move(code), std::move(args), {}, {}, {}}}};
}

}  // namespace

std::string answer_json(const CommandKey& key, const std::variant<Accepted, Refusal>& outcome) {
  json::Object out{{"key", key.value}};
  if (const auto* done = std::get_if<Accepted>(&outcome)) {
    out.emplace("ok", true);
    out.emplace("events", json::Array{static_cast<std::int64_t>(done->first_seq),
                                      static_cast<std::int64_t>(done->last_seq)});
    if (!done->document.empty()) {
      out.emplace("document", done->document.value);
      out.emplace("state", done->state.value);
      out.emplace("version", static_cast<std::int64_t>(done->version));
    }
  } else {
    out.emplace("ok", false);
    out.emplace("refused", to_json(std::get<Refusal>(outcome)));
  }
  return json::canonical(out);
}

Outcome<std::unique_ptr<Office>> Office::open(Store& store, Hooks& hooks, const SchoolId& school) {
  std::unique_ptr<Office> office(new Office(store, hooks, school));
  if (auto loaded = office->load(); !loaded) return tl::unexpected(loaded.error());
  return office;
}

Outcome<void> Office::load() {
  auto reader = store_.reader();
  if (!reader) return tl::unexpected(reader.error());
  reader_ = std::move(*reader);
  auto loaded = load_school(*reader_, school_);
  if (!loaded) return tl::unexpected(loaded.error());
  policies_ = std::move(loaded->policies);
  state_ = std::move(loaded->state);
  batch_.school = school_;
  return {};
}

void Office::add_policy(std::shared_ptr<const Policy> policy) {
  const std::string canonical = canonical_policy(*policy);
  const PolicyId id = sha256(canonical);
  if (policies_.find(id) != nullptr) return;
  batch_.policies.push_back({id, canonical});
  policies_.add(id, std::move(policy));
}

Outcome<std::vector<Reply>> Office::submit(std::span<const Request> requests) {
  if (stopped_) return tl::unexpected(*stopped_);
  CHECK(requests.size() <= limits::batch_commands_max, "the caller splits what is more than a batch");
  std::vector<Reply> replies;
  replies.reserve(requests.size());
  for (const Request& request : requests) {
    auto reply = handle(request);
    if (!reply) {
      stopped_ = reply.error();
      return tl::unexpected(reply.error());
    }
    replies.push_back(std::move(*reply));
  }
  if (auto done = commit(); !done) return tl::unexpected(done.error());
  return replies;
}

Outcome<void> Office::pass_time(Instant now) {
  if (stopped_) return tl::unexpected(*stopped_);
  if (now >= state_.last_at) fire_due(now);
  return commit();
}

Outcome<Reply> Office::handle(const Request& request) {
  auto before = answered_before(request);
  if (!before) return tl::unexpected(before.error());
  if (*before) return std::move(**before);
  if (request.now >= state_.last_at) fire_due(request.now);
  Reply reply = decide_and_apply(request);
  const auto person = fingerprinted(state_, request.command);
  if (!request.command.key.empty() && person && !of_the_moment(reply)) {
    batch_answers_.emplace(request.command.key, batch_.answers.size());
    batch_.answers.push_back({request.command.key, request.fingerprint, reply.answer, 0, 0, *person});
  }
  return reply;
}

Outcome<std::optional<Reply>> Office::answered_before(const Request& request) {
  const CommandKey& key = request.command.key;
  if (key.empty()) return std::optional<Reply>();
  std::optional<StoredAnswer> stored;
  if (const auto at = batch_answers_.find(key); at != batch_answers_.end()) {
    stored = batch_.answers[at->second];
  } else {
    auto found = reader_->answer(school_, key);
    if (!found) return tl::unexpected(found.error());
    stored = std::move(*found);
  }
  if (!stored) return std::optional<Reply>();
  Reply reply;
  reply.repeated = true;
  if (stored->fingerprint != request.fingerprint) {
    reply.outcome = one_unmet("Q439", {key.value});
    reply.answer = answer_json(key, reply.outcome);
    return std::optional(std::move(reply));
  }
  reply.answer = stored->answer;
  const auto value = json::read(stored->answer);
  const json::Value* ok = value ? value->find("ok") : nullptr;
  if (ok == nullptr || ok->boolean() == nullptr) return fail("Q514", "answer to " + key.value);
  if (!*ok->boolean()) reply.outcome = Refusal{};
  return std::optional(std::move(reply));
}

Reply Office::decide_and_apply(const Request& request) {
  auto events = decide(world(), request.command, request.now, hooks_);
  Reply reply;
  if (!events) {
    reply.outcome = std::move(events.error());
  } else {
    const std::size_t from = batch_.events.size();
    apply(*events);
    for (const Event& event : *events)
      if (const auto* erased = std::get_if<PersonErased>(&event.body)) erase(erased->person);
    for (const VaultEntry& entry : request.sealed) {
      const std::string hex = entry.commitment.text();
      for (std::size_t i = from; i < batch_.events.size(); ++i) {
        if (batch_.events[i].bytes.find(hex) == std::string::npos) continue;
        batch_.vault.push_back(entry);
        batch_.vault.back().document = batch_.events[i].document;
        // A name belongs to the person it names, not to the clerk who entered it.
        if (const auto* admitted = std::get_if<PersonAdmitted>(&(*events)[i - from].body))
          batch_.vault.back().person = admitted->person;
        break;
      }
    }
    reply.outcome = accepted(state_, *events);
    fire_due(request.now);  // a document created after its deadline is late at once
  }
  reply.answer = answer_json(request.command.key, reply.outcome);
  return reply;
}

void Office::apply(const std::vector<Event>& events) {
  for (const Event& event : events) {
    evolve(state_, event);
    const DocumentId* about = document_of(event.body);
    batch_.events.push_back({event.seq, about == nullptr ? DocumentId{} : *about, encode_event(event)});
    if (about != nullptr) touched_[*about] = true;
  }
}

// What the store holds goes with the batch; what this batch was about to bring never gets there.
void Office::erase(const PersonId& person) {
  batch_.erased.push_back(person);
  std::erase_if(batch_.vault, [&](const VaultEntry& entry) { return entry.person == person; });
  for (StoredAnswer& answer : batch_.answers) {
    if (answer.person != person) continue;
    answer.fingerprint = {};
    answer.answer.clear();
  }
}

std::optional<Instant> Office::next_due_cached() {
  if (next_duty_epoch_ != state_.duty_epoch) {
    const auto duty = next_duty(world());
    next_duty_ = duty ? std::optional(duty->closes) : std::nullopt;
    next_duty_epoch_ = state_.duty_epoch;
  }
  if (state_.timers.empty()) return next_duty_;
  const Instant timer = state_.timers.begin()->at;
  return next_duty_ && *next_duty_ < timer ? next_duty_ : timer;
}

void Office::fire_due(Instant now) {
  if (!state_.open()) return;
  while (true) {
    const auto next = next_due_cached();
    if (!next || *next > now) return;
    const auto events = decide(world(), Command{{}, {}, std::nullopt, Tick{}}, now, hooks_);
    CHECK(events && !events->empty(), "a tick at or after next_due gives events");
    apply(*events);
  }
}

Outcome<void> Office::commit() {
  for (const auto& [id, yes] : touched_) {
    const Document& document = *state_.document(id);
    batch_.documents.push_back(document_row(world(), document));
  }
  Outcome<void> written;
  if (!batch_.events.empty() || !batch_.answers.empty() || !batch_.policies.empty())
    written = store_.append(batch_);
  batch_ = Batch();
  batch_.school = school_;
  batch_answers_.clear();
  touched_.clear();
  // The working set holds what the store does not: nothing may be decided on it any more.
  if (!written) stopped_ = written.error();
  return written;
}

}  // namespace quyche
