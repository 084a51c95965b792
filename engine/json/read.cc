#include "engine/json/read.h"

#include <simdjson.h>

#include "engine/base/limits.h"

namespace quyche::json {
namespace {

namespace dom = simdjson::dom;

std::string pointer_step(std::string_view key) {
  std::string step = "/";
  for (const char c : key) {
    if (c == '~')
      step += "~0";
    else if (c == '/')
      step += "~1";
    else
      step += c;
  }
  return step;
}

// Builds the tree; stops at the first problem and prepends the path on the way out.
class Builder {
 public:
  bool build(dom::element element, std::size_t depth, Value& out) {
    if (depth > limits::json_depth_max) return stop("nested too deeply");
    switch (element.type()) {
      case dom::element_type::NULL_VALUE: out = Value(); return true;
      case dom::element_type::BOOL: out = Value(bool(element)); return true;
      case dom::element_type::STRING: out = Value(std::string_view(element)); return true;
      case dom::element_type::INT64: return build_integer(std::int64_t(element), out);
      case dom::element_type::UINT64: return stop("number out of range");
      case dom::element_type::DOUBLE: return stop("number is not an integer");
      case dom::element_type::ARRAY: return build_array(dom::array(element), depth, out);
      case dom::element_type::OBJECT: return build_object(dom::object(element), depth, out);
    }
    return stop("unknown JSON value");
  }
  ReadError error;

 private:
  bool stop(const char* what) {
    error.what = what;
    return false;
  }
  bool build_integer(std::int64_t n, Value& out) {
    if (n > limits::json_integer_max || n < -limits::json_integer_max) return stop("number out of range");
    out = Value(n);
    return true;
  }
  bool build_array(dom::array items, std::size_t depth, Value& out) {
    Array array;
    array.reserve(items.size());
    for (const dom::element item : items) {
      Value value;
      if (!build(item, depth + 1, value)) {
        error.where.insert(0, "/" + std::to_string(array.size()));
        return false;
      }
      array.push_back(std::move(value));
    }
    out = Value(std::move(array));
    return true;
  }
  bool build_object(dom::object members, std::size_t depth, Value& out) {
    Object object;
    for (const auto [key, element] : members) {
      Value value;
      if (!build(element, depth + 1, value)) {
        error.where.insert(0, pointer_step(key));
        return false;
      }
      if (!object.emplace(std::string(key), std::move(value)).second) {
        error.where = pointer_step(key);
        return stop("duplicate key");
      }
    }
    out = Value(std::move(object));
    return true;
  }
};

const char* phrase_for(simdjson::error_code code) {
  switch (code) {
    case simdjson::UTF8_ERROR: return "not valid UTF-8";
    case simdjson::EMPTY: return "empty text";
    case simdjson::DEPTH_ERROR: return "nested too deeply";
    case simdjson::UNESCAPED_CHARS: return "control character in a string";
    case simdjson::UNCLOSED_STRING: return "string is not closed";
    case simdjson::NUMBER_ERROR: return "malformed number";
    default: return "not valid JSON";
  }
}

}  // namespace

Result<Value, ReadError> read(std::string_view text, std::size_t bytes_max) {
  if (text.size() > bytes_max) return tl::unexpected(ReadError{"text too long", ""});
  thread_local dom::parser parser;
  dom::element root;
  // simdjson reads up to SIMDJSON_PADDING bytes past the end, so it works on its own padded copy.
  if (const auto code = parser.parse(text.data(), text.size(), true).get(root); code != simdjson::SUCCESS) {
    return tl::unexpected(ReadError{phrase_for(code), ""});
  }
  Builder builder;
  Value value;
  if (!builder.build(root, 1, value)) return tl::unexpected(std::move(builder.error));
  return value;
}

bool valid_utf8(std::string_view text) { return simdjson::validate_utf8(text.data(), text.size()); }

}  // namespace quyche::json
