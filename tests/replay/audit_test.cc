// Each forged history is found at its event, and nothing else is.
#include "engine/replay/audit.h"

#include <gtest/gtest.h>

#include "engine/base/limits.h"
#include "tests/replay/forge.h"

namespace quyche::test {
namespace {

using Found = std::vector<std::string>;

std::string found(const char* code, std::uint64_t seq, const char* refused = "") {
  return std::string(code) + ' ' + std::to_string(seq) + (*refused == 0 ? "" : " ") + refused;
}

Acted acted(const DocumentId& id, const char* action, const char* from, const char* to,
            const char* capacity) {
  return Acted{id, ActionId{action}, StateId{from}, StateId{to}, {ActorName{capacity}}, {}, {}};
}

// What comes after the forgery is decided honestly.
void goes_on_honestly(ForgedSchool& school) {
  school.plan("dung", "submitted", "2024-12-02");
  school.wait(at("2024-12-20"));
  school.create("an", "session");
}

TEST(Audit, HonestHistoryHasNoFindings) {
  ForgedSchool school;
  const DocumentId id = school.plan("an", "approved");
  goes_on_honestly(school);
  const DocumentId order = school.create("em", "order", {}, {id});
  school.act("em", order, "lock");
  school.does(
      "em", Delegate{DelegationId{"d1"}, PersonId{"giang"}, RoleId{"principal"}, *Date::parse("2025-01-05")});
  school.does("em", RemovePerson{PersonId{"giang"}});
  AuditCounts counts;
  EXPECT_EQ(audited(school, nullptr, &counts), Found{});
  EXPECT_EQ(counts.events, school.log.size());
  EXPECT_GT(counts.commands, 20u);
  EXPECT_GT(counts.moments, 5u);
}

TEST(Audit, ApprovalBySomeoneWithoutTheRole) {
  ForgedSchool school;
  const DocumentId id = school.plan("an", "checked");
  school.forge("an", acted(id, "approve", "checked", "approved", "board"));
  const std::uint64_t seq = school.last();
  goes_on_honestly(school);
  EXPECT_EQ(audited(school), Found{found("Q550", seq, "Q406")});
}

TEST(Audit, SkippedRequirement) {
  ForgedSchool school;
  const DocumentId id =
      school.create("an", "plan", fields({{"lesson_date", "2024-10-21"}, {"subject", "math"}}));
  school.forge("an", acted(id, "submit", "draft", "submitted", "owner"));
  const std::uint64_t seq = school.last();
  school.act("chi", id, "check");
  goes_on_honestly(school);
  EXPECT_EQ(audited(school).front(), found("Q550", seq, "Q409"));
  EXPECT_EQ(audited(school).size(), 1u);
}

TEST(Audit, WrongDuePoint) {
  ForgedSchool school;
  school.forge_answer("an",
                      Create{DocumentTypeId{"plan"}, {}, {}, fields({{"lesson_date", "2024-10-21"}}), {}},
                      [](std::vector<Event>& events) {
                        auto& created = std::get<Created>(events[0].body);
                        created.dues[0].closes = created.dues[0].closes.plus_ms(ms_per_day);
                      });
  const std::uint64_t seq = school.last();
  goes_on_honestly(school);
  EXPECT_EQ(audited(school), Found{found("Q551", seq)});
}

TEST(Audit, DeadlineMetThoughLate) {
  ForgedSchool school;
  const DocumentId id = school.plan("an", "submitted");
  school.wait(at("2024-10-20"));
  ASSERT_TRUE(school.document(id).flags.contains(FlagId{"late"}));
  std::uint64_t seq = 0;
  school.forge_answer("chi", action(id, "check"), [&](std::vector<Event>& events) {
    for (Event& event : events) {
      auto* met = std::get_if<DeadlineMet>(&event.body);
      if (met == nullptr) continue;
      EXPECT_TRUE(met->late);
      met->late = false;
      seq = event.seq;
    }
  });
  ASSERT_NE(seq, 0u);
  goes_on_honestly(school);
  EXPECT_EQ(audited(school), Found{found("Q551", seq)});
}

// The index of the first event of a kind.
template <class T>
std::size_t index_of(const School& school) {
  for (std::size_t i = 0; i < school.log.size(); ++i)
    if (std::holds_alternative<T>(school.log[i].body)) return i;
  ADD_FAILURE() << "no " << T::kind;
  return 0;
}

// One of two reminders that say the same is as good as the other: the second is missing then.
std::size_t first_other(const School& school, std::size_t index, const EventBody& body) {
  while (school.log[index].body == body) ++index;
  return index;
}

TEST(Audit, MissingReminder) {
  ForgedSchool school;
  school.plan("an", "submitted");
  goes_on_honestly(school);
  const std::size_t reminded = index_of<Reminded>(school);
  const Instant noticed = school.log[reminded].at;
  const EventBody body = school.log[reminded].body;
  school.drop(reminded);
  // Time's other events of that waiting come in order all the same.
  ASSERT_EQ(school.log[reminded].at, noticed);
  ASSERT_TRUE(school.log[reminded].by.empty()) << "another moment stands where the reminder was";
  EXPECT_EQ(audited(school), Found{found("Q552", first_other(school, reminded, body) + 1)});
}

TEST(Audit, MissingTickBeforeACommand) {
  ForgedSchool school;
  const DocumentId id = school.plan("an", "submitted");
  // 2 days before closing: the only thing that is due.
  const Instant remind = school.document(id).deadlines.at(DeadlineId{"ahead"}).due.remind[0];
  const auto fired = school.wait(remind);
  std::size_t reminders = 0;
  for (const Event& event : fired) reminders += std::holds_alternative<Reminded>(event.body) ? 1 : 0;
  ASSERT_EQ(reminders, 1u);
  const std::size_t index = index_of<Reminded>(school);
  school.create("binh", "session");
  const std::uint64_t next = index + 1;
  goes_on_honestly(school);
  const std::size_t later = school.log.size() - index - 1;
  ASSERT_GT(later, 3u);
  school.drop(index);
  EXPECT_EQ(audited(school), Found{found("Q552", next)});
}

TEST(Audit, MissingDutyClosing) {
  ForgedSchool school;
  const auto fired = school.wait(at("2024-10-06"));
  std::size_t duties = 0;
  for (const Event& event : fired) duties += std::holds_alternative<DutyClosed>(event.body) ? 1 : 0;
  ASSERT_GT(duties, 0u);
  const std::size_t index = index_of<DutyClosed>(school);
  const std::size_t left = fired.size() - 1;
  school.create("binh", "session");
  school.drop(index);
  goes_on_honestly(school);
  if (left == 0)
    EXPECT_EQ(audited(school), Found{found("Q552", index + 1)});
  else
    EXPECT_EQ(audited(school).size(), 1u);
}

TEST(Audit, TicksOutOfOrder) {
  ForgedSchool school;
  school.plan("an", "submitted");
  const auto fired = school.wait(at("2024-10-20"));
  ASSERT_GE(fired.size(), 2u);
  // A week's duty closes, then a reminder comes.
  const std::size_t index = index_of<Reminded>(school) - 1;
  ASSERT_TRUE(std::holds_alternative<DutyClosed>(school.log[index].body));
  std::swap(school.log[index], school.log[index + 1]);
  std::swap(school.log[index].seq, school.log[index + 1].seq);
  goes_on_honestly(school);
  const auto findings = audited(school);
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings[0], found("Q552", index + 1)) << "the duty that should have come first";
  EXPECT_EQ(findings.size(), 1u) << "it came late, and was found already";
}

// Every single moment left out, with honest events before and behind it: each is found once.
TEST(Audit, EachMissingMomentIsFoundOnce) {
  ForgedSchool honest;
  honest.plan("an", "submitted");
  honest.plan("binh", "draft", "2024-11-04");
  for (const char* day : {"2024-10-08", "2024-10-17", "2024-10-18", "2024-10-26", "2024-11-12"}) {
    honest.wait(at(day));
    honest.create("binh", "session");
  }
  ASSERT_EQ(audited(honest), Found{});
  std::size_t left_out = 0;
  std::size_t consequences = 0;
  for (std::size_t i = 0; i < honest.log.size(); ++i) {
    if (part_of(honest.log[i].body) != EventPart::moment) continue;
    std::size_t with = 1;  // what followed from it
    while (i + with < honest.log.size() && part_of(honest.log[i + with].body) == EventPart::consequence &&
           honest.log[i + with].by.empty())
      ++with;
    for (const std::size_t count : {with, std::size_t{1}}) {
      ForgedSchool school = honest;
      school.drop(i, count);
      const auto findings = audited(school);
      ASSERT_EQ(findings.size(), 1u) << kind_of(honest.log[i].body) << ' ' << i + 1;
      EXPECT_EQ(findings[0], found("Q552", first_other(school, i, honest.log[i].body) + 1));
    }
    consequences += with - 1;
    ++left_out;
  }
  EXPECT_GT(left_out, 8u);
  EXPECT_GT(consequences, 3u);
}

TEST(Audit, TimeActsTooEarly) {
  ForgedSchool school;
  const DocumentId id = school.plan("an", "submitted");
  const DeadlineId ahead{"ahead"};
  school.forge("", DeadlineMissed{
                       id, ahead, school.document(id).deadlines.at(ahead).due.closes, {StateId{"checked"}}});
  const std::uint64_t seq = school.last();
  goes_on_honestly(school);
  EXPECT_EQ(audited(school), Found{found("Q553", seq)});
}

TEST(Audit, WrongClause) {
  ForgedSchool school;
  const DocumentId id = school.plan("an", "submitted");
  school.forge_answer("chi", action(id, "check"),
                      [](std::vector<Event>& events) { events[0].clause.article = "Điều 99"; });
  const std::uint64_t seq =
      school.last() - (std::holds_alternative<DeadlineMet>(school.log.back().body) ? 1 : 0);
  goes_on_honestly(school);
  EXPECT_EQ(audited(school), Found{found("Q551", seq)});
}

TEST(Audit, DocumentUnderAnotherPolicyThanThatOfItsDay) {
  ForgedSchool school;
  const PolicyId before = school.state.adopted.back().policy;
  Policy later = *fixture_policy();
  later.title = Title("Quy chế mới");
  const PolicyId after = policy_id(later);
  school.add_policy(std::make_shared<const Policy>(later));
  school.does("em", AdoptPolicy{after});
  school.forge_answer("an", Create{DocumentTypeId{"session"}, {}, {}, {}, {}},
                      [&](std::vector<Event>& events) {
                        EXPECT_EQ(events[0].policy, after);
                        events[0].policy = before;
                      });
  const std::uint64_t seq = school.last();
  goes_on_honestly(school);
  EXPECT_EQ(audited(school), Found{found("Q551", seq)});
}

TEST(Audit, OwnApproval) {
  ForgedSchool school;
  const DocumentId id = school.plan("dung", "submitted");
  school.forge("dung", acted(id, "check", "submitted", "checked", "team_lead"));
  const std::uint64_t seq = school.last();
  goes_on_honestly(school);
  EXPECT_EQ(audited(school), Found{found("Q550", seq, "Q415")});
}

TEST(Audit, ActionFromAWrongState) {
  ForgedSchool school;
  const DocumentId id = school.plan("an", "draft");
  school.forge("em", acted(id, "approve", "draft", "approved", "board"));
  const std::uint64_t seq = school.last();
  goes_on_honestly(school);
  EXPECT_EQ(audited(school), Found{found("Q550", seq, "Q405")});
}

TEST(Audit, ConsequenceThatIsMissingOrTooMuch) {
  ForgedSchool school;
  const DocumentId id = school.plan("an", "approved");
  const DocumentId order = school.create("em", "order", {}, {id});
  school.forge_answer("em", action(order, "mark"), [](std::vector<Event>& events) { events.pop_back(); });
  const std::uint64_t missing = school.last() + 1;
  school.forge_answer("em", action(order, "lock"), [&](std::vector<Event>& events) {
    Event flag = events.front();
    flag.body = Flagged{id, FlagId{"suspect"}};
    events.push_back(flag);
  });
  const std::uint64_t too_much = school.last();
  school.forge("em", Flagged{id, FlagId{"urgent"}});
  const std::uint64_t alone = school.last();
  goes_on_honestly(school);
  EXPECT_EQ(audited(school), (Found{found("Q551", missing), found("Q551", too_much), found("Q554", alone)}));
}

TEST(Audit, PolicyOrTypeThatIsNotThere) {
  ForgedSchool school;
  school.forge("em", PolicyAdopted{digest("no such policy")});
  std::uint64_t adopted = school.last();
  // Not folded further by the test: the forger's own state would fall over it.
  EXPECT_EQ(audited(school), Found{found("Q550", adopted, "Q438")});

  ForgedSchool other;
  Created novel{DocumentId{"novel-1"},
                DocumentTypeId{"novel"},
                StateId{"draft"},
                PersonId{"an"},
                UnitId{"u1"},
                SchoolYear{2024},
                {},
                {},
                {},
                {},
                {},
                {}};
  other.forge("an", novel);
  const std::uint64_t created = other.last();
  other.forge("an", acted(DocumentId{"novel-1"}, "submit", "draft", "submitted", "owner"));
  other.create("an", "session");
  EXPECT_EQ(audited(other), Found{found("Q550", created, "Q429")})
      << "what is done with a document that cannot be judged is not reported again";
}

TEST(Audit, CountsAllAndKeepsSomeFindings) {
  ForgedSchool school;
  const DocumentId id = school.create("an", "session");
  for (std::size_t i = 0; i < limits::findings_per_school_max + 5; ++i)
    school.forge("an", Flagged{id, FlagId{"x"}});
  AuditCounts counts;
  EXPECT_EQ(audited(school, nullptr, &counts).size(), limits::findings_per_school_max);
  EXPECT_EQ(counts.findings, limits::findings_per_school_max + 5);
}

// --- scripts

class StubRerun : public Rerun {
 public:
  std::optional<Result<HookVerdict, HookFault>> run(const HookCall&) override { return answer; }
  std::optional<Result<HookVerdict, HookFault>> answer = HookVerdict{true, ""};
};

DocumentId hooked(ForgedSchool& school) {
  const DocumentId gate = school.create("an", "gate");
  school.act("an", gate, "hooked");
  return gate;
}

TEST(Audit, RecordedVerdictsStandUnlessScriptsAreRunAgain) {
  ForgedSchool school;
  hooked(school);
  const std::size_t index = index_of<Acted>(school);
  EXPECT_EQ(audited(school), Found{});
  StubRerun rerun;
  AuditCounts counts;
  EXPECT_EQ(audited(school, &rerun, &counts), Found{});
  EXPECT_EQ(counts.verdicts, 1u);
  EXPECT_EQ(counts.verdicts_unknown, 0u);
  rerun.answer = HookVerdict{false, "thiếu"};
  EXPECT_EQ(audited(school, &rerun), Found{found("Q555", index + 1)});
  rerun.answer = tl::unexpected(HookFault{"Q602", "x.lua:1"});
  EXPECT_EQ(audited(school, &rerun), Found{found("Q555", index + 1)});
  rerun.answer = std::nullopt;
  EXPECT_EQ(audited(school, &rerun, &counts), Found{}) << "an erased text: cannot be known";
  EXPECT_EQ(counts.verdicts_unknown, 1u);
}

TEST(Audit, VerdictThatWasNeverGiven) {
  ForgedSchool school;
  const DocumentId gate = school.create("an", "gate");
  school.forge_answer("an", action(gate, "hooked"),
                      [](std::vector<Event>& events) { std::get<Acted>(events[0].body).hooks.clear(); });
  EXPECT_EQ(audited(school), Found{found("Q550", index_of<Acted>(school) + 1, "Q419")});
}

}  // namespace
}  // namespace quyche::test
