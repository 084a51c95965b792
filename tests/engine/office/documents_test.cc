// Documents over a source: what is kept in memory and for how long, and that queries see what was changed.
#include "engine/school/documents.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace quyche {
namespace {

const SchoolYear year{2024};

Document document(const std::string& id, const std::string& type = "plan", const std::string& state = "draft",
                  std::optional<Week> week = std::nullopt) {
  Document out;
  out.id = DocumentId{id};
  out.type = DocumentTypeId{type};
  out.state = StateId{state};
  out.owner = PersonId{"an"};
  out.school_year = year;
  out.week = week;
  return out;
}

// A source in memory that counts what is asked of it.
class Shelf : public DocumentSource {
 public:
  void put(const Document& one) { documents[one.id] = one; }
  Outcome<std::optional<Document>> load(const DocumentId& id) override {
    ++loads;
    if (broken) return fail("Q515", "shelf");
    const auto at = documents.find(id);
    return at == documents.end() ? std::nullopt : std::optional(at->second);
  }
  Outcome<std::vector<StoredDocument>> of(const DocumentTypeId& type, SchoolYear of_year,
                                          const DutyPeriod* period) override {
    return rows([&](const Document& one) {
      return one.type == type && one.school_year == of_year &&
             (period == nullptr || duty_period_of(one) == *period);
    });
  }
  Outcome<void> each_open(const RowVisit& visit) override {
    const auto open = rows([](const Document& one) { return one.state.value != "done"; });
    if (!open) return tl::unexpected(open.error());
    for (const StoredDocument& row : *open) visit(row);
    return {};
  }
  Outcome<std::vector<StoredDocument>> late() override {
    return rows([](const Document& one) { return one.flags.contains(FlagId{"late"}); });
  }
  Outcome<std::vector<StoredDocument>> page(const DocumentId& after, std::size_t count) override {
    auto all = rows([&](const Document& one) { return one.id > after; });
    if (all && all->size() > count) all->resize(count);
    return all;
  }
  Outcome<std::uint64_t> count() override { return documents.size(); }

  std::map<DocumentId, Document> documents;
  int loads = 0;
  bool broken = false;

 private:
  template <class Wanted>
  Outcome<std::vector<StoredDocument>> rows(Wanted wanted) const {
    if (broken) return fail("Q515", "shelf");
    std::vector<StoredDocument> out;
    for (const auto& [id, one] : documents)
      if (wanted(one))
        out.push_back({id, one.type, one.state, one.owner, one.unit, 1, 2024, {}, true, {}, {}});
    return out;
  }
};

class DocumentsTest : public testing::Test {
 protected:
  DocumentsTest() {
    for (const char* id : {"a", "b", "c", "d", "e"}) shelf->put(document(id));
    documents = Documents(shelf, 5, 2);
  }
  bool any(const char* type, const char* state, const DutyPeriod* period = nullptr) const {
    return documents.any_of(DocumentTypeId{type}, year, period,
                            [&](const DocumentFacts& facts) { return facts.state.value == state; });
  }
  std::string open() const {
    std::string out;
    documents.each_open([](const DocumentFacts&) { return true; },
                        [&](const Document& one) { out += one.id.value + ' '; });
    return out;
  }
  void move(const char* id, const char* state) {
    EXPECT_TRUE(documents.change(DocumentId{id}, [&](Document& one) { one.state = StateId{state}; }));
  }

  std::shared_ptr<Shelf> shelf = std::make_shared<Shelf>();
  Documents documents;
};

TEST_F(DocumentsTest, KeepsThoseAskedForLast) {
  for (const char* id : {"a", "b", "c", "a"}) EXPECT_NE(documents.find(DocumentId{id}), nullptr);
  EXPECT_EQ(documents.held(), 3u) << "nothing is forgotten while pointers may be held";
  documents.trim();
  EXPECT_EQ(documents.held(), 2u);
  const int before = shelf->loads;
  (void)documents.find(DocumentId{"a"});
  (void)documents.find(DocumentId{"c"});
  EXPECT_EQ(shelf->loads, before) << "a and c are the newest";
  (void)documents.find(DocumentId{"b"});
  EXPECT_EQ(shelf->loads, before + 1);
}

TEST_F(DocumentsTest, WhatIsNotThereIsAskedForOnce) {
  EXPECT_EQ(documents.find(DocumentId{"x"}), nullptr);
  EXPECT_EQ(documents.find(DocumentId{"x"}), nullptr);
  EXPECT_EQ(shelf->loads, 1);
  documents.trim();
  shelf->put(document("x"));
  EXPECT_NE(documents.find(DocumentId{"x"}), nullptr);
}

TEST_F(DocumentsTest, ChangedOnesStayUntilTheirBatchIsConfirmed) {
  move("a", "done");
  const auto first = documents.end_batch();
  for (const char* id : {"b", "c", "d"}) move(id, "done");
  move("a", "filed");
  const auto second = documents.end_batch();
  documents.confirm(first);
  documents.trim();
  EXPECT_EQ(documents.held(), 4u) << "a was changed again";
  EXPECT_EQ(documents.find(DocumentId{"a"})->state.value, "filed");
  documents.confirm(second);
  documents.trim();
  EXPECT_EQ(documents.held(), 2u);
}

TEST_F(DocumentsTest, QueriesSeeWhatWasChangedAndNotWhatTheSourceStillSays) {
  EXPECT_TRUE(any("plan", "draft"));
  for (const char* id : {"a", "b", "c", "d", "e"}) move(id, "done");
  EXPECT_FALSE(any("plan", "draft"));
  EXPECT_TRUE(any("plan", "done"));
  documents.insert(document("f", "report"));
  EXPECT_TRUE(any("report", "draft"));
  EXPECT_EQ(documents.size(), 6u);
  documents.insert(document("f", "report", "done"));
  EXPECT_EQ(documents.size(), 6u) << "in the place of the one before";
  EXPECT_FALSE(any("report", "draft"));
  EXPECT_NE(open().find("f "), std::string::npos) << "held in memory: the visitor looks for itself";
}

TEST_F(DocumentsTest, PeriodMovesWithAnEdit) {
  const DutyPeriod before{year, Week::parse("2024-W40"), std::nullopt};
  const DutyPeriod after{year, Week::parse("2024-W41"), std::nullopt};
  documents.insert(document("f", "report", "draft", before.week));
  EXPECT_TRUE(any("report", "draft", &before));
  EXPECT_TRUE(documents.change(DocumentId{"f"}, [&](Document& one) { one.week = after.week; }));
  EXPECT_FALSE(any("report", "draft", &before));
  EXPECT_TRUE(any("report", "draft", &after));
  EXPECT_TRUE(any("report", "draft")) << "of the whole year";
  EXPECT_FALSE(documents.any_of(DocumentTypeId{"report"}, SchoolYear{2025}, nullptr,
                                [](const DocumentFacts&) { return true; }));
}

TEST_F(DocumentsTest, EachVisitsAllInOrderWithoutKeepingThem) {
  documents.insert(document("bb"));
  std::string seen;
  documents.each([&](const Document& one) { seen += one.id.value + ' '; });
  EXPECT_EQ(seen, "a b bb c d e ");
  EXPECT_EQ(documents.held(), 1u);
  EXPECT_EQ(open(), "a b bb c d e ");
}

TEST_F(DocumentsTest, CopyStandsForItself) {
  move("b", "done");
  const Documents copy = documents;
  EXPECT_TRUE(copy == documents);
  EXPECT_TRUE(documents == copy);
  shelf->documents.erase(DocumentId{"c"});
  move("b", "filed");
  EXPECT_EQ(copy.find(DocumentId{"b"})->state.value, "done");
  EXPECT_NE(copy.find(DocumentId{"c"}), nullptr);
  EXPECT_FALSE(copy == documents);
}

TEST_F(DocumentsTest, FailedLoadIsRememberedAndReadsAsNothing) {
  EXPECT_NE(documents.find(DocumentId{"a"}), nullptr);
  shelf->broken = true;
  EXPECT_EQ(documents.find(DocumentId{"b"}), nullptr);
  ASSERT_TRUE(documents.fault());
  EXPECT_EQ(documents.fault()->code, "Q515");
  shelf->broken = false;
  EXPECT_EQ(documents.find(DocumentId{"b"}), nullptr) << "it stays";
  EXPECT_FALSE(documents.change(DocumentId{"b"}, [](Document&) {}));
  EXPECT_FALSE(any("plan", "done"));
  EXPECT_NE(documents.find(DocumentId{"a"}), nullptr);
}

TEST_F(DocumentsTest, FailedQueryIsRememberedToo) {
  shelf->broken = true;
  EXPECT_FALSE(any("plan", "draft"));
  ASSERT_TRUE(documents.fault());
  Documents other(shelf, 5, 2);
  other.each([](const Document&) { ADD_FAILURE(); });
  EXPECT_TRUE(other.fault());
}

TEST(DocumentsInMemory, AskNobody) {
  Documents documents;
  EXPECT_TRUE(documents.empty());
  documents.insert(document("a"));
  documents.trim();
  EXPECT_EQ(documents.held(), 1u);
  EXPECT_EQ(documents.find(DocumentId{"b"}), nullptr);
  EXPECT_TRUE(documents.any_of(DocumentTypeId{"plan"}, year, nullptr,
                               [](const DocumentFacts& facts) { return facts.id.value == "a"; }));
}

}  // namespace
}  // namespace quyche
