// What an action does besides moving its document.
#include <gtest/gtest.h>

#include "tests/engine/decide/fixture.h"

namespace quyche::test {
namespace {

using Codes = std::vector<std::string>;

struct Ordered {
  School school;
  DocumentId first = school.plan("an", "draft");
  DocumentId second = school.plan("binh", "submitted");
  DocumentId order = school.create("em", "order", fields({{"target", "pages"}}), {first, second});
};

Edit pages(const DocumentId& document, std::int64_t n) { return Edit{document, {{FieldId{"pages"}, n}}}; }

TEST(Effects, LockFallsOnEveryDocumentConcerned) {
  Ordered o;
  EXPECT_EQ(kinds(o.school.act("em", o.order, "lock")), (Codes{"acted", "locked", "locked"}));
  EXPECT_TRUE(o.school.document(o.first).locked());
  EXPECT_TRUE(o.school.document(o.second).locked());
  EXPECT_FALSE(o.school.document(o.order).locked());
}

TEST(Effects, LockedDocumentCanNotBeChangedOrActedOn) {
  Ordered o;
  o.school.act("em", o.order, "lock");
  const Refusal edit = o.school.refusal("an", pages(o.first, 3));
  ASSERT_EQ(codes(edit), Codes{"Q420"});
  EXPECT_EQ(edit.unmet[0].clause.article, "Điều 7") << "the clause of the order's type";
  EXPECT_NE(sentence(edit.unmet[0], Lang::en).find(o.order.value), std::string::npos);
  EXPECT_EQ(o.school.refused("an", Attach{o.first, SlotId{"annex"}, digest("x")}), Codes{"Q420"});
  EXPECT_EQ(o.school.refused("an", action(o.first, "submit")), Codes{"Q420"});
  EXPECT_EQ(o.school.refused("chi", action(o.second, "check")), Codes{"Q420"});
}

TEST(Effects, OrderLiftsItsOwnLock) {
  Ordered o;
  o.school.act("em", o.order, "lock");
  const DocumentId other = o.school.create("giang", "order", {}, {o.first});
  o.school.act("giang", other, "lock");
  EXPECT_EQ(o.school.document(o.first).locks, (std::set<DocumentId>{o.order, other}));
  EXPECT_EQ(kinds(o.school.act("giang", other, "unlock")), (Codes{"acted", "unlocked"}));
  EXPECT_EQ(o.school.document(o.first).locks, std::set<DocumentId>{o.order});
  o.school.act("em", o.order, "unlock");
  EXPECT_FALSE(o.school.document(o.first).locked());
  EXPECT_FALSE(o.school.document(o.second).locked());
  o.school.does("an", pages(o.first, 3));
}

TEST(Effects, OrderThatLockedNothingLiftsEveryLock) {
  Ordered o;
  o.school.act("em", o.order, "lock");
  const DocumentId other = o.school.create("giang", "order", {}, {o.first});
  o.school.act("giang", other, "lock");
  const DocumentId third = o.school.create("giang", "order", {}, {o.first});
  o.school.act("giang", third, "unlock");
  EXPECT_FALSE(o.school.document(o.first).locked());
  EXPECT_TRUE(o.school.document(o.second).locked()) << "the third order is not about it";
}

TEST(Effects, DocumentMayLockItself) {
  Ordered o;
  o.school.act("em", o.order, "seal");
  EXPECT_EQ(o.school.refused("em", action(o.order, "unlock")), Codes{"Q420"});
}

TEST(Effects, UnlockOnceLetsTheOrdersOwnerEditOnce) {
  Ordered o;
  o.school.act("em", o.order, "lock");
  o.school.act("em", o.order, "allow");
  EXPECT_EQ(o.school.refused("an", pages(o.first, 3)), Codes{"Q420"}) << "it is not the document's owner's";
  EXPECT_EQ(o.school.refused("giang", pages(o.first, 3)), (Codes{"Q406", "Q420"}));
  const auto edited = all<Edited>(o.school.does("em", pages(o.first, 3)));
  ASSERT_EQ(edited.size(), 1u);
  EXPECT_EQ(edited[0].unlocked_by, o.order);
  EXPECT_TRUE(o.school.document(o.first).locked()) << "as before";
  EXPECT_EQ(o.school.refused("em", pages(o.first, 4)), (Codes{"Q406", "Q420"})) << "once";
  o.school.does("em", pages(o.second, 4));
  EXPECT_EQ(o.school.refused("em", pages(o.second, 5)), (Codes{"Q406", "Q420", "Q421"}));
}

TEST(Effects, UnlockOnceWorksInAnyStateWithoutLock) {
  Ordered o;
  EXPECT_EQ(o.school.refused("em", pages(o.second, 1)), (Codes{"Q406", "Q421"}));
  o.school.act("em", o.order, "allow");
  o.school.does("em", pages(o.second, 1));
  EXPECT_EQ(o.school.refused("em", pages(o.second, 2)), (Codes{"Q406", "Q421"}));
}

TEST(Effects, UnlockOnceWorksInAnEditableStateToo) {
  Ordered o;
  EXPECT_EQ(o.school.refused("em", pages(o.first, 1)), Codes{"Q406"});
  o.school.act("em", o.order, "allow");
  const auto edited = all<Edited>(o.school.does("em", pages(o.first, 1)));
  ASSERT_EQ(edited.size(), 1u);
  EXPECT_EQ(edited[0].unlocked_by, o.order);
  EXPECT_EQ(o.school.refused("em", pages(o.first, 2)), Codes{"Q406"});
}

TEST(Effects, LockTakesBackAnUnlockThatNobodyHasUsed) {
  Ordered o;
  o.school.act("em", o.order, "allow");
  o.school.act("em", o.order, "lock");
  EXPECT_EQ(o.school.refused("em", pages(o.first, 1)), (Codes{"Q406", "Q420"}));
}

TEST(Effects, EditThatUsesAnUnlockStandsOnTheOrdersClause) {
  Ordered o;
  o.school.act("em", o.order, "allow");
  EXPECT_EQ(o.school.does("em", pages(o.second, 1)).at(0).clause.article, "Điều 7");
  EXPECT_EQ(o.school.does("an", pages(o.first, 1)).at(0).clause.article, "Điều 3");
}

TEST(Effects, OwnersOwnEditLeavesTheUnlockForItsHolder) {
  Ordered o;
  o.school.act("em", o.order, "allow");
  const auto edited = all<Edited>(o.school.does("an", pages(o.first, 1)));
  ASSERT_EQ(edited.size(), 1u);
  EXPECT_TRUE(edited[0].unlocked_by.empty());
  o.school.does("em", pages(o.first, 2));
}

TEST(Effects, UnlockOnceOfOneFieldIsOnlyForThatField) {
  Ordered o;
  o.school.act("em", o.order, "allow_field");
  const Refusal other = o.school.refusal("em", edit(o.second, {{"subject", "music"}}));
  ASSERT_EQ(codes(other), (Codes{"Q406", "Q447", "Q421"}));
  EXPECT_EQ(sentence(other.unmet[1], Lang::en), "only field `pages` may be changed, once");
  Edit both = pages(o.second, 2);
  both.fields.emplace(FieldId{"subject"}, text("music"));
  EXPECT_EQ(o.school.refused("em", both), (Codes{"Q406", "Q447", "Q421"}));
  o.school.does("em", pages(o.second, 2));
  EXPECT_EQ(o.school.refused("em", pages(o.second, 3)), (Codes{"Q406", "Q421"}));
}

TEST(Effects, UnlockOnceOfOneFieldUnderALock) {
  Ordered o;
  o.school.act("em", o.order, "lock");
  o.school.act("em", o.order, "allow_field");
  EXPECT_EQ(o.school.refused("em", edit(o.first, {{"subject", "music"}})), (Codes{"Q406", "Q447", "Q420"}));
}

TEST(Effects, FlagsFallOnTheirSubject) {
  Ordered o;
  EXPECT_EQ(kinds(o.school.act("em", o.order, "mark")), (Codes{"acted", "flagged", "flagged", "flagged"}));
  EXPECT_TRUE(o.school.document(o.first).flags.contains(FlagId{"suspect"}));
  EXPECT_TRUE(o.school.document(o.second).flags.contains(FlagId{"suspect"}));
  EXPECT_EQ(o.school.document(o.order).flags, std::set<FlagId>{FlagId{"urgent"}});
}

TEST(Effects, NotifyNamesThePeopleThereAre) {
  Ordered o;
  const auto told = all<Notified>(o.school.act("em", o.order, "tell"));
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(names(told[0].people), (Codes{"em", "ha"}));
  EXPECT_EQ(kinds(o.school.act("em", o.order, "tell_nobody")), Codes{"acted"}) << "nobody is auditor";
}

TEST(Effects, NotifyLeavesOutAnOwnerWhoHasLeft) {
  Ordered o;
  const DocumentId order = o.school.create("giang", "order", {}, {o.first});
  o.school.does("em", RemovePerson{PersonId{"giang"}});
  const Refusal refusal = o.school.refusal("em", action(order, "tell"));
  EXPECT_EQ(codes(refusal), Codes{"Q407"}) << "nobody who is here could do it";
  EXPECT_TRUE(refusal.unmet[0].people.empty());
}

TEST(Effects, OpenMakesAControlDocumentAboutThisOne) {
  Ordered o;
  struct Row {
    const char* action;
    const char* owner;
  };
  for (const Row row :
       {Row{"note", "ha"}, Row{"note_own", "ha"}}) {  // em may not own a note: it goes to who may
    SCOPED_TRACE(row.action);
    const auto events = o.school.act("ha", o.order, row.action);
    EXPECT_EQ(kinds(events), (Codes{"acted", "created"}));
    const Created made = all<Created>(events).at(0);
    EXPECT_EQ(made.owner.value, row.owner);
    EXPECT_EQ(made.about, std::vector<DocumentId>{o.order});
    EXPECT_EQ(made.opened_by, o.order);
    EXPECT_EQ(made.state.value, "open");
    EXPECT_EQ(made.type.value, "note");
  }
  EXPECT_EQ(o.school.state.documents.size(), 5u) << "each has an id of its own";
}

}  // namespace
}  // namespace quyche::test
