// Events as bytes: one form an event, and nothing else reads as one.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "engine/event/codec.h"
#include "tests/engine/event/samples.h"

namespace quyche::test {
namespace {

constexpr const char* golden_path = QUYCHE_SOURCE_DIR "/tests/golden/events/v1.jsonl";

TEST(EventCodec, EveryKindComesBackAsItWas) {
  std::set<std::string_view> kinds;
  for (const Sample& sample : event_samples()) {
    SCOPED_TRACE(sample.name);
    const std::string bytes = encode_event(sample.event);
    const auto again = decode_event(bytes);
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_TRUE(*again == sample.event);
    EXPECT_EQ(encode_event(*again), bytes);
    kinds.insert(kind_of(sample.event.body));
  }
  EXPECT_EQ(kinds.size(), 29u);
}

// These bytes are on disk at schools: a change here needs a new version, not a new golden file.
TEST(EventCodec, BytesAreFrozen) {
  std::string now;
  for (const Sample& sample : event_samples()) now += encode_event(sample.event) + "\n";
  if (std::getenv("QUYCHE_REFRESH_GOLDEN") != nullptr) std::ofstream(golden_path) << now;
  std::ostringstream golden;
  golden << std::ifstream(golden_path).rdbuf();
  EXPECT_EQ(now, golden.str());
}

TEST(EventCodec, EveryChangedByteIsRefusedOrAnotherEvent) {
  std::size_t read = 0;
  for (const Sample& sample : event_samples()) {
    if (sample.name != "created" && sample.name != "deadline_met" && sample.name != "acted (least)") continue;
    const std::string bytes = encode_event(sample.event);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      for (int value = 0; value < 256; ++value) {
        std::string changed = bytes;
        changed[i] = static_cast<char>(value);
        if (changed == bytes) continue;
        const auto event = decode_event(changed);
        if (!event) {
          ASSERT_EQ(event.error().code, "Q505");
          continue;
        }
        ++read;
        ASSERT_EQ(encode_event(*event), changed) << sample.name << " at " << i;
        ASSERT_FALSE(*event == sample.event) << sample.name << " at " << i;
      }
    }
  }
  EXPECT_GT(read, 1'000u) << "ids and numbers do have other good values";
}

TEST(EventCodec, CutAndLengthenedBytesAreRefused) {
  for (const Sample& sample : event_samples()) {
    const std::string bytes = encode_event(sample.event);
    for (std::size_t size = 0; size < bytes.size(); ++size)
      ASSERT_FALSE(decode_event(bytes.substr(0, size))) << sample.name;
    for (const char* more : {" ", "\n", "x", "{}"}) EXPECT_FALSE(decode_event(bytes + more)) << sample.name;
    EXPECT_FALSE(decode_event(" " + bytes));
  }
}

// A good event with one spelling replaced by another of the same meaning, or by one that has none.
TEST(EventCodec, OtherSpellingsAreRefused) {
  const std::string good =
      R"({"at":"2024-10-01T01:02:03.004Z","by":"p1","data":{"document":"d-1","flag":"late"},"kind":"flagged",)"
      R"("policy":"00000000000000000000000000000000000000000000000000000000000000ff","school":"s","seq":3,"v":1})";
  ASSERT_TRUE(decode_event(good)) << decode_event(good).error().detail;
  struct Row {
    const char* what;
    const char* from;
    const char* to;
  };
  const Row rows[] = {
      {"a space", R"("seq":3)", R"("seq": 3)"},
      {"keys in another order", R"("seq":3,"v":1)", R"("v":1,"seq":3)"},
      {"an escape that is not needed", R"("late")", R"("l\u0061te")"},
      {"a time without milliseconds", "03.004Z", "03Z"},
      {"a time in another zone", "T01:02:03.004Z", "T08:02:03.004+07:00"},
      {"a default written out", R"("by":"p1")", R"("by":"p1","command":"")"},
      {"an empty clause written out", R"("by":"p1")", R"("by":"p1","clause":{})"},
      {"null for nothing", R"("by":"p1")", R"("by":null)"},
      {"an upper-case digest", "00ff\"", "00FF\""},
      {"a short digest", "00ff\"", "ff\""},
      {"a float", R"("seq":3)", R"("seq":3.0)"},
      {"an exponent", R"("seq":3)", R"("seq":3e0)"},
      {"a negative number", R"("seq":3)", R"("seq":-3)"},
      {"a number as text", R"("seq":3)", R"("seq":"3")"},
      {"another version", R"("v":1)", R"("v":2)"},
      {"no version", R"(,"v":1)", ""},
      {"an unknown key", R"("seq":3)", R"("seq":3,"size":1)"},
      {"an unknown key in data", R"("flag":"late")", R"("flag":"late","why":"x")"},
      {"an unknown kind", R"("kind":"flagged")", R"("kind":"flaged")"},
      {"another kind's data", R"("kind":"flagged")", R"("kind":"locked")"},
      {"a missing key in data", R"(,"flag":"late")", ""},
      {"a bad id", R"("d-1")", R"("D-1")"},
      {"a duplicate key", R"("by":"p1")", R"("by":"p1","by":"p1")"},
  };
  for (const Row& row : rows) {
    std::string bad = good;
    const std::size_t at = bad.find(row.from);
    ASSERT_NE(at, std::string::npos) << row.what;
    bad.replace(at, std::string_view(row.from).size(), row.to);
    const auto event = decode_event(bad);
    EXPECT_FALSE(event) << row.what;
    if (!event) {
      EXPECT_EQ(event.error().code, "Q505") << row.what;
    }
  }
}

TEST(EventCodec, FaultNamesItsPlace) {
  const auto event = decode_event(R"({"at":"yesterday"})");
  ASSERT_FALSE(event);
  EXPECT_EQ(event.error().detail, "/v: missing");
  EXPECT_EQ(decode_event("[]").error().detail, ": not an object");
}

TEST(EventCodec, FieldValueHasExactlyOneType) {
  const auto with = [](const std::string& value) {
    return decode_event(
        R"({"at":"2024-10-01T01:02:03.004Z","data":{"document":"d-1","fields":{"f":)" + value +
        R"(},"school_year":"2024-2025"},"kind":"edited","policy":)"
        R"("00000000000000000000000000000000000000000000000000000000000000ff","school":"s","seq":3,"v":1})");
  };
  ASSERT_TRUE(with(R"({"code":"x"})")) << with(R"({"code":"x"})").error().detail;
  for (const char* bad :
       {"{}", R"({"code":"x","date":"2024-10-01"})", R"({"colour":"red"})", R"("x")", "null",
        R"({"date":"2024-13-01"})", R"({"integer":true})", R"({"week":"2024-10-07"})"})
    EXPECT_FALSE(with(bad)) << bad;
}

TEST(EventCodec, DocumentAndKindOfEachBody) {
  for (const Sample& sample : event_samples()) {
    const DocumentId* about = document_of(sample.event.body);
    const bool has = encode_event(sample.event).find(R"("document":)") != std::string::npos;
    EXPECT_EQ(about != nullptr, has) << sample.name;
    if (about != nullptr) {
      EXPECT_EQ(about->value, "lesson_plan-7") << sample.name;
    }
  }
}

}  // namespace
}  // namespace quyche::test
