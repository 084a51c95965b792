#include "rules/diff/meaning.h"

#include <algorithm>
#include <array>

#include "engine/json/canonical.h"

namespace quyche::rules {
namespace {

// Scripts are named by the digest of their text where they are called.
constexpr std::array<std::string_view, 8> for_readers = {"title",  "cite",       "phrase",   "called",
                                                         "issuer", "regulation", "verified", "scripts"};
// Lists whose order says something: steps from a date, steps on paper. Of states only the first does.
constexpr std::array<std::string_view, 3> ordered = {"then", "steps", "paper_steps"};

bool contains(const auto& list, std::string_view key) {
  return std::find(list.begin(), list.end(), key) != list.end();
}

// How a line is read when it does not say.
bool understood(std::string_view key, const json::Value& value) {
  const std::string* word = value.string();
  if (word == nullptr) return false;
  return (key == "reading" && *word == "date_difference") || (key == "roll" && *word == "none") ||
         (key == "week" && *word == "calendar");
}

}  // namespace

bool says_nothing(std::string_view key) { return contains(for_readers, key); }

json::Value meaning(std::string_view key, const json::Value& value) {
  if (const json::Object* members = value.object()) {
    const bool due = members->contains(std::string_view("terms"));
    json::Object out;
    for (const auto& [name, member] : *members)
      if (!says_nothing(name) && !(due && understood(name, member))) out.emplace(name, meaning(name, member));
    return out;
  }
  if (const json::Array* items = value.array()) {
    json::Array out;
    for (const json::Value& item : *items) out.push_back(meaning("", item));
    const bool first_counts = key == "states" && !out.empty();
    if (!contains(ordered, key))
      std::sort(
          out.begin() + (first_counts ? 1 : 0), out.end(),
          [](const json::Value& a, const json::Value& b) { return json::canonical(a) < json::canonical(b); });
    return out;
  }
  return value;
}

}  // namespace quyche::rules
