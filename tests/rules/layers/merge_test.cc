// Laying trees over each other: what wins, where it came from, and that the order of merging does not matter.
#include "rules/layers/merge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "rules/yaml/reader.h"

namespace quyche::rules {
namespace {

yaml::Node tree(const std::string& text, const std::string& name = "x.yaml") {
  Findings findings;
  auto read = yaml::read(std::make_shared<const Source>(name, text), findings);
  EXPECT_TRUE(read) << text;
  return read.value_or(yaml::Node());
}

// Keys sorted: two trees that say the same give the same text.
std::string said(const yaml::Node& node) {
  switch (node.kind) {
    case yaml::Kind::empty: return "~";
    case yaml::Kind::scalar: return node.text;
    case yaml::Kind::sequence: {
      std::string out = "[";
      for (const yaml::Node& item : node.items) out += said(item) + ",";
      return out + "]";
    }
    case yaml::Kind::mapping: break;
  }
  std::vector<std::string> entries;
  for (const yaml::Entry& entry : node.entries) entries.push_back(entry.key.text + ":" + said(entry.value));
  std::sort(entries.begin(), entries.end());
  std::string out = "{";
  for (const std::string& entry : entries) out += entry + ",";
  return out + "}";
}

struct Case {
  const char* what;
  const char* upper;
  const char* lower;
  const char* merged;
};

TEST(MergeLayers, TheLowerReplacesOrAdds) {
  const Case cases[] = {
      {"a scalar", "issuer: a", "issuer: b", "issuer: b"},
      {"a key of one side", "issuer: a", "zone: b", "{issuer: a, zone: b}"},
      {"mappings key by key", "roles: {a: x, b: y}", "roles: {b: z, c: w}", "roles: {a: x, b: z, c: w}"},
      {"lists as a whole", "roles: {g: {any_of: [a, b]}}", "roles: {g: {any_of: [a]}}",
       "roles: {g: {any_of: [a]}}"},
      {"titles as a whole", "title: {vi: a, en: b}", "title: {vi: c}", "title: {vi: c}"},
      {"a title alone is a title", "workflows: {w: {states: {a: {vi: x, en: y}, b: x}}}",
       "workflows: {w: {states: {a: {final: true}, b: z}}}",
       "workflows: {w: {states: {a: {title: {vi: x, en: y}, final: true}, b: z}}}"},
      {"and the other way round", "roles: {r: {title: x, within: unit}}", "roles: {r: y}",
       "roles: {r: {title: y, within: unit}}"},
      {"what is the file's own is not inherited", "{regulation: a, level: nation, covers: [S0-1], issuer: i}",
       "regulation: b", "{regulation: b, issuer: i}"},
      {"needs of a document are added", "documents: {d: {needs: {submit: [reason, {field: a}]}}}",
       "documents: {d: {needs: {submit: [{field: b}, reason]}}}",
       "documents: {d: {needs: {submit: [reason, {field: a}, {field: b}]}}}"},
      {"a single need is a list of one", "documents: {d: {needs: {submit: reason}}}",
       "documents: {d: {needs: {submit: {field: b}}}}",
       "documents: {d: {needs: {submit: [reason, {field: b}]}}}"},
      {"needs of an action are replaced", "workflows: {w: {actions: {a: {needs: [reason]}}}}",
       "workflows: {w: {actions: {a: {needs: [{field: b}]}}}}",
       "workflows: {w: {actions: {a: {needs: [{field: b}]}}}}"},
      {"a slot that is filled is closed", "documents: {d: {open: [duty, fields], delegated: deadlines}}",
       "documents: {d: {deadlines: {x: y}, duty: z}}",
       "documents: {d: {open: [fields], deadlines: {x: y}, duty: z}}"},
      {"unless it is listed again", "documents: {d: {delegated: [deadlines]}}",
       "documents: {d: {deadlines: {x: y}, delegated: [deadlines]}}",
       "documents: {d: {delegated: [deadlines], deadlines: {x: y}}}"},
      {"a new due line is read anew",
       "documents: {d: {deadlines: {x: {title: t, due: a, reading: r, roll: none}}}}",
       "documents: {d: {deadlines: {x: {due: b}}}}",
       "documents: {d: {deadlines: {x: {due: b, roll: none}}}}"},
      {"an old one keeps its reading", "documents: {d: {deadlines: {x: {due: a, reading: r}}}}",
       "documents: {d: {deadlines: {x: {counts: c}}}}",
       "documents: {d: {deadlines: {x: {due: a, reading: r, counts: c}}}}"},
  };
  for (const Case& one : cases)
    EXPECT_EQ(said(merge_layers(tree(one.upper), tree(one.lower)).tree), said(tree(one.merged))) << one.what;
}

TEST(MergeLayers, SaysWhatWasReplacedAndByWhichFile) {
  const Merged merged =
      merge_layers(tree("documents: {d: {deadlines: {x: {due: a, cite: c}}}}", "above.yaml"),
                   tree("documents: {d: {deadlines: {x: {due: b, cite: c}}}}", "below.yaml"));
  ASSERT_EQ(merged.replaced.size(), 1U);  // the same text again replaces nothing
  EXPECT_EQ(merged.replaced[0].path, "documents.d.deadlines.x.due");
  EXPECT_EQ(merged.replaced[0].was.source->name(), "above.yaml");
  EXPECT_EQ(merged.replaced[0].by.source->name(), "below.yaml");
  EXPECT_EQ(merged.replaced[0].was_text, "a");
}

// Random regulations with the keys that have rules of their own.
class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::string regulation() {
    std::string out = "documents: {";
    for (const char* document : {"d", "e"})
      if (chance(3)) out += std::string(document) + ": " + this->document() + ", ";
    out += "z: {k: v}}\n";
    if (chance(2)) out += "issuer: " + word() + "\n";
    if (chance(2)) out += "workflows: {w: {states: {s: " + word() + "}}}\n";
    if (!chance(2))
      out += "roles: {r: {within: " + word() + "}}\n";
    else if (chance(2))
      out += "roles: {r: " + word() + ", " + word() + ": {title: " + word() + "}}\n";
    return out;
  }

 private:
  bool chance(unsigned of) { return engine_() % of != 0; }
  std::string word() { return std::string(1, static_cast<char>('a' + engine_() % 4)); }
  std::string slots() {
    std::string out = "[";
    for (const char* slot : {"deadlines", "needs", "duty"})
      if (!chance(2)) out += std::string(slot) + ", ";
    return out + "fields]";
  }
  std::string document() {
    std::string out = "{";
    if (chance(2)) out += "open: " + slots() + ", ";
    if (chance(2)) out += "duty: " + word() + ", ";
    if (chance(2)) out += "title: {vi: " + word() + "}, ";
    if (chance(2)) out += "needs: {a: [" + word() + ", " + word() + "x]}, ";
    if (chance(2)) {
      out += "deadlines: {t: {";
      if (chance(2)) out += "due: " + word() + ", ";
      if (chance(2)) out += "reading: " + word() + ", ";
      out += "cite: " + word() + "}}, ";
    }
    return out + "cite: " + word() + "}";
  }
  std::mt19937 engine_;
};

TEST(MergeLayers, GivesTheSameFromAboveAndFromBelow) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Random random(seed);
  for (int i = 0; i < 2'000; ++i) {
    const std::string texts[] = {random.regulation(), random.regulation(), random.regulation()};
    const yaml::Node a = tree(texts[0]);
    const yaml::Node b = tree(texts[1]);
    const yaml::Node c = tree(texts[2]);
    const std::string down = said(merge_layers(merge_layers(a, b).tree, c).tree);
    const std::string up = said(merge_layers(a, merge_layers(b, c).tree).tree);
    ASSERT_EQ(down, up) << texts[0] << "---\n" << texts[1] << "---\n" << texts[2];
  }
}

}  // namespace
}  // namespace quyche::rules
