// A document's events as they might have come, and what is said of it: step by step, and at a moment by what
// was known.
#include "engine/view/trace.h"

#include <gtest/gtest.h>

namespace quyche {
namespace {

const DocumentId document{"d"};
const DeadlineId in_time{"in_time"};
const PersonId an{"an"};
const PersonId binh{"binh"};

Instant at(const std::string& text) { return *Instant::parse(text + "+07:00"); }
constexpr std::int64_t hour = 60 * ms_per_minute;

// A log of one document. Each call is an event.
class Log {
 public:
  Log& add(const std::string& when, EventBody body, const PersonId& by = {}, const std::string& key = {}) {
    Event event;
    event.seq = 10 * (events_.size() + 1);
    event.school = SchoolId{"s"};
    event.at = at(when);
    event.by = by;
    event.command = CommandKey{key};
    event.body = std::move(body);
    events_.push_back({std::move(event), sha256("leaf " + std::to_string(events_.size()))});
    return *this;
  }
  // Judged at `as_of`, by what was decided until `known` (empty: all).
  [[nodiscard]] Trace trace(const std::string& as_of, const std::string& known = {}) const {
    std::vector<TracedEvent> seen;
    for (const TracedEvent& one : events_)
      if (known.empty() || one.event.at <= at(known)) seen.push_back(one);
    return trace_document(PolicyBook(), seen, at(as_of));
  }

 private:
  std::vector<TracedEvent> events_;
};

DueAt due(const std::string& closes) { return {in_time, std::nullopt, at(closes), {}}; }
Created created(const std::vector<DueAt>& dues) {
  Created body;
  body.document = document;
  body.type = DocumentTypeId{"plan"};
  body.state = StateId{"draft"};
  body.owner = an;
  body.school_year = {2024};
  body.week = Week::parse("2024-W41");
  body.dues = dues;
  return body;
}
Edited moved(const std::string& closes) {
  Edited body;
  body.document = document;
  body.school_year = {2024};
  body.week = Week::parse("2024-W41");
  if (closes.empty())
    body.lapsed = {in_time};
  else
    body.dues = {due(closes)};
  return body;
}
DeadlineMissed missed(const std::string& closes) { return {document, in_time, at(closes), {}}; }
DeadlineMet met(const std::string& closes, bool late) { return {document, in_time, at(closes), late}; }
Acted act(const std::string& action, const std::string& from, const std::string& to) {
  Acted body;
  body.document = document;
  body.action = ActionId{action};
  body.from = StateId{from};
  body.to = StateId{to};
  return body;
}

Signed with_signature(const std::string& text) {
  Signed body;
  body.document = document;
  body.signature = sha256(text);
  return body;
}

// What is said of the one deadline.
const DeadlineThen& only(const Trace& trace) {
  EXPECT_EQ(trace.deadlines.size(), 1U);
  return trace.deadlines.at(0);
}

TEST(Trace, AClosingPassesBetweenTwoEvents) {
  // The program stood still from the 4th to the 8th.
  const Log log = Log()
                      .add("2024-10-01T08:00:00", created({due("2024-10-05T00:00:00")}), an, "k1")
                      .add("2024-10-08T08:00:00", missed("2024-10-05T00:00:00"));
  struct Case {
    std::string as_of;
    std::string known;
    Judgement judgement;
    std::int64_t margin_hours;
    bool in_log;
  };
  const Case cases[] = {
      {"2024-10-04T23:00:00", "", Judgement::pending, 1, false},
      {"2024-10-05T00:00:00", "", Judgement::missed, 0, true},
      {"2024-10-06T00:00:00", "", Judgement::missed, -24, true},
      // What had been logged by the 7th does not say it, but it was so.
      {"2024-10-06T00:00:00", "2024-10-07T00:00:00", Judgement::missed, -24, false},
      // What was known on the 2nd, looked at for the 6th.
      {"2024-10-06T00:00:00", "2024-10-02T00:00:00", Judgement::missed, -24, false},
      {"2024-10-09T00:00:00", "", Judgement::missed, -96, true},
  };
  for (const Case& one : cases) {
    const Trace trace = log.trace(one.as_of, one.known);
    const DeadlineThen& then = only(trace);
    EXPECT_EQ(then.judgement, one.judgement) << one.as_of << one.known;
    EXPECT_EQ(then.margin_ms, one.margin_hours * hour) << one.as_of << one.known;
    EXPECT_EQ(then.recorded, one.in_log ? std::optional(at("2024-10-08T08:00:00")) : std::nullopt)
        << one.as_of << one.known;
  }
}

TEST(Trace, AnEditMovesTheDateAfterTheMoment) {
  const Log later = Log()
                        .add("2024-10-01T08:00:00", created({due("2024-10-05T00:00:00")}), an, "k1")
                        .add("2024-10-04T08:00:00", moved("2024-10-20T00:00:00"), an, "k2");
  EXPECT_EQ(only(later.trace("2024-10-06T00:00:00")).judgement, Judgement::pending);
  EXPECT_EQ(only(later.trace("2024-10-06T00:00:00")).closes, at("2024-10-20T00:00:00"));
  EXPECT_EQ(only(later.trace("2024-10-06T00:00:00", "2024-10-03T00:00:00")).judgement, Judgement::missed);
  // Known now, the date was another all along: so it was not open on the 3rd either.
  const Log earlier = Log()
                          .add("2024-10-01T08:00:00", created({due("2024-10-05T00:00:00")}), an, "k1")
                          .add("2024-10-04T08:00:00", moved("2024-10-02T00:00:00"), an, "k2");
  EXPECT_EQ(only(earlier.trace("2024-10-03T00:00:00")).judgement, Judgement::missed);
  EXPECT_EQ(only(earlier.trace("2024-10-03T00:00:00", "2024-10-03T00:00:00")).judgement, Judgement::pending);
}

TEST(Trace, WhatTheLogDecidedStands) {
  const Log log = Log()
                      .add("2024-10-01T08:00:00", created({due("2024-10-05T00:00:00")}), an, "k1")
                      .add("2024-10-03T00:00:00", met("2024-10-05T00:00:00", false), an, "k2")
                      .add("2024-10-04T00:00:00", moved("2024-10-02T00:00:00"), an, "k3");
  const Trace trace = log.trace("2024-10-06T00:00:00");
  EXPECT_EQ(only(trace).judgement, Judgement::met);
  EXPECT_EQ(only(trace).closes, at("2024-10-05T00:00:00"));  // the one that was kept
  EXPECT_EQ(only(trace).margin_ms, 48 * hour);
  EXPECT_EQ(only(trace).completed, at("2024-10-03T00:00:00"));
}

TEST(Trace, MetLateIsHowLate) {
  const Log log = Log()
                      .add("2024-10-01T08:00:00", created({due("2024-10-05T00:00:00")}), an, "k1")
                      .add("2024-10-05T01:00:00", missed("2024-10-05T00:00:00"))
                      .add("2024-10-05T06:00:00", met("2024-10-05T00:00:00", true), an, "k2");
  EXPECT_EQ(only(log.trace("2024-10-05T05:00:00")).judgement, Judgement::missed);
  const Trace after = log.trace("2024-10-30T00:00:00");
  EXPECT_EQ(only(after).judgement, Judgement::met_late);
  EXPECT_EQ(only(after).margin_ms, -6 * hour);
}

TEST(Trace, AReopenedDeadlineIsOpen) {
  const Log log = Log()
                      .add("2024-10-01T08:00:00", created({due("2024-10-05T00:00:00")}), an, "k1")
                      .add("2024-10-02T00:00:00", met("2024-10-05T00:00:00", false), an, "k2")
                      .add("2024-10-03T00:00:00", DeadlineReopened{document, in_time}, binh, "k3");
  EXPECT_EQ(only(log.trace("2024-10-02T12:00:00")).judgement, Judgement::met);
  const Trace after = log.trace("2024-10-04T00:00:00");
  EXPECT_EQ(only(after).judgement, Judgement::pending);
  EXPECT_EQ(only(after).completed, std::nullopt);
  EXPECT_EQ(only(log.trace("2024-10-06T00:00:00")).judgement, Judgement::missed);
}

TEST(Trace, ADeadlineLapses) {
  const Log log = Log()
                      .add("2024-10-01T08:00:00", created({due("2024-10-05T00:00:00")}), an, "k1")
                      .add("2024-10-04T08:00:00", moved(""), an, "k2");
  EXPECT_EQ(only(log.trace("2024-10-02T00:00:00")).judgement, Judgement::lapsed);
  EXPECT_EQ(only(log.trace("2024-10-02T00:00:00")).margin_ms, std::nullopt);
  EXPECT_EQ(only(log.trace("2024-10-02T00:00:00", "2024-10-03T00:00:00")).judgement, Judgement::pending);
  EXPECT_TRUE(log.trace("2024-10-06T00:00:00").deadlines.empty());
  const Trace trace = log.trace("2024-10-06T00:00:00");
  ASSERT_EQ(trace.steps[1].dues.size(), 1U);
  EXPECT_EQ(trace.steps[1].dues[0].before, at("2024-10-05T00:00:00"));
  EXPECT_EQ(trace.steps[1].dues[0].after, std::nullopt);
}

TEST(Trace, BeforeItWasCreated) {
  const Log log = Log().add("2024-10-06T08:00:00", created({due("2024-10-05T00:00:00")}), an, "k1");
  const Trace trace = log.trace("2024-10-05T01:00:00");
  EXPECT_FALSE(trace.then.has_value());
  ASSERT_TRUE(trace.known.has_value());
  EXPECT_TRUE(trace.steps[0].after_as_of);
  EXPECT_EQ(only(trace).judgement, Judgement::missed);
  EXPECT_EQ(only(trace).margin_ms, -hour);
  EXPECT_EQ(only(log.trace("2024-10-04T23:00:00")).judgement, Judgement::pending);
}

TEST(Trace, OfNoEventsIsNothing) {
  const Trace trace = Log().trace("2024-10-05T01:00:00");
  EXPECT_FALSE(trace.known.has_value());
  EXPECT_TRUE(trace.steps.empty());
}

TEST(Trace, EvidenceCountsForTheContentItWasGivenOn) {
  Attached file{document, SlotId{"plan"}, sha256("1")};
  const Log log =
      Log()
          .add("2024-10-01T08:00:00", created({}), an, "k1")
          .add("2024-10-02T08:00:00", with_signature("s"), an, "k2")
          .add("2024-10-02T09:00:00", Attested{document, PaperStepId{"print"}, {}}, binh, "k3")
          .add("2024-10-02T10:00:00", SignedOff{document, ActionId{"witness"}, {}, {}, {}}, binh, "k4")
          .add("2024-10-03T08:00:00", file, an, "k5")
          .add("2024-10-04T08:00:00", with_signature("t"), an, "k6");
  const Trace trace = log.trace("2024-10-05T00:00:00");
  ASSERT_EQ(trace.evidence.size(), 3U);
  EXPECT_FALSE(trace.evidence[0].counts_at(trace.as_of));
  EXPECT_EQ(trace.evidence[0].lost_seq, 50U);
  EXPECT_EQ(trace.evidence[1].kind, EvidenceKind::attestation);
  EXPECT_FALSE(trace.evidence[1].counts_at(trace.as_of));
  EXPECT_TRUE(trace.evidence[2].counts_at(trace.as_of));
  EXPECT_EQ(trace.steps[4].evidence_lost, (std::vector<std::uint64_t>{20, 30}));
  EXPECT_EQ(trace.steps[4].sign_offs_lost, 1U);
  EXPECT_TRUE(trace.steps[5].evidence_lost.empty());
  // On the 2nd it did count, and the later signature was not there.
  const Trace before = log.trace("2024-10-02T20:00:00");
  ASSERT_EQ(before.evidence.size(), 2U);
  EXPECT_TRUE(before.evidence[0].counts_at(before.as_of));
  EXPECT_NE(trace.steps[3].content, trace.steps[4].content);
}

TEST(Trace, ContentAsItWasAndAsItIs) {
  Created first = created({});
  first.fields = {{FieldId{"kept"}, {CodeValue{"a"}}},
                  {FieldId{"new"}, {IntegerValue{1}}},
                  {FieldId{"gone"}, {BooleanValue{true}}}};
  Edited edit = moved("2024-10-20T00:00:00");
  edit.fields = {{FieldId{"new"}, {IntegerValue{2}}}, {FieldId{"kept"}, {CodeValue{"a"}}}};
  edit.cleared = {FieldId{"gone"}};
  const Trace trace = Log()
                          .add("2024-10-01T08:00:00", first, an, "k1")
                          .add("2024-10-02T08:00:00", edit, an, "k2")
                          .trace("2024-10-03T00:00:00");
  EXPECT_EQ(trace.steps[0].fields.size(), 3U);
  const auto& changes = trace.steps[1].fields;  // what is written anew and is the same is no change
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].field.value, "gone");
  EXPECT_EQ(changes[0].after, std::nullopt);
  EXPECT_EQ(changes[1].before, FieldValue{IntegerValue{1}});
  EXPECT_EQ(changes[1].after, FieldValue{IntegerValue{2}});
  ASSERT_EQ(trace.steps[1].dues.size(), 1U);
  EXPECT_EQ(trace.steps[1].dues[0].before, std::nullopt);
}

TEST(Trace, WhatFollowsFromACommandOrATick) {
  const Trace trace =
      Log()
          .add("2024-10-01T08:00:00", created({due("2024-10-05T00:00:00")}), an, "k1")
          .add("2024-10-02T08:00:00", act("submit", "draft", "submitted"), an, "k2")
          .add("2024-10-02T08:00:00", Notified{document, {binh}}, an, "k2")
          .add("2024-10-08T08:00:00", Reminded{document, in_time, at("2024-10-05T00:00:00"), an})
          .add("2024-10-08T08:00:00", missed("2024-10-05T00:00:00"))
          .add("2024-10-08T08:00:00", Flagged{document, FlagId{"late"}})
          .add("2024-10-08T08:00:00", act("check", "submitted", "checked"), binh, "k3")
          .trace("2024-10-09T00:00:00");
  std::vector<bool> follows;
  for (const TraceStep& step : trace.steps) follows.push_back(step.follows);
  EXPECT_EQ(follows, (std::vector<bool>{false, false, true, false, false, true, false}));
  EXPECT_EQ(trace.steps[0].before.value, "");
  EXPECT_EQ(trace.steps[1].before.value, "draft");
  EXPECT_EQ(trace.steps[1].after.value, "submitted");
  EXPECT_EQ(trace.steps[2].before, trace.steps[2].after);
  // Each is judged at its own moment: the reminder came too late.
  EXPECT_EQ(trace.steps[1].deadlines.at(0).judgement, Judgement::pending);
  EXPECT_EQ(trace.steps[3].deadlines.at(0).judgement, Judgement::missed);
  EXPECT_EQ(trace.steps[3].deadlines.at(0).recorded, std::nullopt);
  EXPECT_EQ(trace.steps[4].deadlines.at(0).recorded, at("2024-10-08T08:00:00"));
}

TEST(Trace, LocksAreCounted) {
  const Trace trace = Log()
                          .add("2024-10-01T08:00:00", created({}), an, "k1")
                          .add("2024-10-02T08:00:00", Locked{document, DocumentId{"lock-1"}}, binh, "k2")
                          .add("2024-10-03T08:00:00", Unlocked{document, DocumentId{"lock-1"}}, binh, "k3")
                          .trace("2024-10-02T12:00:00");
  EXPECT_EQ(trace.steps[1].locks, 1U);
  EXPECT_EQ(trace.steps[2].locks, 0U);
  EXPECT_TRUE(trace.then->locked());
  EXPECT_FALSE(trace.known->locked());
}

DutyClosed duty(const std::string& week, const std::vector<PersonId>& missing) {
  DutyClosed body;
  body.type = DocumentTypeId{"plan"};
  body.deadline = in_time;
  body.school_year = {2024};
  body.week = Week::parse(week);
  body.closes = at("2024-10-05T00:00:00");
  body.missing = missing;
  return body;
}

TEST(Trace, DutiesThatClosedWithoutTheDocument) {
  const Trace trace = Log()
                          .add("2024-10-05T00:00:00", duty("2024-W41", {an, binh}))
                          .add("2024-10-05T00:00:00", duty("2024-W41", {binh}))
                          .add("2024-10-05T00:00:00", duty("2024-W40", {an}))
                          .add("2024-10-06T08:00:00", created({due("2024-10-05T00:00:00")}), an, "k1")
                          .trace("2024-10-07T00:00:00");
  ASSERT_EQ(trace.steps.size(), 2U);
  EXPECT_FALSE(trace.steps[0].of_document);
  EXPECT_EQ(trace.steps[0].event.seq, 10U);
  EXPECT_TRUE(trace.steps[0].after.empty());
  EXPECT_TRUE(trace.steps[1].of_document);
}

// A log that begins in the middle folds without harm.
TEST(Trace, WithoutTheCreation) {
  const Trace trace = Log()
                          .add("2024-10-02T08:00:00", act("submit", "draft", "submitted"), an, "k2")
                          .trace("2024-10-09T00:00:00");
  EXPECT_FALSE(trace.known.has_value());
  EXPECT_TRUE(trace.deadlines.empty());
}

TEST(Trace, HooksAreNamedByThePolicyOfTheEvent) {
  auto policy = std::make_shared<Policy>();
  policy->scripts.emplace(sha256("text"), Script{"hooks/x.lua", "text"});
  PolicyBook book;
  book.add(sha256("p"), policy);
  Acted acted = act("submit", "draft", "submitted");
  acted.hooks = {{sha256("text"), true}, {sha256("unknown"), true}};
  Event first;
  first.policy = sha256("p");
  first.body = created({});
  Event second = first;
  second.body = acted;
  const std::vector<TracedEvent> events{{first, {}}, {second, {}}};
  const Trace trace = trace_document(book, events, at("2024-10-09T00:00:00"));
  ASSERT_EQ(trace.steps[1].hooks.size(), 2U);
  EXPECT_EQ(trace.steps[1].hooks[0].name, "hooks/x.lua");
  EXPECT_EQ(trace.steps[1].hooks[1].name, "");
}

}  // namespace
}  // namespace quyche
