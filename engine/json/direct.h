// Described structs (engine/json/fields.h) to canonical bytes and back, without a tree of values between.
//
// For what is written and read by the million: events. Writing gives the bytes that canonical(encode(x))
// gives. Reading is stricter than decode(): it takes those bytes and no others (keys in order, defaults left
// out, shortest escapes) and only says yes or no; what is wrong and where is for the tree to say.
//
// Types: those of fields.h but for variants, except that a class `T` with a variant `as` whose alternatives
// have a `key` and a `value` is the object with that one key.
#pragma once

#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/id.h"
#include "engine/json/canonical.h"
#include "engine/json/fields.h"

namespace quyche::json::direct {

// Reads canonical bytes from front to back. Every function is false when what it wants does not come next;
// after that the place is undefined.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  [[nodiscard]] bool take(std::string_view literal) {
    if (static_cast<std::size_t>(end_ - at_) < literal.size()) return false;
    if (std::memcmp(at_, literal.data(), literal.size()) != 0) return false;
    at_ += literal.size();
    return true;
  }
  [[nodiscard]] bool take(char c) {
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }
  // A quoted text of id syntax; a view into the bytes.
  [[nodiscard]] bool id(std::string_view& out);
  // A quoted text without escapes or characters beyond ASCII; a view into the bytes.
  [[nodiscard]] bool plain(std::string_view& out);
  // `size` bytes between quotes, whatever they are.
  [[nodiscard]] bool quoted(std::size_t size, std::string_view& out) {
    if (static_cast<std::size_t>(end_ - at_) < size + 2 || *at_ != '"' || at_[size + 1] != '"') return false;
    out = std::string_view(at_ + 1, size);
    at_ += size + 2;
    return true;
  }
  // Any quoted text.
  [[nodiscard]] bool text(std::string& out);
  // Within ±limits::json_integer_max.
  [[nodiscard]] bool integer(std::int64_t& out);
  [[nodiscard]] bool at_end() const { return at_ == end_; }

 private:
  [[nodiscard]] bool escape(std::string& out);

  const char* at_;
  const char* end_;
};

// The fields of a described type: its n-th field is the rank[n]-th in RFC 8785 order.
struct FieldOrder {
  static constexpr std::size_t fields_max = 16;
  std::vector<std::uint8_t> rank;
  std::vector<std::string> labels;  // by rank: ,"name":

  explicit FieldOrder(const std::vector<std::string_view>& names);
};

class NameCollector {
 public:
  template <class T>
  void operator()(std::string_view name, const T&) {
    names.push_back(name);
  }
  template <class T>
  void required(std::string_view name, const T&) {
    names.push_back(name);
  }
  std::vector<std::string_view> names;
};

template <class T>
const FieldOrder& order_of() {
  static const FieldOrder order = [] {
    NameCollector io;
    const T any{};
    T::describe(io, any);
    return FieldOrder(io.names);
  }();
  return order;
}

template <class T>
concept ByKey = requires(const T& value) {
  value.as;
}
&&IsVariant<std::remove_cvref_t<decltype(std::declval<T&>().as)>>::value;

template <class T>
struct IsIdType : std::false_type {};
template <class Tag>
struct IsIdType<Id<Tag>> : std::true_type {};
template <class T>
concept IsId = IsIdType<T>::value;

template <class T>
bool is_default(const T& value) {
  if constexpr (!Described<T> && requires { value.empty(); })
    return value.empty();
  else
    return value == T{};
}

template <class T>
void write(std::string& out, const T& value);
template <class T>
bool read(Reader& in, T& out);

namespace detail {

// Takes the fields as they are described, writes them in their order.
class FieldWriter {
 public:
  explicit FieldWriter(const FieldOrder& order) : order_(order) {}
  template <class T>
  void operator()(std::string_view, const T& value) {
    if (is_default(value))
      ++next_;
    else
      put(value);
  }
  template <class T>
  void required(std::string_view, const T& value) {
    put(value);
  }
  void write(std::string& out) const;

 private:
  template <class T>
  void put(const T& value) {
    slots_[order_.rank[next_++]] = {
        &value, [](std::string& out, const void* it) { direct::write(out, *static_cast<const T*>(it)); }};
  }

  struct Slot {
    const void* value = nullptr;
    void (*write)(std::string& out, const void* value) = nullptr;
  };
  const FieldOrder& order_;
  std::size_t next_ = 0;
  Slot slots_[FieldOrder::fields_max];
};

class FieldReader {
 public:
  explicit FieldReader(const FieldOrder& order) : order_(order) {}
  template <class T>
  void operator()(std::string_view, T& value) {
    slots_[order_.rank[next_++]] = {&value,
                                    [](Reader& in, void* it) {
                                      T& field = *static_cast<T*>(it);
                                      return direct::read(in, field) && !is_default(field);
                                    },
                                    false};
  }
  template <class T>
  void required(std::string_view, T& value) {
    slots_[order_.rank[next_++]] = {
        &value, [](Reader& in, void* it) { return direct::read(in, *static_cast<T*>(it)); }, true};
  }
  [[nodiscard]] bool read(Reader& in) const;

 private:
  struct Slot {
    void* value = nullptr;
    bool (*read)(Reader& in, void* value) = nullptr;
    bool required = false;
  };
  const FieldOrder& order_;
  std::size_t next_ = 0;
  Slot slots_[FieldOrder::fields_max];
};

void write_integer(std::string& out, std::int64_t value);

template <class T, std::size_t I = 0>
bool read_by_key(Reader& in, T& out) {
  using Variants = decltype(out.as);
  if constexpr (I == std::variant_size_v<Variants>) {
    return false;
  } else {
    using A = std::variant_alternative_t<I, Variants>;
    static const std::string label = "{\"" + std::string(A::key) + "\":";
    if (!in.take(label)) return read_by_key<T, I + 1>(in, out);
    return direct::read(in, out.as.template emplace<I>().value) && in.take('}');
  }
}

// Some values can be read from several texts; one of them is the one that is written.
template <class T>
bool is_its_text([[maybe_unused]] const T& value, [[maybe_unused]] std::string_view text) {
  if constexpr (requires { T::text_bytes; })
    return true;  // it was read with that many bytes
  else
    return value.text() == text;
}

// Ids are ASCII, so the order of a map by id is the order of its keys.
template <class T>
void write_map(std::string& out, const T& map) {
  static_assert(IsId<typename T::key_type>);
  char before = '{';
  for (const auto& [key, item] : map) {
    out += before;
    before = ',';
    append_string(out, key.value);
    out += ':';
    direct::write(out, item);
  }
  if (before == '{') out += '{';
  out += '}';
}

template <class T>
bool read_map(Reader& in, T& out) {
  static_assert(IsId<typename T::key_type>);
  if (!in.take('{')) return false;
  if (in.take('}')) return true;
  do {
    std::string_view key;
    if (!in.id(key) || !in.take(':')) return false;
    if (!out.empty() && out.rbegin()->first.value >= key) return false;
    const auto at =
        out.emplace_hint(out.end(), typename T::key_type{std::string(key)}, typename T::mapped_type{});
    if (!direct::read(in, at->second)) return false;
  } while (in.take(','));
  return in.take('}');
}

template <class T>
bool read_list(Reader& in, T& out) {
  if (!in.take('[')) return false;
  if (in.take(']')) return true;
  do {
    if (!direct::read(in, out.emplace_back())) return false;
  } while (in.take(','));
  return in.take(']');
}

}  // namespace detail

// Appends the canonical JSON of `value`.
template <class T>
void write(std::string& out, const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (std::is_integral_v<T>) {
    detail::write_integer(out, static_cast<std::int64_t>(value));
  } else if constexpr (std::is_same_v<T, std::string>) {
    append_string(out, value);
  } else if constexpr (Named<T>) {
    append_string(out, names_of(value)[static_cast<std::size_t>(value)]);
  } else if constexpr (json::detail::IsOptional<T>::value) {
    if (value)
      direct::write(out, *value);
    else
      out += "null";
  } else if constexpr (json::detail::IsVector<T>::value) {
    char before = '[';
    for (const auto& item : value) {
      out += before;
      before = ',';
      direct::write(out, item);
    }
    if (before == '[') out += '[';
    out += ']';
  } else if constexpr (json::detail::IsMap<T>::value) {
    detail::write_map(out, value);
  } else if constexpr (ByKey<T>) {
    std::visit(
        [&](const auto& held) {
          out += "{\"";
          out += held.key;
          out += "\":";
          direct::write(out, held.value);
          out += '}';
        },
        value.as);
  } else if constexpr (Described<T>) {
    detail::FieldWriter io(order_of<T>());
    T::describe(io, value);
    io.write(out);
  } else if constexpr (requires { value.append_text(out); }) {
    out += '"';  // times and digests: nothing in their text is escaped
    value.append_text(out);
    out += '"';
  } else {
    static_assert(Textual<T>, "the type has fields, a text form or names");
    append_string(out, value.text());
  }
}

// Reads into `out`, which holds the default value. False: not the canonical JSON of a T.
template <class T>
bool read(Reader& in, T& out) {
  if constexpr (std::is_same_v<T, bool>) {
    out = in.take("true");
    return out || in.take("false");
  } else if constexpr (std::is_integral_v<T>) {
    std::int64_t number = 0;
    if (!in.integer(number) || !std::in_range<T>(number)) return false;
    out = static_cast<T>(number);
    return true;
  } else if constexpr (std::is_same_v<T, std::string>) {
    return in.text(out);
  } else if constexpr (IsId<T>) {
    std::string_view text;
    if (!in.id(text)) return false;
    out.value.assign(text);
    return true;
  } else if constexpr (Named<T>) {
    std::string_view name;
    return in.plain(name) && json::detail::decode_name(name, out);
  } else if constexpr (json::detail::IsOptional<T>::value) {
    return direct::read(in, out.emplace());
  } else if constexpr (json::detail::IsVector<T>::value) {
    return detail::read_list(in, out);
  } else if constexpr (json::detail::IsMap<T>::value) {
    return detail::read_map(in, out);
  } else if constexpr (ByKey<T>) {
    return detail::read_by_key(in, out);
  } else if constexpr (Described<T>) {
    detail::FieldReader io(order_of<T>());
    T::describe(io, out);
    return io.read(in);
  } else {
    static_assert(Textual<T>, "the type has fields, a text form or names");
    std::string_view text;
    if constexpr (requires { T::text_bytes; }) {
      if (!in.quoted(T::text_bytes, text)) return false;
    } else {
      if (!in.plain(text)) return false;
    }
    const auto parsed = T::parse(text);
    if (!parsed || !detail::is_its_text(*parsed, text)) return false;
    out = *parsed;
    return true;
  }
}

}  // namespace quyche::json::direct
