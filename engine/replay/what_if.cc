#include "engine/replay/what_if.h"

#include <algorithm>
#include <unordered_map>

#include "engine/base/overload.h"
#include "engine/replay/clockwork.h"
#include "engine/replay/command_of.h"
#include "engine/replay/counterpart.h"
#include "engine/replay/outcomes.h"
#include "engine/replay/recorded_hooks.h"
#include "engine/school/evolve.h"

namespace quyche {
namespace {

struct Lateness {
  Clause clause;
  DeadlineId deadline;
  Instant closes;
  std::uint64_t seq = 0;
};

// What became of a recorded document in the played school, where that is worth a word.
struct Fate {
  UnitId unit;
  bool gone = false;     // it is not there: its creation was refused, or what opened it did not happen
  bool refused = false;  // a command on it was refused
  bool left = false;     // a command on it could not be tried: from here on the two go apart
  std::optional<Lateness> recorded;
  std::optional<Lateness> now;
};

// Of documents: two names for one, when the engine numbered it differently.
using Names = std::unordered_map<DocumentId, DocumentId>;

const DocumentId& named(const Names& names, const DocumentId& id) {
  if (names.empty()) return id;
  const auto at = names.find(id);
  return at == names.end() ? id : at->second;
}

}  // namespace

class WhatIf::Play {
 public:
  Play(const WhatIfQuestion& question, Texts texts) : q_(question), texts_(std::move(texts)) {}

  void add(const Event& event) {
    ++counts().events;
    counts().school = event.school;
    last_at_ = event.at;
    if (!begun_ && !begin(event)) return fold(event);
    observe_recorded(event);
    play(event);
  }

  WhatIfResult finish() {
    if (begun_) run_time(last_at_);
    for (const auto& [id, fate] : fates_) settle(id, fate);
    outcomes_.settle_duties();
    for (const auto& [opener, documents] : opened_) counts().opened += documents.size();
    return std::move(outcomes_.result);
  }

 private:
  [[nodiscard]] World world() const { return {q_.policies, state_}; }
  WhatIfResult& counts() { return outcomes_.result; }

  void fold(Event event) {
    event.seq = state_.last_seq + 1;
    evolve(state_, event);
  }

  // Whether the new policy is there from this event on. It is adopted by nobody, at the very moment that was
  // asked for: what fell due before it still was the old one's.
  bool begin(const Event& event) {
    if (q_.since && event.at < *q_.since) return false;
    begun_ = true;
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
    clockwork_ = Clockwork(q_.duties, adoption.at);
    return true;
  }

  // --- what was recorded

  void observe_recorded(const Event& event) {
    std::visit(Overload{
                   [&](const Created&) { ++counts().documents; },
                   [&](const DeadlineMissed& body) {
                     late_recorded(event, body.document, body.deadline, body.closes);
                   },
                   [&](const DeadlineMet& body) {
                     if (body.late) late_recorded(event, body.document, body.deadline, body.closes);
                   },
                   [&](const DutyClosed& body) { outcomes_.duty_recorded(event, body); },
                   [](const auto&) {},
               },
               event.body);
  }

  void late_recorded(const Event& event, const DocumentId& id, const DeadlineId& deadline, Instant closes) {
    Fate& fate = fates_[id];
    if (!fate.recorded) fate.recorded = Lateness{event.clause, deadline, closes, event.seq};
  }

  // --- what the played school does

  void observe(const Event& event) {
    std::visit(
        Overload{
            [&](const Created& body) {
              if (!body.opened_by.empty()) opened_[body.opened_by].push_back({body.type, body.document});
            },
            [&](const DeadlineMissed& body) { late_now(event, body.document, body.deadline, body.closes); },
            [&](const DeadlineMet& body) {
              if (body.late) late_now(event, body.document, body.deadline, body.closes);
            },
            [&](const DutyClosed& body) { outcomes_.duty_now(event, body); },
            [](const auto&) {},
        },
        event.body);
  }

  void late_now(const Event& event, const DocumentId& id, const DeadlineId& deadline, Instant closes) {
    Fate& fate = fates_[named(recorded_names_, id)];
    if (!fate.now) fate.now = Lateness{event.clause, deadline, closes, 0};
    if (const Document* document = state_.document(id)) fate.unit = document->unit;
  }

  void apply(std::vector<Event>& events) {
    for (Event& event : events) {
      evolve(state_, event);
      observe(event);
    }
  }

  // Everything that falls due until then, as if somebody were there at every moment.
  void run_time(Instant until) {
    for (auto next = clockwork_.next_at(world()); next && *next <= until;
         next = clockwork_.next_at(world())) {
      auto events = decide_moment(world(), *clockwork_.next(world()), std::max(*next, state_.last_at));
      apply(events);
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
    if (const auto* assigned = std::get_if<RoleAssigned>(&event.body)) {
      const Policy* policy = q_.policies.find(q_.fresh.back());
      if (policy->role(assigned->role) == nullptr)
        outcomes_.add(Change::no_counterpart,
                      {{Change::no_counterpart, assigned->unit, {}, "role " + assigned->role.value}},
                      {{}, event.seq, assigned->person, "assign_role", {}, {}, {}});
    }
    fold(event);
  }

  // The document that the recorded one is in the played school, when its opener opened one of this type.
  void match_opened(const Created& created) {
    auto& candidates = opened_[named(played_names_, created.opened_by)];
    const auto same = std::find_if(candidates.begin(), candidates.end(),
                                   [&](const auto& one) { return one.first == created.type; });
    if (same == candidates.end()) {
      Fate& fate = fates_[created.document];
      fate.gone = true;
      fate.unit = created.unit;
      return;
    }
    call(created.document, same->second);
    candidates.erase(same);
  }

  void call(const DocumentId& recorded, const DocumentId& played) {
    if (recorded == played) return;
    played_names_[recorded] = played;
    recorded_names_[played] = recorded;
  }

  // --- commands

  struct Tried {
    const Event& event;
    CommandBody body;
    const DocumentId& document;  // as recorded
    UnitId unit;
  };

  WhatIfExample example(const Tried& tried) const {
    return {tried.document, tried.event.seq, tried.event.by, replay::words_of(tried.body), {}, {}, {}};
  }

  // The newest policy that has the type, as a decision looks for it.
  const DocumentType* type_to_create(const DocumentTypeId& id) const {
    for (auto at = state_.adopted.rbegin(); at != state_.adopted.rend(); ++at) {
      const Policy* policy = q_.policies.find(at->policy);
      if (const DocumentType* type = policy == nullptr ? nullptr : policy->document(id)) return type;
    }
    return nullptr;
  }

  void try_command(const Event& event) {
    auto command = command_of(event);
    Tried tried{event, std::move(command->body), *document_of(event.body), {}};
    const auto fate = fates_.find(tried.document);
    const DocumentType* type = nullptr;
    if (const auto* created = std::get_if<Created>(&event.body)) {
      tried.unit = created->unit;
      type = type_to_create(created->type);
      if (type == nullptr) return no_counterpart(tried, "type " + created->type.value, true);
    } else {
      const Document* document = state_.document(named(played_names_, tried.document));
      if (document == nullptr || (fate != fates_.end() && fate->second.gone)) {
        if (fate != fates_.end()) tried.unit = fate->second.unit;
        return outcomes_.add(Change::follows, {{Change::follows, tried.unit, {}, {}}}, example(tried));
      }
      tried.unit = document->unit;
      type = q_.policies.find(document->policy)->document(document->type);
    }
    give(std::move(tried), *type);
  }

  void give(Tried tried, const DocumentType& type) {
    auto counterpart = replay::counterpart(tried.event, tried.body, type, texts_);
    for (const std::string& what : counterpart.left_out)
      outcomes_.add(Change::no_counterpart, {{Change::no_counterpart, tried.unit, {}, what}}, example(tried));
    const bool creates = std::holds_alternative<Create>(tried.body);
    if (const auto* none = std::get_if<replay::NoCounterpart>(&counterpart.command)) {
      const bool said = !counterpart.left_out.empty();
      return said ? void() : no_counterpart(tried, none->what, false);
    }
    if (const auto* unknown = std::get_if<replay::TextUnknown>(&counterpart.command)) {
      Fate& fate = fates_[tried.document];
      (creates ? fate.gone : fate.left) = true;
      fate.unit = tried.unit;
      return outcomes_.add(Change::text_unknown, {{Change::text_unknown, tried.unit, {}, unknown->what}},
                           example(tried));
    }
    tried.body = std::move(std::get<CommandBody>(counterpart.command));
    decide_now(tried);
  }

  void no_counterpart(const Tried& tried, std::string what, bool gone) {
    Fate& fate = fates_[tried.document];
    (gone ? fate.gone : fate.left) = true;
    fate.unit = tried.unit;
    outcomes_.add(Change::no_counterpart, {{Change::no_counterpart, tried.unit, {}, std::move(what)}},
                  example(tried));
  }

  // The played school's own names of documents.
  void rename(CommandBody& body) const {
    std::visit(Overload{
                   [&](Create& c) {
                     for (DocumentId& id : c.about) id = DocumentId(named(played_names_, id));
                     // One that was opened here has taken the id: the engine gives another.
                     if (state_.document(c.document) != nullptr) c.document = {};
                   },
                   [&](auto& c) {
                     if constexpr (requires { c.document; })
                       c.document = DocumentId(named(played_names_, c.document));
                   },
               },
               body);
  }

  void decide_now(const Tried& tried) {
    KnownHooks hooks(hooks_of(tried.event.body));
    Command command{{}, tried.event.by, std::nullopt, tried.body};
    rename(command.body);
    auto events = decide(world(), command, tried.event.at, hooks);
    if (!events) return refused(tried, command.body, events.error());
    for (const Digest& script : hooks.unknown()) unknown_verdict(tried, script);
    if (const auto* created = std::get_if<Created>(&events->front().body))
      call(tried.document, created->document);
    apply(*events);
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

  // Whether the document is already where the action would bring it, or the command says nothing new.
  bool unneeded(const CommandBody& body, const Refusal& refusal) const {
    const auto only = [&](const char* code) {
      return std::all_of(refusal.unmet.begin(), refusal.unmet.end(),
                         [&](const Unmet& u) { return u.code == code; });
    };
    if (only("Q446")) return true;
    const auto* act = std::get_if<Act>(&body);
    if (act == nullptr || !only("Q405")) return false;
    const Document& document = *state_.document(act->document);
    const DocumentType* type = q_.policies.find(document.policy)->document(document.type);
    return document.reached.contains(type->workflow.action(act->action)->to);
  }

  // Because of what was refused, or not there, before.
  bool follows(const Tried& tried, const CommandBody& body) const {
    const auto apart = [&](const DocumentId& id) {
      const auto fate = fates_.find(id);
      return fate != fates_.end() && (fate->second.gone || fate->second.refused || fate->second.left);
    };
    if (apart(tried.document)) return true;
    const auto* create = std::get_if<Create>(&body);
    return create != nullptr &&
           std::any_of(create->about.begin(), create->about.end(),
                       [&](const DocumentId& id) { return apart(named(recorded_names_, id)); });
  }

  void refused(const Tried& tried, const CommandBody& body, const Refusal& refusal) {
    if (unneeded(body, refusal))
      return outcomes_.add(Change::unneeded,
                           {{Change::unneeded, tried.unit, {}, replay::words_of(tried.body)}},
                           example(tried));
    const Change outcome = follows(tried, body) ? Change::follows : Change::refused;
    Fate& fate = fates_[tried.document];
    fate.refused = true;
    fate.unit = tried.unit;
    if (std::holds_alternative<Create>(body)) fate.gone = true;
    outcomes_.add_refusal(outcome, tried.unit, refusal, example(tried));
  }

  // --- the end

  void settle(const DocumentId& id, const Fate& fate) {
    if (fate.recorded) ++counts().late_recorded;
    if (fate.now) ++counts().late_now;
    if (fate.recorded.has_value() == fate.now.has_value() || fate.gone) return;
    const Lateness& lateness = fate.now ? *fate.now : *fate.recorded;
    const Document* document = state_.document(named(played_names_, id));
    const bool apart = fate.refused || fate.left;
    const Change outcome = !fate.now ? Change::no_longer_late : apart ? Change::late_after : Change::late;
    WhatIfExample example{id, lateness.seq, {}, {}, {}, lateness.deadline, lateness.closes};
    if (document != nullptr) example.person = document->owner;
    outcomes_.add(outcome, {{outcome, document == nullptr ? fate.unit : document->unit, lateness.clause, {}}},
                  example);
  }

  const WhatIfQuestion& q_;
  Texts texts_;
  SchoolState state_;  // the played school
  Clockwork clockwork_;
  bool begun_ = false;
  Instant last_at_;
  std::map<DocumentId, Fate> fates_;  // by recorded id
  Names played_names_;                // recorded -> played, where they differ
  Names recorded_names_;              // and back
  // Documents that effects opened in the played school and that no recorded one is yet.
  std::map<DocumentId, std::vector<std::pair<DocumentTypeId, DocumentId>>> opened_;
  replay::Outcomes outcomes_;
};

WhatIf::WhatIf(const WhatIfQuestion& question, Texts texts)
    : play_(std::make_unique<Play>(question, std::move(texts))) {}
WhatIf::~WhatIf() = default;
void WhatIf::add(const Event& event) { play_->add(event); }
WhatIfResult WhatIf::finish() { return play_->finish(); }

}  // namespace quyche
