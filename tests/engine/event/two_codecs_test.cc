// The direct way of events to bytes and back, held against the way through a tree of values: the same bytes,
// the same events, the same words about what is wrong.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/event/codec.h"
#include "engine/event/tree_codec.h"
#include "tests/engine/event/samples.h"

namespace quyche::test {
namespace {

// Whether the bytes are an event.
bool expect_agreement(const std::string& bytes) {
  const auto by_tree = decode_event_by_tree(bytes);
  const auto direct = decode_event(bytes);
  Event event;
  EXPECT_EQ(read_event(bytes, event), by_tree.has_value()) << bytes;
  EXPECT_EQ(direct.has_value(), by_tree.has_value()) << bytes;
  if (!by_tree) {
    EXPECT_EQ(direct.error(), by_tree.error()) << bytes;
    return false;
  }
  EXPECT_TRUE(event == *by_tree && *direct == *by_tree) << bytes;
  EXPECT_EQ(encode_event(event), bytes);
  EXPECT_EQ(encode_event_by_tree(event), bytes);
  return true;
}

TEST(TwoEventCodecs, AgreeOnEveryKind) {
  for (const Sample& sample : event_samples()) {
    SCOPED_TRACE(sample.name);
    const std::string bytes = encode_event_by_tree(sample.event);
    EXPECT_EQ(encode_event(sample.event), bytes);
    EXPECT_TRUE(expect_agreement(bytes));
  }
}

TEST(TwoEventCodecs, AgreeOnTheFuzzCorpus) {
  std::size_t good = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(QUYCHE_SOURCE_DIR "/tests/fuzz/corpus/event")) {
    std::ostringstream bytes;
    bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    if (expect_agreement(bytes.str())) ++good;
  }
  EXPECT_GT(good, 10u);
}

// Signs that mean something to JSON, to ids, to digests and to UTF-8.
TEST(TwoEventCodecs, AgreeOnEveryKindWithOneByteChangedAddedOrGone) {
  const std::string signs = std::string("\"\\{}[]:, 0-9eE+.afgzAZ_nu/\x01\x1f\x7f\x80\xc3\xa9\xff") + '\0';
  std::size_t good = 0;
  for (const Sample& sample : event_samples()) {
    const std::string bytes = encode_event(sample.event);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      std::string gone = bytes;
      gone.erase(i, 1);
      good += expect_agreement(gone) ? 1 : 0;
      const char sign = signs[i % signs.size()];
      std::string added = bytes;
      added.insert(i, 1, sign);
      good += expect_agreement(added) ? 1 : 0;
      std::string changed = bytes;
      changed[i] = signs[i * 7 / 3 % signs.size()];
      good += expect_agreement(changed) ? 1 : 0;
      ASSERT_FALSE(::testing::Test::HasFailure()) << sample.name << " at " << i;
    }
  }
  EXPECT_GT(good, 100u);
}

TEST(TwoEventCodecs, AgreeOnTexts) {
  const char* const texts[] = {
      R"()",
      R"(Điều 12)",
      R"(\")",
      R"(\\)",
      R"(\/)",
      R"(\b\f\n\r\t)",
      R"(\u0000)",
      R"(\u001f)",
      R"(\u001F)",
      R"(\u0008)",
      R"(\u0020)",
      R"(\u007f)",
      "\x7f",
      R"(\u00e9)",
      "\xc3",
      "\xc3\xa9",
      "\xc0\x80",
      "\xed\xa0\x80",
      "\xf0\x9f\x98\x80",
      "\xf5\x80\x80\x80",
      R"(\ud83d\ude00)",
      R"(\x)",
      R"(\)",
      R"(\u00)",
  };
  const std::string good =
      R"({"at":"2024-10-01T01:02:03.004Z","clause":{"article":"@"},"data":{"document":"d-1","flag":"late"},)"
      R"("kind":"flagged","policy":"00000000000000000000000000000000000000000000000000000000000000ff",)"
      R"("school":"s","seq":3,"v":1})";
  std::size_t read = 0;
  for (const char* text : texts) {
    std::string bytes = good;
    bytes.replace(bytes.find('@'), 1, text);
    read += expect_agreement(bytes) ? 1 : 0;
  }
  EXPECT_EQ(read, 9u);
}

TEST(TwoEventCodecs, AgreeOnNumbers) {
  const std::string good =
      R"({"at":"2024-10-01T01:02:03.004Z","data":{"document":"d-1","fields":{"f":{"integer":@}},)"
      R"("school_year":"2024-2025"},"kind":"edited","policy":)"
      R"("00000000000000000000000000000000000000000000000000000000000000ff","school":"s","seq":3,"v":1})";
  std::size_t read = 0;
  for (const char* number : {"0",
                             "-0",
                             "00",
                             "01",
                             "-01",
                             "-1",
                             "7",
                             "+7",
                             "9007199254740991",
                             "-9007199254740991",
                             "9007199254740992",
                             "-9007199254740992",
                             "9223372036854775808",
                             "18446744073709551616",
                             "1.0",
                             "1e3",
                             "",
                             "-",
                             "true",
                             "\"1\"",
                             "0x1",
                             "1 "}) {
    std::string bytes = good;
    bytes.replace(bytes.find('@'), 1, number);
    read += expect_agreement(bytes) ? 1 : 0;
  }
  EXPECT_EQ(read, 5u);
}

}  // namespace
}  // namespace quyche::test
