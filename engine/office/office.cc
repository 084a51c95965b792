#include "engine/office/office.h"

#include <algorithm>
#include <iterator>

#include "engine/base/check.h"
#include "engine/base/limits.h"
#include "engine/decide/duties.h"
#include "engine/decide/take_over.h"
#include "engine/event/codec.h"
#include "engine/json/read.h"
#include "engine/ledger/texts.h"
#include "engine/office/document_row.h"
#include "engine/office/load.h"
#include "engine/office/snapshot.h"
#include "engine/office/store_documents.h"
#include "engine/school/evolve.h"

namespace quyche {
namespace {

constexpr std::size_t rows_per_batch = 4'096;

// The documents an accepted command is about: the first event's.
Accepted accepted(const SchoolState& state, const std::vector<Event>& events, std::size_t first) {
  Accepted done;
  done.first_seq = events[first].seq;
  done.last_seq = events.back().seq;
  if (const DocumentId* id = document_of(events[first].body)) {
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

Reply refused(const CommandKey& key, std::string code) {
  return {key, Refusal{{{std::move(code), {key.value}, {}, {}, {}}}}, true, {}};
}

}  // namespace

Outcome<std::unique_ptr<Office>> Office::open(Store& store, Hooks& hooks, const SchoolId& school,
                                              const OfficeOptions& options) {
  std::unique_ptr<Office> office(new Office(store, hooks, school, options));
  office->reader_ = options.reader;
  if (options.reader == nullptr) {
    auto reader = store.reader();
    if (!reader) return tl::unexpected(reader.error());
    office->own_reader_ = std::move(*reader);
    office->reader_ = office->own_reader_.get();
  }
  if (auto loaded = office->load(); !loaded) return tl::unexpected(loaded.error());
  office->options_.policies = nullptr;  // the caller's own
  return office;
}

Outcome<void> Office::load() {
  const OpenSchoolOptions options{options_.documents_cached_max, true, options_.policies, true};
  auto opened = open_school(*reader_, school_, options);
  if (opened && !*opened) {
    if (auto indexed = index_school(); !indexed) return tl::unexpected(indexed.error());
    opened = open_school(*reader_, school_, options);
  }
  if (!opened) return tl::unexpected(opened.error());
  CHECK(*opened, "a school with a snapshot can be opened");
  policies_ = std::move((*opened)->school.policies);
  state_ = std::move((*opened)->school.state);
  events_since_snapshot_ = (*opened)->events_since_snapshot;
  open_.batch.school = school_;
  return {};
}

// The snapshot comes last: should this be cut short, it begins anew.
Outcome<void> Office::index_school() {
  const auto loaded = load_school(*reader_, school_);
  if (!loaded) return tl::unexpected(loaded.error());
  const World world{loaded->policies, loaded->state};
  Batch batch;
  batch.school = school_;
  Outcome<void> written;
  loaded->state.documents.each([&](const Document& document) {
    if (!written) return;
    batch.documents.push_back(document_row(world, document));
    if (batch.documents.size() < rows_per_batch) return;
    written = store_.append(batch);
    batch.documents.clear();
  });
  if (!written) return written;
  batch.snapshot = take_snapshot(loaded->state);
  return store_.append(batch);
}

void Office::add_policy(std::shared_ptr<const Policy> policy) {
  const std::string canonical = canonical_policy(*policy);
  const PolicyId id = sha256(canonical);
  if (policies_.find(id) != nullptr) return;
  open_.batch.policies.push_back({id, canonical});
  policies_.add(id, std::move(policy));
}

Outcome<void> Office::sound() {
  if (!stopped_) stopped_ = state_.documents.fault();
  if (stopped_) return tl::unexpected(*stopped_);
  return {};
}

Outcome<std::vector<Reply>> Office::submit(std::span<const Request> requests) {
  std::vector<Reply> replies;
  while (true) {
    const auto decided = decide(requests);
    if (!decided) return tl::unexpected(decided.error());
    requests = requests.subspan(*decided);
    auto written = write();
    if (!written) return written;
    std::move(written->begin(), written->end(), std::back_inserter(replies));
    if (requests.empty()) return replies;
  }
}

// What the open batch holds.
Outcome<std::vector<Reply>> Office::write() {
  Prepared prepared = take();
  encode(prepared);
  if (prepared.writes()) {
    if (auto written = store_.append(prepared.batch); !written) {
      failed(written.error());
      return tl::unexpected(written.error());
    }
  }
  committed(prepared.number);
  return std::move(prepared.replies);
}

Outcome<void> Office::pass_time(Instant now) {
  while (true) {
    const auto passed = let_pass(now);
    if (!passed) return tl::unexpected(passed.error());
    if (auto written = write(); !written) return tl::unexpected(written.error());
    if (*passed) return {};
  }
}

Outcome<void> Office::close() {
  if (auto well = sound(); !well) return well;
  if (events_since_snapshot_ == 0) return {};
  snapshot_wanted_ = true;
  const auto written = write();
  return written ? Outcome<void>() : tl::unexpected(written.error());
}

Outcome<std::size_t> Office::decide(std::span<const Request> requests) {
  if (auto well = sound(); !well) return tl::unexpected(well.error());
  CHECK(requests.size() <= limits::batch_commands_max, "the caller splits what is more than a batch");
  std::size_t done = 0;
  for (; done < requests.size() && !full(); ++done) {
    const Request& request = requests[done];
    auto reply = handle(request);
    if (!reply) {
      stopped_ = reply.error();
      return tl::unexpected(reply.error());
    }
    if (auto well = sound(); !well) return tl::unexpected(well.error());
    if (!*reply) break;
    if (!(*reply)->repeated) remember(request, **reply);
    open_.replies.push_back(std::move(**reply));
    state_.documents.trim();
  }
  if (auto gathered = gather_erased(); !gathered) return tl::unexpected(gathered.error());
  return done;
}

// What the events say is theirs, whoever the vault says it is of.
Outcome<void> Office::gather_erased() {
  for (; gathered_ < open_.events.size(); ++gathered_) {
    const auto* erased = std::get_if<PersonErased>(&open_.events[gathered_].body);
    if (erased == nullptr) continue;
    const auto texts = ledger::texts_of(*reader_, school_, erased->person);
    if (!texts) {
      stopped_ = texts.error();
      return tl::unexpected(texts.error());
    }
    for (const VaultEntry& entry : *texts) open_.batch.erased_texts.push_back(entry.commitment);
  }
  return {};
}

Outcome<bool> Office::let_pass(Instant now) {
  if (auto well = sound(); !well) return tl::unexpected(well.error());
  const bool all = now < state_.last_at || fire_due(now, true);
  if (auto well = sound(); !well) return tl::unexpected(well.error());
  return all;
}

Prepared Office::take() {
  Prepared out = std::move(open_);
  std::sort(touched_.begin(), touched_.end());
  touched_.erase(std::unique(touched_.begin(), touched_.end()), touched_.end());
  for (const DocumentId& id : touched_)
    if (const Document* document = state_.document(id))
      out.batch.documents.push_back(document_row(world(), *document));
  const bool first = !out.events.empty() && out.events.front().seq == 1;
  if (first || snapshot_wanted_ || events_since_snapshot_ >= options_.school_events_per_snapshot) {
    out.batch.snapshot = take_snapshot(state_);
    events_since_snapshot_ = 0;
    snapshot_wanted_ = false;
  }
  out.number = state_.documents.end_batch();
  state_.documents.trim();
  for (const StoredAnswer& answer : out.batch.answers) in_flight_order_.emplace_back(out.number, answer.key);
  open_ = Prepared();
  gathered_ = 0;
  open_.batch.school = school_;
  touched_.clear();
  return out;
}

void Office::committed(std::uint64_t number) {
  state_.documents.confirm(number);
  for (; !in_flight_order_.empty() && in_flight_order_.front().first <= number; in_flight_order_.pop_front())
    in_flight_.erase(in_flight_order_.front().second);
}

// The working set holds what the store does not: nothing may be decided on it any more.
void Office::failed(const Error& error) {
  if (!stopped_) stopped_ = error;
}

// Nothing when the batch is full before everything fired that was due before the request.
Outcome<std::optional<Reply>> Office::handle(const Request& request) {
  auto before = answered_before(request);
  if (!before || *before) return before;
  if (request.now >= state_.last_at && !fire_due(request.now, true)) return std::optional<Reply>();
  return decide_one(request);
}

void Office::remember(const Request& request, const Reply& reply) {
  const Command& command = request.command;
  if (command.key.empty() || of_the_moment(reply)) return;
  const auto person = fingerprinted(state_, command);
  if (!person) return;
  StoredAnswer answer{command.key, request.fingerprint, {}, 0, 0, *person};
  if (const auto* done = std::get_if<Accepted>(&reply.outcome)) {
    answer.first_seq = done->first_seq;
    answer.last_seq = done->last_seq;
  }
  in_flight_.insert_or_assign(command.key, InFlight{request.fingerprint, reply.outcome, *person});
  open_.batch.answers.push_back(std::move(answer));
  open_.reply_of_answer.push_back(open_.replies.size());
}

Outcome<std::optional<Reply>> Office::answered_before(const Request& request) {
  const CommandKey& key = request.command.key;
  if (key.empty()) return std::optional<Reply>();
  if (const auto at = in_flight_.find(key); at != in_flight_.end()) {
    const InFlight& known = at->second;
    if (known.fingerprint.empty()) return refused(key, "Q521");
    if (known.fingerprint != request.fingerprint) return refused(key, "Q439");
    return Reply{key, known.outcome, true, {}};
  }
  const auto stored = reader_->answer(school_, key);
  if (!stored) return tl::unexpected(stored.error());
  if (!*stored) return std::optional<Reply>();
  if ((*stored)->fingerprint.empty()) return refused(key, "Q521");
  if ((*stored)->fingerprint != request.fingerprint) return refused(key, "Q439");
  auto reply = stored_reply(**stored);
  if (!reply) return tl::unexpected(reply.error());
  return std::optional(std::move(*reply));
}

// Of a refusal the words are stored, of what was accepted which events it led to: they tell the rest.
Outcome<Reply> Office::stored_reply(const StoredAnswer& stored) {
  if (!stored.answer.empty()) {
    const auto value = json::read(stored.answer);
    const json::Value* ok = value ? value->find("ok") : nullptr;
    if (ok == nullptr || ok->boolean() == nullptr) return fail("Q514", "answer to " + stored.key.value);
    return Reply{stored.key, *ok->boolean() ? ReplyOutcome(Accepted{}) : ReplyOutcome(Refusal{}), true,
                 stored.answer};
  }
  Accepted done{stored.first_seq, stored.last_seq, {}, {}, 0};
  const auto first = reader_->events(school_, stored.first_seq, 1);
  if (!first) return tl::unexpected(first.error());
  const auto event =
      first->empty() ? Outcome<Event>(fail("Q505", "missing")) : decode_event(first->front().bytes);
  if (!event) return fail("Q505", "seq " + std::to_string(stored.first_seq) + ": " + event.error().detail);
  if (const DocumentId* id = document_of(event->body)) {
    const auto document = fold_document(*reader_, school_, *id, stored.last_seq);
    if (!document) return tl::unexpected(document.error());
    if (!*document)
      return fail("Q505", "seq " + std::to_string(stored.first_seq) + ": no document " + id->value);
    done.document = *id;
    done.state = (*document)->state;
    done.version = (*document)->version;
  }
  return Reply{stored.key, std::move(done), true, {}};
}

Reply Office::decide_one(const Request& request) {
  auto events = quyche::decide(world(), request.command, request.now, hooks_);
  Reply reply{request.command.key, {}, false, {}};
  if (!events) {
    reply.outcome = std::move(events.error());
    return reply;
  }
  const std::size_t first = open_.events.size();
  apply(std::move(*events));
  if (!request.sealed.empty()) open_.sealed.push_back({first, open_.events.size(), request.sealed});
  reply.outcome = accepted(state_, open_.events, first);
  (void)fire_due(request.now, false);  // a document created after its deadline is late at once
  return reply;
}

void Office::apply(std::vector<Event> events) {
  for (Event& event : events) {
    evolve(state_, event);
    if (const DocumentId* about = document_of(event.body)) {
      if (touched_.empty() || touched_.back() != *about) touched_.push_back(*about);
    } else {
      ++events_since_snapshot_;
    }
    if (const auto* erased = std::get_if<PersonErased>(&event.body)) {
      for (auto& [key, answer] : in_flight_)
        if (answer.person == erased->person) answer.fingerprint = {};
    }
    open_.events.push_back(std::move(event));
  }
}

std::optional<Instant> Office::next_moment() {
  if (!state_.open()) return std::nullopt;
  if (next_duty_epoch_ != state_.duty_epoch) {
    next_duty_ = next_of_school(world());
    next_duty_epoch_ = state_.duty_epoch;
  }
  if (state_.timers.empty()) return next_duty_;
  const Instant timer = state_.timers.begin()->at;
  return next_duty_ && *next_duty_ < timer ? next_duty_ : timer;
}

// True: nothing is due any more. Each tick stands for itself, so that a batch may end behind any of them.
bool Office::fire_due(Instant now, bool until_full) {
  while (sound()) {
    const auto next = next_moment();
    if (!next || *next > now) return true;
    if (until_full && full()) return false;
    auto events = quyche::decide(world(), Command{{}, {}, std::nullopt, Tick{}}, now, hooks_);
    if (!sound()) return true;
    CHECK(events && !events->empty(), "a tick at or after next_due gives events");
    apply(std::move(*events));
    state_.documents.trim();
  }
  return true;
}

}  // namespace quyche
