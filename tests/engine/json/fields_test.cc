// Structs to JSON and back by their one list of fields.
#include "engine/json/fields.h"

#include <gtest/gtest.h>

#include "engine/base/id.h"
#include "engine/json/canonical.h"
#include "engine/json/read.h"
#include "engine/time/date.h"

namespace quyche::json {

enum class Colour { red, green };
constexpr auto names_of(Colour) { return std::to_array<std::string_view>({"red", "green"}); }

struct Circle {
  static constexpr std::string_view kind = "circle";
  int radius = 0;
  bool operator==(const Circle&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("radius", self.radius);
  }
};
struct Dot {
  static constexpr std::string_view kind = "dot";
  bool operator==(const Dot&) const = default;
  template <class Io, class Self>
  static void describe(Io&, Self&) {}
};
using Shape = std::variant<Circle, Dot>;

struct Thing {
  UnitId id;
  std::string name;
  bool big = false;
  std::uint8_t small = 0;
  Colour colour = Colour::red;
  std::optional<Date> day;
  std::vector<Shape> shapes;
  std::map<UnitId, std::vector<int>> by_unit;
  bool operator==(const Thing&) const = default;
  template <class Io, class Self>
  static void describe(Io& io, Self& self) {
    io.required("id", self.id);
    io("name", self.name);
    io("big", self.big);
    io("small", self.small);
    io("colour", self.colour);
    io("day", self.day);
    io("shapes", self.shapes);
    io("by_unit", self.by_unit);
  }
};

namespace {

std::vector<std::string> problems(const std::string& text) {
  const auto value = read(text);
  EXPECT_TRUE(value) << text;
  Thing thing;
  std::vector<Mismatch> found;
  const bool ok = decode(*value, thing, found, "");
  EXPECT_EQ(ok, found.empty());
  std::vector<std::string> out;
  for (const Mismatch& one : found) out.push_back(one.where + ": " + one.what);
  return out;
}

TEST(JsonFields, RoundTripOfEverything) {
  const Thing full{UnitId{"u"},
                   "ê",
                   true,
                   255,
                   Colour::green,
                   *Date::parse("2024-10-07"),
                   {Circle{3}, Dot{}},
                   {{UnitId{"a"}, {1, 2}}, {UnitId{"b"}, {}}}};
  const Value encoded = encode(full);
  EXPECT_EQ(canonical(encoded),
            R"({"big":true,"by_unit":{"a":[1,2],"b":[]},"colour":"green","day":"2024-10-07","id":"u",)"
            R"("name":"ê","shapes":[{"kind":"circle","radius":3},{"kind":"dot"}],"small":255})");
  Thing again;
  std::vector<Mismatch> found;
  EXPECT_TRUE(decode(encoded, again, found, ""));
  EXPECT_EQ(again, full);
}

TEST(JsonFields, DefaultsAreLeftOutAndComeBack) {
  Thing least;
  least.id = UnitId{"u"};
  EXPECT_EQ(canonical(encode(least)), R"({"id":"u"})");
  Thing again;
  std::vector<Mismatch> found;
  EXPECT_TRUE(decode(encode(least), again, found, ""));
  EXPECT_EQ(again, least);
}

TEST(JsonFields, EachProblemWithItsPointer) {
  using Found = std::vector<std::string>;
  struct Row {
    const char* text;
    Found found;
  };
  const Row rows[] = {
      {R"({"id":"u"})", {}},
      {"[]", {": not an object"}},
      {"{}", {"/id: missing"}},
      {R"({"id":"U"})", {"/id: not in the expected form"}},
      {R"({"id":7})", {"/id: not a text"}},
      {R"({"id":null})", {"/id: not a text"}},
      {R"({"id":"u","nmae":"x","zz":1})", {"/nmae: unknown key", "/zz: unknown key"}},
      {R"({"id":"u","name":1})", {"/name: not a text"}},
      {R"({"id":"u","big":"true"})", {"/big: not true or false"}},
      {R"({"id":"u","small":256})", {"/small: not a whole number in range"}},
      {R"({"id":"u","small":-1})", {"/small: not a whole number in range"}},
      {R"({"id":"u","small":true})", {"/small: not a whole number in range"}},
      {R"({"id":"u","colour":"blue"})", {"/colour: not one of the known names"}},
      {R"({"id":"u","colour":0})", {"/colour: not one of the known names"}},
      {R"({"id":"u","day":"2024-02-30"})", {"/day: not in the expected form"}},
      {R"({"id":"u","day":null})", {"/day: not a text"}},
      {R"({"id":"u","shapes":{}})", {"/shapes: not a list"}},
      {R"({"id":"u","shapes":[{"kind":"circle"},{"kind":"star"},{"radius":1},3]})",
       {"/shapes/0/radius: missing", "/shapes/1/kind: unknown kind `star`", "/shapes/2/kind: missing",
        "/shapes/3/kind: missing"}},
      {R"({"id":"u","shapes":[{"kind":"dot","radius":1}]})", {"/shapes/0/radius: unknown key"}},
      {R"({"id":"u","by_unit":[]})", {"/by_unit: not an object"}},
      {R"({"id":"u","by_unit":{"A":[],"b":[1,"x"]}})",
       {"/by_unit/A: not a valid key", "/by_unit/b/1: not a whole number in range"}},
      {R"({"big":1,"colour":"x","more":2})",
       {"/id: missing", "/big: not true or false", "/colour: not one of the known names",
        "/more: unknown key"}},
  };
  for (const Row& row : rows) EXPECT_EQ(problems(row.text), row.found) << row.text;
}

}  // namespace
}  // namespace quyche::json
