// The value of a document's field as it stands in the log. Stored as an object with one key, its type:
// {"date":"2024-10-07"}, {"text":"<commitment>"}.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>

#include "engine/base/id.h"
#include "engine/digest/sha256.h"
#include "engine/json/fields.h"
#include "engine/time/date.h"
#include "engine/time/local_time.h"
#include "engine/time/week.h"

namespace quyche {

struct TextValue {
  static constexpr std::string_view key = "text";
  Digest value;  // commitment; the text lies in the vault
  bool operator==(const TextValue&) const = default;
};
struct CodeValue {
  static constexpr std::string_view key = "code";
  std::string value;
  bool operator==(const CodeValue&) const = default;
};
struct IntegerValue {
  static constexpr std::string_view key = "integer";
  std::int64_t value = 0;
  bool operator==(const IntegerValue&) const = default;
};
struct BooleanValue {
  static constexpr std::string_view key = "boolean";
  bool value = false;
  bool operator==(const BooleanValue&) const = default;
};
struct DateValue {
  static constexpr std::string_view key = "date";
  Date value;
  bool operator==(const DateValue&) const = default;
};
struct DateTimeValue {
  static constexpr std::string_view key = "date_time";
  LocalTime value;  // of the school's zone
  bool operator==(const DateTimeValue&) const = default;
};
struct WeekValue {
  static constexpr std::string_view key = "week";
  Week value;
  bool operator==(const WeekValue&) const = default;
};
struct ChoiceValue {
  static constexpr std::string_view key = "choice";
  std::string value;
  bool operator==(const ChoiceValue&) const = default;
};

// A class of its own, so that its JSON form is not the general one of variants.
struct FieldValue {
  std::variant<TextValue, CodeValue, IntegerValue, BooleanValue, DateValue, DateTimeValue, WeekValue,
               ChoiceValue>
      as;
  bool operator==(const FieldValue&) const = default;

  template <class T>
  [[nodiscard]] const T* get() const {
    return std::get_if<T>(&as);
  }
  template <class Io, class Self>
  static void describe(Io& io, Self& self);
};

using FieldValues = std::map<FieldId, FieldValue>;

namespace detail {

template <class T>
void describe_value(json::Encoder& io, const FieldValue& value) {
  if (const T* held = value.get<T>()) io.required(T::key, held->value);
}
template <class T>
void describe_value(json::Decoder& io, FieldValue& value) {
  T held;
  if (!io.has(T::key)) return;
  io.required(T::key, held.value);
  value.as = held;
}

}  // namespace detail

template <class Io, class Self>
void FieldValue::describe(Io& io, Self& self) {
  io.exactly_one_key();
  detail::describe_value<TextValue>(io, self);
  detail::describe_value<CodeValue>(io, self);
  detail::describe_value<IntegerValue>(io, self);
  detail::describe_value<BooleanValue>(io, self);
  detail::describe_value<DateValue>(io, self);
  detail::describe_value<DateTimeValue>(io, self);
  detail::describe_value<WeekValue>(io, self);
  detail::describe_value<ChoiceValue>(io, self);
}

}  // namespace quyche
