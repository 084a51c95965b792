// One list of fields a type, two directions: struct -> JSON and JSON -> struct.
//
// A type describes itself once:
//
//   struct Attested {
//     static constexpr std::string_view kind = "attested";
//     DocumentId document; PaperStepId step;
//     template <class Io, class Self> static void describe(Io& io, Self& self) {
//       io.required("document", self.document);
//       io("step", self.step);
//     }
//   };
//
// so reading and writing cannot drift apart. io(name, x) leaves a default value out when writing and keeps
// the default when absent; io.required(name, x) always writes and demands. Reading is strict: an unknown key,
// a wrong type or a bad text is an error with its JSON pointer; so each value has exactly one encoding.
//
// Enums give their names through an ADL function `names_of(E)`, an array indexed by value: these names are on
// disk and frozen. Variants are objects with a `kind` (or the variant's own key, see VariantKey).
#pragma once

#include <array>
#include <concepts>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "engine/json/value.h"

namespace quyche::json {

// What did not fit, for people: a JSON pointer and a phrase.
struct Mismatch {
  std::string where;
  std::string what;
};

class Encoder;
class Decoder;

template <class T>
concept Described = requires(T& t, Encoder& io) {
  T::describe(io, t);
};
template <class T>
concept Textual = requires(const T& t, std::string_view s) {
  { t.text() } -> std::convertible_to<std::string>;
  { T::parse(s) } -> std::same_as<std::optional<T>>;
};
template <class T>
concept Named = std::is_enum_v<T> && requires(T e) {
  names_of(e);
};

template <class T>
struct IsVariant : std::false_type {};
template <class... A>
struct IsVariant<std::variant<A...>> : std::true_type {};
template <class T>
concept Variant = IsVariant<T>::value;

// The key that names the alternative of a variant.
template <class V>
struct VariantKey {
  static constexpr std::string_view value = "kind";
};

template <class T>
Value encode(const T& value);
template <class T>
bool decode(const Value& in, T& out, std::vector<Mismatch>& problems, const std::string& where);

class Encoder {
 public:
  explicit Encoder(Object& out) : out_(out) {}
  template <class T>
  void operator()(std::string_view name, const T& value) {
    if (!(value == T{})) out_.emplace(std::string(name), encode(value));
  }
  template <class T>
  void required(std::string_view name, const T& value) {
    out_.emplace(std::string(name), encode(value));
  }
  void exactly_one_key() {}

 private:
  Object& out_;
};

class Decoder {
 public:
  Decoder(const Object& in, std::vector<Mismatch>& problems, std::string where)
      : in_(in), problems_(problems), where_(std::move(where)) {}
  template <class T>
  void operator()(std::string_view name, T& value) {
    if (const Value* member = take(name)) decode(*member, value, problems_, child(name));
  }
  template <class T>
  void required(std::string_view name, T& value) {
    if (const Value* member = take(name))
      decode(*member, value, problems_, child(name));
    else
      problems_.push_back({child(name), "missing"});
  }
  void ignore(std::string_view name) { seen_.insert(name); }
  [[nodiscard]] bool has(std::string_view name) const { return in_.find(name) != in_.end(); }
  void exactly_one_key() {
    if (in_.size() != 1) problems_.push_back({where_, "not exactly one key"});
  }
  void finish() {
    for (const auto& [key, member] : in_)
      if (!seen_.contains(key)) problems_.push_back({child(key), "unknown key"});
  }

 private:
  const Value* take(std::string_view name) {
    seen_.insert(name);
    const auto at = in_.find(name);
    return at == in_.end() ? nullptr : &at->second;
  }
  [[nodiscard]] std::string child(std::string_view name) const { return where_ + "/" + std::string(name); }

  const Object& in_;
  std::vector<Mismatch>& problems_;
  std::string where_;
  std::set<std::string_view> seen_;
};

namespace detail {

template <class T>
Object encode_fields(const T& value) {
  Object out;
  Encoder io(out);
  T::describe(io, value);
  return out;
}

template <class T>
bool decode_fields(const Value& in, T& out, std::vector<Mismatch>& problems, const std::string& where,
                   std::string_view tag = {}) {
  const Object* members = in.object();
  if (members == nullptr) {
    problems.push_back({where, "not an object"});
    return false;
  }
  const std::size_t before = problems.size();
  Decoder io(*members, problems, where);
  if (!tag.empty()) io.ignore(tag);
  T::describe(io, out);
  io.finish();
  return problems.size() == before;
}

template <class V, std::size_t I = 0>
bool decode_alternative(std::string_view kind, const Value& in, V& out, std::vector<Mismatch>& problems,
                        const std::string& where) {
  if constexpr (I == std::variant_size_v<V>) {
    problems.push_back(
        {where + "/" + std::string(VariantKey<V>::value), "unknown kind `" + std::string(kind) + "`"});
    return false;
  } else {
    using A = std::variant_alternative_t<I, V>;
    if (A::kind != kind) return decode_alternative<V, I + 1>(kind, in, out, problems, where);
    A alternative{};
    const bool ok = decode_fields(in, alternative, problems, where, VariantKey<V>::value);
    out = std::move(alternative);
    return ok;
  }
}

template <class V>
bool decode_variant(const Value& in, V& out, std::vector<Mismatch>& problems, const std::string& where) {
  const Value* tag = in.find(VariantKey<V>::value);
  if (tag == nullptr || tag->string() == nullptr) {
    problems.push_back({where + "/" + std::string(VariantKey<V>::value), "missing"});
    return false;
  }
  return decode_alternative(*tag->string(), in, out, problems, where);
}

template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsMap : std::false_type {};
template <class K, class T>
struct IsMap<std::map<K, T>> : std::true_type {};

template <class T>
std::string key_text(const T& key) {
  if constexpr (std::is_same_v<T, std::string>)
    return key;
  else
    return key.text();
}

template <class E>
bool decode_name(std::string_view text, E& out) {
  const auto names = names_of(E{});
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] != text) continue;
    out = static_cast<E>(i);
    return true;
  }
  return false;
}

template <class T>
bool decode_map(const Value& in, T& out, std::vector<Mismatch>& problems, const std::string& where) {
  using K = typename T::key_type;
  const Object* members = in.object();
  if (members == nullptr) {
    problems.push_back({where, "not an object"});
    return false;
  }
  const std::size_t before = problems.size();
  for (const auto& [key, member] : *members) {
    typename T::mapped_type item{};
    decode(member, item, problems, where + "/" + key);
    if constexpr (std::is_same_v<K, std::string>) {
      out.emplace(key, std::move(item));
    } else if (auto id = K::parse(key)) {
      out.emplace(std::move(*id), std::move(item));
    } else {
      problems.push_back({where + "/" + key, "not a valid key"});
    }
  }
  return problems.size() == before;
}

}  // namespace detail

template <class T>
Value encode(const T& value) {
  if constexpr (std::is_same_v<T, Value>) {
    return value;
  } else if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, std::string>) {
    return Value(value);
  } else if constexpr (std::is_integral_v<T>) {
    return Value(static_cast<std::int64_t>(value));
  } else if constexpr (Named<T>) {
    return Value(std::string(names_of(value)[static_cast<std::size_t>(value)]));
  } else if constexpr (detail::IsOptional<T>::value) {
    return value ? encode(*value) : Value();
  } else if constexpr (detail::IsVector<T>::value) {
    Array out;
    out.reserve(value.size());
    for (const auto& item : value) out.push_back(encode(item));
    return Value(std::move(out));
  } else if constexpr (detail::IsMap<T>::value) {
    Object out;
    for (const auto& [key, item] : value) out.emplace(detail::key_text(key), encode(item));
    return Value(std::move(out));
  } else if constexpr (Variant<T>) {
    return std::visit(
        [](const auto& alternative) {
          Object out = detail::encode_fields(alternative);
          out.emplace(std::string(VariantKey<T>::value), Value(alternative.kind));
          return Value(std::move(out));
        },
        value);
  } else if constexpr (Described<T>) {
    return Value(detail::encode_fields(value));
  } else {
    static_assert(Textual<T>, "the type has fields, a text form or names");
    return Value(std::string(value.text()));
  }
}

template <class T>
bool decode(const Value& in, T& out, std::vector<Mismatch>& problems, const std::string& where) {
  const auto mismatch = [&](const char* what) {
    problems.push_back({where, what});
    return false;
  };
  if constexpr (std::is_same_v<T, Value>) {
    out = in;
    return true;
  } else if constexpr (std::is_same_v<T, bool>) {
    if (in.boolean() == nullptr) return mismatch("not true or false");
    out = *in.boolean();
    return true;
  } else if constexpr (std::is_integral_v<T>) {
    if (in.integer() == nullptr || !std::in_range<T>(*in.integer()))
      return mismatch("not a whole number in range");
    out = static_cast<T>(*in.integer());
    return true;
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (in.string() == nullptr) return mismatch("not a text");
    out = *in.string();
    return true;
  } else if constexpr (Named<T>) {
    if (in.string() == nullptr || !detail::decode_name(*in.string(), out))
      return mismatch("not one of the known names");
    return true;
  } else if constexpr (detail::IsOptional<T>::value) {
    out.emplace();
    return decode(in, *out, problems, where);
  } else if constexpr (detail::IsVector<T>::value) {
    const Array* items = in.array();
    if (items == nullptr) return mismatch("not a list");
    const std::size_t before = problems.size();
    for (std::size_t i = 0; i < items->size(); ++i) {
      typename T::value_type item{};
      decode((*items)[i], item, problems, where + "/" + std::to_string(i));
      out.push_back(std::move(item));
    }
    return problems.size() == before;
  } else if constexpr (detail::IsMap<T>::value) {
    return detail::decode_map(in, out, problems, where);
  } else if constexpr (Variant<T>) {
    return detail::decode_variant(in, out, problems, where);
  } else if constexpr (Described<T>) {
    return detail::decode_fields(in, out, problems, where);
  } else {
    static_assert(Textual<T>, "the type has fields, a text form or names");
    if (in.string() == nullptr) return mismatch("not a text");
    auto parsed = T::parse(*in.string());
    if (!parsed) return mismatch("not in the expected form");
    out = std::move(*parsed);
    return true;
  }
}

}  // namespace quyche::json
