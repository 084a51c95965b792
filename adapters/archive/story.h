// What the other files of an archive follow from, gathered line by line from events.jsonl. It looks at the
// events as JSON and not as quyche's own types, as a verifier in another language does.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/digest/sha256.h"
#include "engine/json/value.h"

namespace quyche::archive {

// The envelope of an event (docs/events.md).
struct EventLine {
  std::uint64_t seq = 0;
  std::string school;
  std::string at;
  std::string by;  // empty: nobody
  Digest policy;
  std::string kind;
  json::Value data;  // an object
};
// Nothing for a line that is no canonical JSON of this shape.
[[nodiscard]] std::optional<EventLine> read_event_line(std::string_view line);

// A commitment where it first stands.
struct TextUse {
  Digest commitment;
  std::uint64_t seq = 0;
  std::string person;    // whose text it is; empty: nobody's
  std::string document;  // empty: of none
};

// A key that the log takes up with the event `since`; `lost`: without being handed to.
struct KeyLine {
  std::uint64_t since = 0;
  std::string key;
  bool lost = false;
};

// Memory grows with the texts, the documents and the people, by some hundred bytes each.
class Story {
 public:
  // Gets the lines of attachments.csv as they come, the header first.
  using Sink = std::function<void(std::string_view)>;
  explicit Story(Sink attachments);
  void add(const EventLine& event);

  std::string keys;              // the file `keys`: "seq at key" a line, " lost" behind those not handed to
  std::vector<KeyLine> adopted;  // the same
  std::vector<TextUse> texts;    // each commitment once, in order
  std::set<Digest> policies;     // that events name
  // The place of a commitment in `texts`.
  [[nodiscard]] std::optional<std::size_t> place_of(const Digest& commitment) const;
  // Whether the person's texts were erased by an event after `seq`.
  [[nodiscard]] bool erased_after(const std::string& person, std::uint64_t seq) const;

 private:
  void add_text(const json::Value* commitment, const EventLine& event, const std::string& person);
  void add_texts(const EventLine& event);
  void add_file(const EventLine& event, const char* what, const std::string& name,
                const json::Value* content);
  void add_files(const EventLine& event);

  Sink attachments_;
  std::map<Digest, std::size_t> places_;
  std::map<std::string, std::string> type_of_;   // of a document
  std::map<std::string, std::uint64_t> erased_;  // the last erasure of a person
};

}  // namespace quyche::archive
