#include "engine/replay/what_if.h"

#include <algorithm>
#include <set>

#include "engine/base/overload.h"
#include "engine/decide/create.h"
#include "engine/decide/duties.h"
#include "engine/replay/clockwork.h"
#include "engine/replay/command_of.h"
#include "engine/replay/counterpart.h"
#include "engine/replay/fates.h"
#include "engine/replay/recorded_hooks.h"
#include "engine/school/evolve.h"

namespace quyche {

class WhatIf::Play {
 public:
  Play(const WhatIfQuestion& question, Texts texts) : q_(question), texts_(std::move(texts)) {}

  void add(const Event& event) {
    ++counts().events;
    counts().school = event.school;
    if (!begun_ && !begin(event)) return add_before(event);
    observe_recorded(event);
    play(event);
  }

  // What the last command made due at once waits for the next one, here as in the record.
  WhatIfResult finish() {
    replay::drop_held(owing_recorded_, [&](const replay::OwedDocument& owed) { return holders_.has(owed); });
    replay::drop_held(owing_now_, [&](const replay::OwedDocument& owed) {
      return has_document(state_, owed.person, owed.type, owed.period) || untried_.contains(owed);
    });
    fates_.settle(state_, outcomes_);
    outcomes_.add_duties(owing_recorded_, owing_now_);
    counts().opened = twins_.only_here().size();
    return std::move(outcomes_.result);
  }

 private:
  using Fate = replay::Fate;

  [[nodiscard]] World world() const { return {q_.policies, state_}; }
  WhatIfResult& counts() { return outcomes_.result; }

  void fold(Event event) {
    event.seq = state_.last_seq + 1;
    evolve(state_, event);
  }

  // What happened before the new policy was there happened in both.
  void add_before(const Event& event) {
    fold(event);
    observe_recorded(event);
    observe(event, false);
  }

  // Whether the new policy is there from this event on. It is adopted by nobody, at the very moment that was
  // asked for: what fell due before it still was the old one's.
  bool begin(const Event& event) {
    if (q_.since && event.at < *q_.since) return false;
    Event adoption = event;
    adoption.by = {};
    adoption.command = {};
    std::size_t next = 0;
    if (state_.open()) {
      adoption.at = std::max(*q_.since, state_.last_at);
      run_time(adoption.at);
    } else if (std::holds_alternative<SchoolOpened>(event.body)) {
      adoption.policy = q_.fresh[next++];
      fold(adoption);
    }
    for (; next < q_.fresh.size(); ++next) {
      adoption.body = PolicyAdopted{q_.fresh[next]};
      fold(adoption);
    }
    // A school that adopts them later asks the world, which knows what became of the duties it had before.
    clockwork_ = q_.since ? Clockwork() : Clockwork(q_.duties, adoption.at);
    begun_ = true;
    for (const auto& [id, person] : state_.people)
      for (const Assignment& one : person.roles) role_known(one.role, one.unit, id, 0);
    return true;
  }

  // --- what was recorded

  void observe_recorded(const Event& event) {
    std::visit(Overload{
                   [&](const Created& body) {
                     if (begun_) ++counts().documents;
                     holders_.created(body);
                   },
                   [&](const Edited& body) { holders_.edited(body); },
                   [&](const DeadlineMissed& body) {
                     late_recorded(event, body.document, body.deadline, body.closes);
                   },
                   [&](const DeadlineMet& body) {
                     if (body.late) late_recorded(event, body.document, body.deadline, body.closes);
                   },
                   [&](const DutyClosed& body) {
                     replay::add_owing(owing_recorded_, state_, q_.policies, event, body);
                   },
                   [](const auto&) {},
               },
               event.body);
  }

  void late_recorded(const Event& event, const DocumentId& id, const DeadlineId& deadline, Instant closes) {
    fates_.late_recorded(id, {event.clause, deadline, closes, event.seq});
  }

  // --- what the played school does

  void observe(const Event& event, bool by_time) {
    std::visit(
        Overload{
            [&](const Created& body) {
              if (begun_ && !body.opened_by.empty()) opened(body, by_time);
            },
            [&](const DeadlineMissed& body) { late_now(event, body.document, body.deadline, body.closes); },
            [&](const DeadlineMet& body) {
              if (body.late) late_now(event, body.document, body.deadline, body.closes);
            },
            [&](const DutyClosed& body) { replay::add_owing(owing_now_, state_, q_.policies, event, body); },
            [](const auto&) {},
        },
        event.body);
  }

  void late_now(const Event& event, const DocumentId& id, const DeadlineId& deadline, Instant closes) {
    fates_.late_now(id, {event.clause, deadline, closes, 0});
  }

  // What the record opened earlier is there from now on.
  void opened(const Created& body, bool by_time) {
    if (const auto before = twins_.opened_here(body, by_time)) fates_.of(*before).gone = false;
  }

  void apply(const std::vector<Event>& events, bool by_time) {
    for (const Event& event : events) {
      evolve(state_, event);
      observe(event, by_time);
    }
  }

  // Everything that falls due until then, as if somebody were there at every moment.
  void run_time(Instant until) {
    for (auto next = clockwork_.next_at(world()); next && *next <= until;
         next = clockwork_.next_at(world())) {
      apply(decide_moment(world(), *clockwork_.next(world()), std::max(*next, state_.last_at)), true);
    }
  }

  void play(const Event& event) {
    const EventPart part = part_of(event.body);
    if (part == EventPart::consequence) {
      if (const auto* created = std::get_if<Created>(&event.body)) match_opened(*created);
      return;
    }
    run_time(event.at);
    if (part == EventPart::moment || std::holds_alternative<PolicyAdopted>(event.body) ||
        std::holds_alternative<SchoolOpened>(event.body))
      return;
    if (document_of(event.body) == nullptr) return take_as_recorded(event);
    ++counts().commands;
    try_command(event);
  }

  // People, units, roles and delegations are facts of the school: the new policy judges what follows from
  // them, not them.
  void take_as_recorded(const Event& event) {
    if (const auto* assigned = std::get_if<RoleAssigned>(&event.body))
      role_known(assigned->role, assigned->unit, assigned->person, event.seq);
    fold(event);
  }

  // `seq`: of the assignment; 0 when it was before the new policy.
  void role_known(const RoleId& role, const UnitId& unit, const PersonId& person, std::uint64_t seq) {
    const bool known = std::any_of(q_.fresh.begin(), q_.fresh.end(), [&](const PolicyId& id) {
      return q_.policies.find(id)->role(role) != nullptr;
    });
    if (!known)
      outcomes_.add(Change::no_counterpart, {{Change::no_counterpart, unit, {}, "role " + role.value}},
                    {{}, seq, person, "assign_role", {}, {}, {}});
  }

  // The document that the recorded one is in the played school, when its opener opened one of this type.
  void match_opened(const Created& created) {
    if (const auto here = twins_.opened_there(created, !fates_.gone(created.opened_by)))
      return fates_.paired(created.document, *here);
    Fate& fate = fates_.of(created.document);
    fate.gone = true;
    fate.unit = created.unit;
    fate.owner = created.owner;
  }

  // --- commands

  struct Tried {
    const Event& event;          // the first of the recorded command
    const DocumentId& document;  // as recorded
    UnitId unit;
  };

  static std::string words_of(const Tried& tried) { return replay::words_of(command_of(tried.event)->body); }

  static WhatIfExample example(const Tried& tried) {
    return {tried.document, tried.event.seq, tried.event.by, words_of(tried), {}, {}, {}};
  }

  // The type under the policy that a decision finds for it; of those that do not hold then, the newest.
  const DocumentType* type_to_create(const Create& create, Instant now) const {
    if (const Policy* policy = policy_to_create(world(), create, now).from.policy)
      return policy->document(create.type);
    for (auto at = state_.adopted.rbegin(); at != state_.adopted.rend(); ++at) {
      const Policy* policy = q_.policies.find(at->policy);
      if (const DocumentType* type = policy == nullptr ? nullptr : policy->document(create.type)) return type;
    }
    return nullptr;
  }

  void try_command(const Event& event) {
    CommandBody body = std::move(command_of(event)->body);
    Tried tried{event, *document_of(event.body), {}};
    if (const auto* created = std::get_if<Created>(&event.body)) {
      tried.unit = created->unit;
      const auto& create = std::get<Create>(body);
      if (std::any_of(create.about.begin(), create.about.end(),
                      [&](const DocumentId& id) { return fates_.gone(id); }))
        return not_there(tried);
      const DocumentType* type = type_to_create(create, event.at);
      if (type == nullptr) return no_counterpart(tried, "type " + created->type.value);
      return give(tried, std::move(body), *type);
    }
    const Fate* fate = fates_.find(tried.document);
    const bool gone = fate != nullptr && fate->gone;
    const Document* document = gone ? nullptr : state_.document(twins_.played(tried.document));
    if (document == nullptr) {
      if (fate != nullptr) tried.unit = fate->unit;
      return not_there(tried);
    }
    tried.unit = document->unit;
    give(tried, std::move(body), *q_.policies.find(document->policy)->document(document->type));
  }

  // The document, or one that it is about, is not there.
  void not_there(const Tried& tried) {
    go_apart(tried);
    outcomes_.add(Change::follows, {{Change::follows, tried.unit, {}, {}}}, example(tried));
  }

  // The two schools do not agree about the document any more; one that was not created is not there.
  Fate& go_apart(const Tried& tried) {
    Fate& fate = fates_.of(tried.document);
    fate.unit = tried.unit;
    const auto* created = std::get_if<Created>(&tried.event.body);
    (created != nullptr ? fate.gone : fate.left) = true;
    if (created != nullptr) fate.owner = created->owner;
    return fate;
  }

  void give(const Tried& tried, CommandBody body, const DocumentType& type) {
    auto counterpart = replay::counterpart(tried.event, std::move(body), type, texts_);
    for (const std::string& what : counterpart.left_out)
      outcomes_.add(Change::no_counterpart, {{Change::no_counterpart, tried.unit, {}, what}}, example(tried));
    if (const auto* none = std::get_if<replay::NoCounterpart>(&counterpart.command)) {
      const bool said = !counterpart.left_out.empty();
      return said ? void() : no_counterpart(tried, none->what);
    }
    if (const auto* unknown = std::get_if<replay::TextUnknown>(&counterpart.command)) {
      go_apart(tried);
      if (const auto* created = std::get_if<Created>(&tried.event.body))
        untried_.insert({created->type, duty_period_of(*created), created->owner});
      return outcomes_.add(Change::text_unknown, {{Change::text_unknown, tried.unit, {}, unknown->what}},
                           example(tried));
    }
    decide_now(tried, std::get<CommandBody>(std::move(counterpart.command)));
  }

  void no_counterpart(const Tried& tried, std::string what) {
    go_apart(tried);
    outcomes_.add(Change::no_counterpart, {{Change::no_counterpart, tried.unit, {}, std::move(what)}},
                  example(tried));
  }

  // The played school's own names of documents.
  void rename(CommandBody& body) const {
    std::visit(Overload{
                   [&](Create& c) {
                     for (DocumentId& id : c.about) rename(id);
                     // One that was opened here has taken the id: the engine gives another.
                     if (state_.document(c.document) != nullptr) c.document = {};
                   },
                   [&](auto& c) {
                     if constexpr (requires { c.document; }) rename(c.document);
                   },
               },
               body);
  }

  void rename(DocumentId& id) const {
    if (const DocumentId& played = twins_.played(id); &played != &id) id = DocumentId(played);
  }

  void decide_now(const Tried& tried, CommandBody body) {
    KnownHooks hooks(hooks_of(tried.event.body));
    Command command{{}, tried.event.by, std::nullopt, std::move(body)};
    rename(command.body);
    auto events = decide(world(), command, tried.event.at, hooks);
    if (!events) return refused(tried, command.body, events.error());
    for (const Digest& script : hooks.unknown()) unknown_verdict(tried, script);
    if (const auto* created = std::get_if<Created>(&events->front().body))
      twins_.pair(tried.document, created->document);
    apply(*events, false);
  }

  void unknown_verdict(const Tried& tried, const Digest& script) {
    std::string name = script.text();
    for (const PolicyId& id : q_.fresh) {
      const auto& scripts = q_.policies.find(id)->scripts;
      if (const auto at = scripts.find(script); at != scripts.end()) name = at->second.name;
    }
    outcomes_.add(Change::verdict_unknown, {{Change::verdict_unknown, tried.unit, {}, std::move(name)}},
                  example(tried));
  }

  // Because of what was refused, or not there, before.
  bool follows(const Tried& tried, const CommandBody& body) const {
    if (fates_.apart(tried.document)) return true;
    const auto* create = std::get_if<Create>(&body);
    return create != nullptr &&
           std::any_of(create->about.begin(), create->about.end(), [&](const DocumentId& id) {
             const DocumentId* recorded = twins_.recorded(id);
             return recorded == nullptr || fates_.apart(*recorded);
           });
  }

  void refused(const Tried& tried, const CommandBody& body, const Refusal& refusal) {
    const bool after = follows(tried, body);
    if (!after && replay::done_already(world(), body, refusal))
      return outcomes_.add(Change::unneeded, {{Change::unneeded, tried.unit, {}, words_of(tried)}},
                           example(tried));
    go_apart(tried).refused = true;
    outcomes_.add_refusal(after ? Change::follows : Change::refused, tried.unit, refusal, example(tried));
  }

  const WhatIfQuestion& q_;
  Texts texts_;
  SchoolState state_;  // the played school
  Clockwork clockwork_;
  bool begun_ = false;
  replay::Twins twins_;
  replay::Fates fates_{twins_};
  replay::Holders holders_;  // as recorded
  replay::Owing owing_recorded_;
  replay::Owing owing_now_;
  std::set<replay::OwedDocument> untried_;  // whether somebody has it cannot be known
  replay::Outcomes outcomes_;
};

WhatIf::WhatIf(const WhatIfQuestion& question, Texts texts)
    : play_(std::make_unique<Play>(question, std::move(texts))) {}
WhatIf::~WhatIf() = default;
void WhatIf::add(const Event& event) { play_->add(event); }
WhatIfResult WhatIf::finish() { return play_->finish(); }

}  // namespace quyche
