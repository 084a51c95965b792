// One regulation's file as a layer: its tree and the header keys that belong to the file alone.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/id.h"
#include "engine/policy/policy.h"
#include "engine/time/date.h"
#include "rules/diagnostics/diagnostic.h"
#include "rules/yaml/node.h"

namespace quyche::rules {

enum class Level { nation, province, district, school };
constexpr auto names_of(Level) {
  return std::to_array<std::string_view>({"nation", "province", "district", "school"});
}

// `effective: {from: .., to: ..}`: both days included; without `to` there is no end.
struct Period {
  Date from;
  std::optional<Date> to;
  [[nodiscard]] bool holds(Date day) const { return from <= day && (!to || day <= *to); }
  bool operator==(const Period&) const = default;
};
// The days that lie in both; nothing when there are none.
[[nodiscard]] std::optional<Period> both(const Period& a, const Period& b);

struct Layer {
  SourcePtr source;
  yaml::Node tree;  // the whole file
  RegulationId id;
  Level level = Level::district;
  RegulationId under;  // empty: the uppermost
  Period effective;
  OpenDocuments open_documents = OpenDocuments::keep;
  bool sound = true;  // the header has no error

  [[nodiscard]] const std::string& path() const { return source->name(); }
  [[nodiscard]] Span span_of(
      std::string_view key) const;  // of a header key's value, else of the file's start
};
using LayerPtr = std::shared_ptr<const Layer>;

// Keys of the header that speak of the file itself and are never inherited.
inline constexpr std::array<std::string_view, 7> own_keys = {
    "regulation", "level", "under", "effective", "open_documents", "covers", "requirements"};

// The other keys of a regulation, read once its layers are merged.
inline constexpr std::array<std::string_view, 11> shared_keys = {
    "title",          "issuer",    "zone",      "school_year_starts", "calendar",       "roles",
    "administration", "workflows", "documents", "parameters",         "advises_against"};

// Reads the text and its header and reports what is wrong with them. Null when the text is no YAML mapping;
// not sound when the header has errors: the rest can still be looked at.
[[nodiscard]] LayerPtr read_layer(const SourcePtr& source, Findings& findings);

// The folder of a path, with its last slash; empty for a bare name.
[[nodiscard]] std::string folder_of(const std::string& path);

}  // namespace quyche::rules
