// The files that people write, as data: which keys stand where, and what each may hold. `quyche schema`
// prints these tables for editors (json_schema.h); tests/schema holds them against the reader, both ways: a
// key that only one of the two knows is a failed test.
//
// What a key is for is said in engine/messages/schema.inc, under `schema.<shape>.<key>` or, where it means
// the same everywhere, `schema.any.<key>`; what the entries of a map are, under `schema.<shape>`; what a word
// means, under `schema.<shape>.<word>`. A shape named `x.y` shares the explanations of `x`.
#pragma once

#include <span>
#include <string_view>

namespace quyche::rules::schema {

enum class Form {
  text,         // any scalar
  flag,         // true, false
  number,       // a whole number, least to most
  words,        // one of a closed set
  pattern,      // text of a form: ids, dates, weeks
  mapping,      // keys of our own choosing
  map,          // entries that the author names
  list,         // items
  one_or_more,  // an item, or a list of at least one
  either,       // one of several shapes
};

struct Shape;

// How a key may stand in its mapping. `always`: also in a layer, where a key that must stand may come from
// the layer above. `one_of`: exactly one of the keys so marked; `some_of`: at least one.
enum class Must { may, must, always, one_of, some_of };

struct Key {
  std::string_view name;
  Must must = Must::may;
  const Shape* value = nullptr;
  std::string_view example{};  // a value, as one writes it; checked by tests/schema
  std::string_view with{};     // the key without which this one has no meaning
};

struct Shape {
  std::string_view name;
  Form form = Form::text;
  std::span<const std::string_view> words{};
  std::string_view pattern{};  // a regular expression that JavaScript and Python read alike
  std::string_view example{};  // of a pattern
  int least = 0;               // of a number; of a map: entries
  int most = 0;
  std::span<const Key> keys{};
  const Shape* named_by = nullptr;  // of a map: the form of its keys
  const Shape* item = nullptr;      // of a map, a list, one_or_more
  std::span<const Shape* const> among{};
  bool whole = false;  // a layer replaces it as a whole, so that it is complete there too
  // What the tables cannot say, as members of a JSON Schema.
  std::string_view also{};
};

// A regulation; with `under` it is a layer, where nothing but its own header has to stand.
[[nodiscard]] const Shape& regulation();
[[nodiscard]] const Shape& calendar();
[[nodiscard]] const Shape& policy_test();

}  // namespace quyche::rules::schema
