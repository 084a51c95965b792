#include "rules/schema/json_schema.h"

#include <algorithm>
#include <charconv>

#include "engine/base/check.h"
#include "engine/json/read.h"
#include "rules/yaml/reader.h"

namespace quyche::rules::schema {
namespace {

using json::Array;
using json::Object;
using json::Value;

// A tree as YAML 1.2 types it: an example as an editor and a validator see it.
Value typed(const yaml::Node& node) {
  if (node.kind == yaml::Kind::mapping) {
    Object out;
    for (const yaml::Entry& entry : node.entries) out[entry.key.text] = typed(entry.value);
    return out;
  }
  if (node.kind == yaml::Kind::sequence) {
    Array out;
    for (const yaml::Node& item : node.items) out.push_back(typed(item));
    return out;
  }
  if (!node.quoted && (node.text == "true" || node.text == "false")) return node.text == "true";
  std::int64_t number = 0;
  const char* const end = node.text.data() + node.text.size();
  const auto read = std::from_chars(node.text.data(), end, number);
  if (!node.quoted && read.ec == std::errc() && read.ptr == end) return number;
  return node.text;
}

Value example_of(const Key& key) {
  Findings findings;
  const auto source = std::make_shared<Source>("", std::string(key.name) + ": " + std::string(key.example));
  const auto tree = yaml::read(source, findings);
  CHECK(tree && tree->entries.size() == 1, "examples of the schema are YAML");
  return typed(tree->entries.front().value);
}

const Message* says(std::string_view shape, std::string_view name) {
  shape = shape.substr(0, shape.find('.'));
  return find_message("schema." + std::string(shape) + (name.empty() ? "" : "." + std::string(name)));
}

// Whether a layer may leave out something that a whole regulation has to say.
bool relaxes(const Shape& shape) {
  if (shape.whole) return false;
  const auto key_relaxes = [](const Key& key) { return key.must != Must::may || relaxes(*key.value); };
  switch (shape.form) {
    case Form::mapping:
      return !shape.also.empty() || std::any_of(shape.keys.begin(), shape.keys.end(), key_relaxes);
    case Form::map: return shape.least > 0 || relaxes(*shape.item);
    case Form::either:
      return std::any_of(shape.among.begin(), shape.among.end(), [](const Shape* s) { return relaxes(*s); });
    default: return false;  // lists are replaced as a whole
  }
}

class Writer {
 public:
  explicit Writer(Lang lang) : lang_(lang) {}

  // A reference to the shape's definition, which is written when it is not there yet.
  Object refer(const Shape& shape, bool layer) {
    if (shape.form == Form::text) return {{"type", Array{"string", "number", "boolean"}}};
    if (shape.form == Form::flag) return {{"type", "boolean"}};
    layer = layer && relaxes(shape);
    const std::string name = (layer ? "layer_" : "") + std::string(shape.name);
    if (!defs_.contains(name)) {
      defs_[name] = Object();
      defs_[name] = define(shape, layer);
    }
    return {{"$ref", "#/$defs/" + name}};
  }
  Object definitions() && { return std::move(defs_); }

 private:
  std::string text(const Message& message) const {
    return std::string(lang_ == Lang::vi ? message.vi : message.en);
  }
  Object define(const Shape& shape, bool layer) {
    Object out = body(shape, layer);
    if (shape.also.empty() || layer) return out;
    const auto also = json::read(shape.also);
    CHECK(also && also->object() != nullptr, "`also` of a shape is a JSON object");
    for (const auto& [name, value] : *also->object()) out[name] = value;
    return out;
  }
  Object body(const Shape& shape, bool layer) {
    switch (shape.form) {
      case Form::text:
      case Form::flag: break;  // written where they stand
      case Form::number: return {{"type", "integer"}, {"minimum", shape.least}, {"maximum", shape.most}};
      case Form::words: return one_of(shape);
      case Form::pattern:
        return {{"type", "string"}, {"pattern", shape.pattern}, {"examples", Array{shape.example}}};
      case Form::mapping: return mapping(shape, layer);
      case Form::map: return map(shape, layer);
      case Form::list: return {{"type", "array"}, {"items", refer(*shape.item, false)}};
      case Form::one_or_more: {
        const Object item = refer(*shape.item, false);
        return {{"anyOf", Array{item, Object{{"type", "array"}, {"items", item}, {"minItems", 1}}}}};
      }
      case Form::either: {
        Array forms;
        for (const Shape* one : shape.among) forms.push_back(refer(*one, layer));
        return {{"anyOf", std::move(forms)}};
      }
    }
    return {};
  }
  Object one_of(const Shape& shape) const {
    Array set;
    Array meanings;
    for (const std::string_view word : shape.words) {
      set.push_back(word);
      if (const Message* message = says(shape.name, word)) meanings.push_back(text(*message));
    }
    Object out{{"enum", set}};
    if (!meanings.empty()) out["enumDescriptions"] = std::move(meanings);
    return out;
  }
  Object map(const Shape& shape, bool layer) {
    Object item = refer(*shape.item, layer);
    if (const Message* message = says(shape.name, "")) item["description"] = text(*message);
    Object out{{"type", "object"},
               {"propertyNames", refer(*shape.named_by, false)},
               {"additionalProperties", std::move(item)}};
    if (shape.least > 0 && !layer) out["minProperties"] = shape.least;
    return out;
  }
  Object mapping(const Shape& shape, bool layer) {
    Object properties;
    Array required;
    Object with;
    std::map<Must, Array> some;  // {"required": [key]} of each key so marked
    for (const Key& key : shape.keys) {
      properties[std::string(key.name)] = property(shape, key, layer);
      if (key.must == Must::always || (key.must == Must::must && !layer)) required.push_back(key.name);
      if (key.must == Must::one_of || key.must == Must::some_of)
        some[key.must].push_back(Object{{"required", Array{key.name}}});
      if (!key.with.empty()) with[std::string(key.name)] = Array{key.with};
    }
    Object out{{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
    if (!required.empty()) out["required"] = std::move(required);
    if (layer) return out;
    if (!with.empty()) out["dependentRequired"] = std::move(with);
    if (const auto at = some.find(Must::one_of); at != some.end()) out["oneOf"] = at->second;
    if (const auto at = some.find(Must::some_of); at != some.end()) out["anyOf"] = at->second;
    return out;
  }
  Object property(const Shape& shape, const Key& key, bool layer) {
    Object out = refer(*key.value, layer);
    const Message* message = says(shape.name, key.name);
    if (message == nullptr) message = says("any", key.name);
    CHECK(message != nullptr, "every key of the schema is explained in schema.inc");
    out["description"] = text(*message);
    if (key.example.empty()) return out;
    const std::string line = std::string(key.name) + ": " + std::string(key.example);
    out["markdownDescription"] = text(*message) + "\n\n```yaml\n" + line + "\n```";
    out["examples"] = Array{example_of(key)};
    return out;
  }

  Lang lang_;
  Object defs_;
};

}  // namespace

Value json_schema(const Shape& root, Lang lang) {
  Writer writer(lang);
  Object out{{"$schema", "https://json-schema.org/draft/2020-12/schema"}};
  const bool layers = std::any_of(root.keys.begin(), root.keys.end(),
                                  [](const Key& key) { return key.must == Must::always; });
  if (layers) {
    out["if"] = Object{{"type", "object"}, {"required", Array{"under"}}};
    out["then"] = writer.refer(root, true);
    out["else"] = writer.refer(root, false);
  } else {
    out["$ref"] = *writer.refer(root, false).at("$ref").string();
  }
  const Message* message = says(root.name, "");
  CHECK(message != nullptr, "every kind of file is explained in schema.inc");
  out["title"] = lang == Lang::vi ? message->vi : message->en;
  out["$defs"] = std::move(writer).definitions();
  return out;
}

}  // namespace quyche::rules::schema
