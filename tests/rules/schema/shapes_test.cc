// The tables of rules/schema against the reader's own lists of keys, and against their explanations. What a
// validator and the reader make of whole files is in tests/schema.
#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "rules/schema/json_schema.h"
#include "tests/rules/policy/read_policy.h"

namespace quyche::rules::schema {
namespace {

void each_shape(const Shape& shape, std::set<std::string>& seen,
                const std::function<void(const Shape&)>& visit) {
  if (!seen.insert(std::string(shape.name)).second) return;
  visit(shape);
  for (const Key& key : shape.keys) each_shape(*key.value, seen, visit);
  for (const Shape* one : shape.among) each_shape(*one, seen, visit);
  if (shape.item != nullptr) each_shape(*shape.item, seen, visit);
  if (shape.named_by != nullptr) each_shape(*shape.named_by, seen, visit);
}

void each_shape(const std::function<void(const Shape&)>& visit) {
  std::set<std::string> seen;
  for (const Shape* root : {&regulation(), &calendar(), &policy_test()}) each_shape(*root, seen, visit);
}

std::set<std::string> keys_of(const std::string& name) {
  std::set<std::string> out;
  each_shape([&](const Shape& shape) {
    if (shape.name == name)
      for (const Key& key : shape.keys) out.insert(std::string(key.name));
  });
  return out;
}

// The keys that the reader says could stand in place of an unknown one at `path`.
std::set<std::string> keys_read(const std::string& text, const std::string& path) {
  const ReadPolicy read(text);
  std::set<std::string> out;
  for (const Diagnostic& one : read.findings.sorted()) {
    if (one.code != "Q202" || one.path != path || one.args.at(0) != "zzz") continue;
    const std::string& list = one.args.at(1);
    for (std::size_t at = 0; at < list.size();) {
      const std::size_t end = std::min(list.find(", ", at), list.size());
      out.insert(list.substr(at, end - at));
      at = end + 2;
    }
  }
  EXPECT_FALSE(out.empty()) << path;
  return out;
}

TEST(SchemaShapes, TheSchemaHasEveryKeyOfTheReader) {
  const std::string text =
      "regulation: mau\ntitle: Mẫu\neffective: {from: 2024-08-01}\nzzz: 1\n"
      "documents: {mau: {zzz: 1}}\n";
  for (const auto& [path, name] : {std::pair("", "regulation"), std::pair("documents.mau", "document")}) {
    const std::set<std::string> known = keys_of(name);
    for (const std::string& key : keys_read(text, path))
      EXPECT_TRUE(known.contains(key)) << name << ": " << key;
  }
}

// A key named twice would hide one of the two; a name of two shapes, one of the shapes.
TEST(SchemaShapes, NamesAreDistinct) {
  std::map<std::string, const Shape*> shapes;
  each_shape([&](const Shape& shape) {
    std::set<std::string_view> keys;
    for (const Key& key : shape.keys)
      EXPECT_TRUE(keys.insert(key.name).second) << shape.name << '.' << key.name;
  });
  for (const Shape* root : {&regulation(), &calendar(), &policy_test()}) {
    const std::function<void(const Shape&)> visit = [&](const Shape& shape) {
      const auto [at, is_new] = shapes.emplace(std::string(shape.name), &shape);
      if (!is_new && shape.form != Form::text && shape.form != Form::flag) {
        EXPECT_EQ(at->second->keys.data(), shape.keys.data()) << shape.name;
        EXPECT_EQ(at->second->words.data(), shape.words.data()) << shape.name;
        EXPECT_EQ(at->second->item, shape.item) << shape.name;
      }
      for (const Key& key : shape.keys) visit(*key.value);
      for (const Shape* one : shape.among) visit(*one);
      if (shape.item != nullptr) visit(*shape.item);
    };
    visit(*root);
  }
}

TEST(SchemaShapes, EveryExplanationIsOfAKeyAMapOrAWord) {
  std::set<std::string> known;
  each_shape([&](const Shape& shape) {
    const std::string prefix = "schema." + std::string(shape.name.substr(0, shape.name.find('.')));
    known.insert(prefix);
    for (const Key& key : shape.keys) {
      known.insert(prefix + '.' + std::string(key.name));
      known.insert("schema.any." + std::string(key.name));
    }
    for (const std::string_view word : shape.words) known.insert(prefix + '.' + std::string(word));
  });
  std::size_t seen = 0;
  for (const Message& message : all_messages()) {
    if (!message.code.starts_with("schema.")) continue;
    ++seen;
    EXPECT_TRUE(known.contains(std::string(message.code))) << message.code << " explains nothing";
    EXPECT_NE(message.vi, message.en) << message.code;
    const bool of_a_file =
        std::count(message.code.begin(), message.code.end(), '.') == 1 && !message.vi.ends_with('.');
    EXPECT_TRUE(message.vi.ends_with('.') || of_a_file) << message.code;
  }
  EXPECT_GT(seen, 150U);
}

}  // namespace
}  // namespace quyche::rules::schema
