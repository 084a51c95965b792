// One case while it is being read: what its names mean so far. Internal to rules/policy_test.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "rules/policy/shape.h"
#include "rules/policy_test/calendar_changes.h"
#include "rules/policy_test/suite.h"

namespace quyche::rules::policy_test {

// What `given` and `people` say, of the whole file or of one case: a case starts from the file's.
struct Given {
  std::optional<Instant> as_of;
  CalendarChanges calendar;
  std::map<PersonId, GivenPerson> people;
};

struct Reading {
  const Suite& suite;
  Case& one;
  Given given;
  ZoneOffset zone;
  Instant now;                                     // of the step before
  std::set<PersonId> people;                       // so far
  std::map<DocumentId, DocumentTypeId> documents;  // so far, by the names the case gives them
  std::string beside;                              // the test file, for the files it names
};

// given.cc
void read_people(const Suite& suite, Given& given, const Node& node, const Place& place);
void read_given(const Suite& suite, Given& given, const Node& node, const Place& place);
// 2024-10-07T07:30, local time, or the same with an offset.
[[nodiscard]] std::optional<Instant> time(const Node& node, const Place& place, ZoneOffset zone);

// steps.cc
void read_steps(Reading& reading, const Node& node, const Place& place);
// command.cc: the command of a step, whose kind is the key `kind` with value `node`.
struct StepContext {
  Reading& reading;
  Keys& keys;
  const Place& place;
  Step& step;
};
[[nodiscard]] const std::vector<std::string_view>& step_kinds();
void read_command_of(const StepContext& context, std::string_view kind, const Node& node);

// expectations.cc
void read_expectations(Reading& reading, const Node& node, const Place& place);

// names.cc: what a name in a step or an expectation stands for; reported when it stands for nothing.
[[nodiscard]] PersonId person(const Reading& reading, const Node& node, const Place& place);
// A document of this case: named by a step before, or opened by quyche itself (`violation_record-3`).
struct NamedDocument {
  DocumentId id;
  std::vector<const DocumentType*> types;  // under each policy that may rule it; empty when reported
};
[[nodiscard]] NamedDocument document(const Reading& reading, const Node& node, const Place& place);
[[nodiscard]] std::vector<const DocumentType*> document_type(const Reading& reading, const Node& node,
                                                             const Place& place);
[[nodiscard]] WantedClause cite(const Reading& reading, const Node& node, const Place& place);
// The one of `kinds` that stands in a mapping; reports none and several (Q246).
[[nodiscard]] std::optional<std::string_view> one_kind(const Node& node, const Place& place,
                                                       const std::vector<std::string_view>& kinds);

// Reports `node` (`code`) unless it names one of the `items` of some type.
template <class Items>
std::string part_of(const std::vector<const DocumentType*>& types, Items items, const Node& node,
                    const Place& place, const char* code) {
  const auto text = scalar(node, place);
  if (!text || types.empty()) return text.value_or("");
  std::vector<std::string> known;
  for (const DocumentType* type : types)
    for (const auto& item : items(*type)) {
      if (item.id.value == *text) return *text;
      known.push_back(item.id.value);
    }
  unknown_name(place, code, node, *text, known);
  return *text;
}

}  // namespace quyche::rules::policy_test
