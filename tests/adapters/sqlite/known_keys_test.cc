// What the writer remembers, and what it does when it had to forget.
#include "adapters/sqlite/known_keys.h"

#include <random>

#include "tests/adapters/sqlite/support.h"

namespace quyche::sqlite {
namespace {

TEST(Remembered, forgets_only_what_was_not_asked_for_lately) {
  Remembered<int, int> map(10);
  map.put(0, 100);
  for (int key = 1; key < 200; ++key) {
    map.put(key, key);
    ASSERT_NE(map.find(0), nullptr) << key;
    for (int back = 0; back < 5 && back <= key; ++back) ASSERT_NE(map.find(key - back), nullptr) << key;
  }
  EXPECT_EQ(*map.find(0), 100);
  EXPECT_EQ(map.find(100), nullptr);
  map.forget();
  EXPECT_EQ(map.find(0), nullptr);
  EXPECT_EQ(map.find(199), nullptr);
}

TEST(Remembered, what_it_gives_is_what_was_put_last) {
  constexpr std::uint32_t seed = 7;
  std::mt19937 random(seed);
  Remembered<int, int> map(20);
  std::unordered_map<int, int> all;
  for (int i = 0; i < 20'000; ++i) {
    const int key = static_cast<int>(random() % 100);
    if (random() % 2 == 0) {
      map.put(key, i);
      all[key] = i;
    } else if (const int* found = map.find(key); found != nullptr) {
      ASSERT_EQ(*found, all.at(key)) << "seed " << seed << " step " << i;
    }
  }
}

class ManyDocuments : public StoreOnDisk {};

TEST_F(ManyDocuments, rows_whose_keys_were_forgotten_are_found_again) {
  const auto store = open_store(dir_, OpenMode::create, {.synchronous = Synchronous::normal});
  Batch batch;
  batch.school = school_a;
  const int count = static_cast<int>(2 * limits::documents_known_max) + 100;
  for (int i = 0; i < count; ++i) {
    batch.documents.push_back(contract::document("d" + std::to_string(i), 2));
    batch.documents.back().open = i % 1'000 == 0;
  }
  ASSERT_EQ(code_of(store->append(batch)), "");
  batch.documents = {contract::document("d0", 3), contract::document("d1", 3)};
  batch.documents[0].open = false;
  batch.documents[1].open = true;
  batch.events = {contract::event(1, "d2")};
  ASSERT_EQ(code_of(store->append(batch)), "");
  const auto reader = store->reader().value();
  EXPECT_EQ(reader->document_count(school_a).value(), static_cast<std::uint64_t>(count));
  const auto open = reader->open_documents(school_a).value();
  EXPECT_EQ(open.size(), static_cast<std::size_t>((count + 999) / 1'000));
  EXPECT_EQ(open.front(), batch.documents[1]);
  EXPECT_EQ(reader->document_events(school_a, DocumentId{"d2"}, 1, 9).value(), batch.events);
}

}  // namespace
}  // namespace quyche::sqlite
