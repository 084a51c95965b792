// E-signatures and steps on paper: who gives them, in which order, and when they stop to count.
#include <gtest/gtest.h>

#include "tests/engine/decide/fixture.h"

namespace quyche::test {
namespace {

using Codes = std::vector<std::string>;

Attest print(const DocumentId& card) { return {card, PaperStepId{"print"}, {}}; }
Attest seal(const DocumentId& card) { return {card, PaperStepId{"seal"}, digest("scan")}; }
Sign sign(const DocumentId& card) { return {card, {}, digest("signature"), digest("certificate")}; }

struct Card {
  School school;
  DocumentId id = school.create("an", "card");
  void on_paper() {
    school.does("an", print(id));
    school.does("ha", seal(id));
  }
};

TEST(Evidence, StepsComeInTheirOrder) {
  Card card;
  const Refusal early = card.school.refusal("ha", seal(card.id));
  ASSERT_EQ(codes(early), Codes{"Q411"});
  EXPECT_EQ(early.unmet[0].clause.article, "Điều 4.1");
  EXPECT_EQ(names(early.unmet[0].people), Codes{"an"});
  card.school.does("an", print(card.id));
  card.school.does("ha", seal(card.id));
  EXPECT_EQ(card.school.refused("ha", seal(card.id)), Codes{"Q441"});
}

TEST(Evidence, StepIsForWhomThePolicySaysAndNeedsItsScan) {
  Card card;
  EXPECT_EQ(card.school.refused("binh", print(card.id)), Codes{"Q406"});
  card.school.does("an", print(card.id));
  EXPECT_EQ(card.school.refused("ha", Attest{card.id, PaperStepId{"seal"}, {}}), Codes{"Q444"});
  EXPECT_EQ(card.school.refused("an", Attest{card.id, PaperStepId{"seal"}, {}}), (Codes{"Q406", "Q444"}));
  EXPECT_EQ(card.school.refused("an", Attest{card.id, PaperStepId{"bind"}, {}}), Codes{"Q449"});
}

TEST(Evidence, SigningNeedsThePaperFirst) {
  Card card;
  EXPECT_EQ(card.school.refused("em", sign(card.id)), (Codes{"Q411", "Q411"}));
  EXPECT_EQ(card.school.refused("binh", sign(card.id)), (Codes{"Q406", "Q411", "Q411"}));
  card.on_paper();
  card.school.does("em", sign(card.id));
  EXPECT_EQ(card.school.refused("em", sign(card.id)), Codes{"Q446"}) << "once is enough";
}

TEST(Evidence, SignatureIsOverThePresentContent) {
  Card card;
  card.on_paper();
  Sign stale = sign(card.id);
  stale.content = digest("something else");
  EXPECT_EQ(card.school.refused("an", stale), Codes{"Q442"});
  const Digest present = content_digest(card.school.document(card.id));
  stale.content = present;
  const auto events = all<Signed>(card.school.does("an", stale));
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].content, present);
  EXPECT_EQ(events[0].certificate, digest("certificate"));
}

TEST(Evidence, FinishingNeedsPaperAndBothSignatures) {
  Card card;
  const Refusal nothing = card.school.refusal("em", action(card.id, "finish"));
  EXPECT_EQ(codes(nothing), (Codes{"Q411", "Q411", "Q410"}));
  EXPECT_EQ(names(nothing.unmet[2].people), (Codes{"an", "em"}));
  card.on_paper();
  card.school.does("em", sign(card.id));
  const Refusal half = card.school.refusal("em", action(card.id, "finish"));
  ASSERT_EQ(codes(half), Codes{"Q410"});
  EXPECT_EQ(names(half.unmet[0].people), Codes{"an"});
  card.school.does("an", sign(card.id));
  card.school.act("em", card.id, "finish");
}

TEST(Evidence, SignedByActorMeansWhoeverActs) {
  Card card;
  const Refusal refusal = card.school.refusal("an", action(card.id, "fill"));
  ASSERT_EQ(codes(refusal), Codes{"Q410"});
  EXPECT_EQ(names(refusal.unmet[0].people), Codes{"an"});
  EXPECT_TRUE(refusal.unmet[0].roles.empty());
  card.on_paper();
  card.school.does("em", sign(card.id));
  EXPECT_EQ(card.school.refused("an", action(card.id, "fill")), Codes{"Q410"}) << "someone else's signature";
  card.school.does("an", sign(card.id));
  card.school.act("an", card.id, "fill");
}

struct Change {
  const char* name;
  std::function<void(Card&)> make;
};
const Change changes[] = {
    {"edit",
     [](Card& card) {
       card.school.does("an", edit(card.id, {{"mark", "ten"}}));
     }},
    {"attachment", [](Card& card) { card.school.attach("an", card.id, "scan"); }},
};

TEST(Evidence, ChangedContentMakesPaperAndSignaturesStale) {
  for (const Change& change : changes) {
    SCOPED_TRACE(change.name);
    Card card;
    card.on_paper();
    card.school.does("an", sign(card.id));
    card.school.does("em", sign(card.id));
    change.make(card);
    EXPECT_EQ(card.school.refused("em", action(card.id, "finish")), (Codes{"Q411", "Q411", "Q410"}));
    EXPECT_EQ(card.school.refused("ha", seal(card.id)), Codes{"Q411"}) << "printed before the change";
    card.on_paper();
    card.school.does("an", sign(card.id));
    card.school.does("em", sign(card.id));
    card.school.act("em", card.id, "finish");
  }
}

TEST(Evidence, SignatureOfSomeoneWhoNoLongerHoldsTheRoleDoesNotCount) {
  Card card;
  card.on_paper();
  card.school.does("an", sign(card.id));
  card.school.does("em", sign(card.id));
  card.school.does("em", AssignRole{PersonId{"giang"}, RoleId{"principal"}, {}});
  card.school.does("giang", EndRole{PersonId{"em"}, RoleId{"principal"}, {}});
  EXPECT_EQ(card.school.refused("giang", action(card.id, "finish")), Codes{"Q410"});
}

TEST(Evidence, TypeWithoutSigningTakesNone) {
  School school;
  const DocumentId plan = school.plan("an", "draft");
  EXPECT_EQ(school.refused("an", sign(plan)), Codes{"Q443"});
}

TEST(Evidence, LockedDocumentTakesNoEvidence) {
  Card card;
  card.on_paper();
  const DocumentId order = card.school.create("em", "order", {}, {card.id});
  card.school.act("em", order, "lock");
  EXPECT_EQ(card.school.refused("an", sign(card.id)), Codes{"Q420"});
  EXPECT_EQ(card.school.refused("an", print(card.id)), (Codes{"Q420", "Q441"}));
}

}  // namespace
}  // namespace quyche::test
