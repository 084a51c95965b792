#include "rules/policy_test/read_suite.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/school/in_force.h"
#include "rules/diagnostics/load_text.h"
#include "rules/layers/library.h"
#include "rules/policy/load.h"
#include "rules/policy_test/reading.h"
#include "rules/yaml/reader.h"

namespace quyche::rules::policy_test {
namespace {

// The ids under `requirements:` of a regulation file, then of the regulation above it.
void collect_requirements(std::vector<std::string>& ids, const std::string& file, std::size_t layers_left) {
  const auto source = load_source(file, limits::policy_bytes_max);
  Findings ignored;  // the file was read as a policy before
  const auto tree = source ? yaml::read(*source, ignored) : std::nullopt;
  if (!tree) return;
  if (const Node* node = tree->find("requirements"); node != nullptr)
    for (const yaml::Entry& entry : node->entries)
      if (std::find(ids.begin(), ids.end(), entry.key.text) == ids.end()) ids.push_back(entry.key.text);
  const Node* under = tree->find("under");
  if (under == nullptr || layers_left == 0) return;
  for (const std::string& above : regulation_files(file, under->text))
    collect_requirements(ids, above, layers_left - 1);
}

bool load_versions(Suite& suite, const Node& node, const Place& place) {
  const auto files = regulation_files(suite.source->name(), suite.regulation.value);
  if (files.empty()) place.error("Q240", node, {suite.regulation.value});
  Library library;
  for (const std::string& file : files) {
    Findings inside;
    const Policies policies = periods_of_file(file, library, inside);
    if (policies.empty()) {
      for (const Diagnostic& finding : inside.sorted())
        if (finding.severity == Severity::error) place.findings.add(finding);
      place.error("Q241", node, {suite.regulation.value, file});
      return false;
    }
    for (const auto& policy : policies) suite.versions.push_back({file, policy});
  }
  std::stable_sort(suite.versions.begin(), suite.versions.end(), [](const Version& a, const Version& b) {
    return a.policy->effective_from < b.policy->effective_from;
  });
  for (const Version& version : suite.versions)
    for (std::string& id : requirement_ids(version.path))
      if (std::find(suite.requirements.begin(), suite.requirements.end(), id) == suite.requirements.end())
        suite.requirements.push_back(std::move(id));
  return !suite.versions.empty();
}

// Which version a case is about: the only file there is (it may be about a day on which it is not in force),
// or the one in force on the day the school opens.
bool choose_version(const Suite& suite, Reading& reading, const Node& at, const Place& place) {
  const Date day = reading.now.date(suite.versions.back().policy->zone);
  reading.one.version = suite.versions.size() - 1;
  if (suite.versions.size() > 1) {
    const auto found = std::find_if(suite.versions.begin(), suite.versions.end(),
                                    [&](const Version& version) { return holds(*version.policy, day); });
    const bool one_file = suite.versions.front().path == suite.versions.back().path;
    if (found == suite.versions.end() && one_file) {
      const bool before = day < suite.versions.front().policy->effective_from;
      reading.one.version = before ? 0 : suite.versions.size() - 1;
    } else if (found == suite.versions.end()) {
      place.error("Q249", at, {suite.regulation.value, day.text()});
      return false;
    }
    if (found != suite.versions.end())
      reading.one.version = static_cast<std::size_t>(found - suite.versions.begin());
  }
  reading.one.policy = with_changes(suite.versions[reading.one.version].policy, reading.given.calendar);
  reading.zone = reading.one.policy->zone;
  return true;
}

void read_covers(const Suite& suite, Case& one, const Node& node, const Place& place) {
  const auto& known = suite.requirements;
  for (const Node* item : scalars(node, place)) {
    if (!known.empty() && std::find(known.begin(), known.end(), item->text) == known.end())
      unknown_name(place, "Q206", *item, item->text, known);
    one.covers.push_back(item->text);
  }
}

bool expects_something(const Case& one) {
  return !one.then.empty() || std::any_of(one.when.begin(), one.when.end(), [](const Step& step) {
    return !step.refused.empty() || step.cite.has_value();
  });
}

void read_body(Reading& reading, Keys& keys, const Node& key, const Place& place) {
  Case& one = reading.one;
  for (auto& [id, person] : reading.given.people) {
    reading.people.insert(id);
    one.people.push_back(person);
  }
  const std::size_t errors = place.findings.errors();
  if (const Node* when = keys.take("when")) read_steps(reading, *when, place.in("when"));
  if (const Node* then = keys.take("then")) read_expectations(reading, *then, place.in("then"));
  if (place.findings.errors() == errors && !expects_something(one)) place.error("Q243", key, {key.text});
}

Case read_case(const Suite& suite, const Given& common, const Node& key, const Node& node,
               const Place& place) {
  Case one;
  one.name = id<CommandKey>(key, place).value;
  one.span = key.span;
  Keys keys(node, place);
  if (!keys.ok()) return one;
  Reading reading{suite, one, common, {}, {}, {}, {}, suite.source->name()};
  if (const Node* text = keys.take("title")) one.title = title(*text, place.in("title"));
  if (const Node* covers = keys.take("covers")) read_covers(suite, one, *covers, place.in("covers"));
  if (const Node* people = keys.take("people"))
    read_people(suite, reading.given, *people, place.in("people"));
  if (const Node* given = keys.take("given")) read_given(suite, reading.given, *given, place.in("given"));
  (void)keys.take("when");
  (void)keys.take("then");
  if (!reading.given.as_of) {
    place.in("given").error("Q203", key, {"as_of"});
  } else {
    one.as_of = reading.now = *reading.given.as_of;
    if (choose_version(suite, reading, key, place)) read_body(reading, keys, key, place);
  }
  keys.finish();
  return one;
}

void read_cases(Suite& suite, const Given& common, const Node& node, const Place& place) {
  each_entry(node, place, [&](const Node& key, const Node& value) {
    suite.cases.push_back(read_case(suite, common, key, value, place.in(key.text)));
  });
  if (node.kind == yaml::Kind::mapping && node.entries.empty()) place.error("Q242", node);
}

void read_file(Suite& suite, const Node& root, Findings& findings) {
  const Place place{findings, "", ""};
  Keys keys(root, place);
  const Node* tests = keys.require("tests");
  const Node* people = keys.take("people");
  const Node* given = keys.take("given");
  const Node* cases = keys.take("cases");
  keys.finish();
  if (keys.ok() && (cases == nullptr || cases->kind == yaml::Kind::empty)) {
    place.error("Q242", cases == nullptr ? root : *cases);
    cases = nullptr;
  }
  if (tests == nullptr) return;
  suite.regulation = id<RegulationId>(*tests, place.in("tests"));
  if (!is_id(suite.regulation.value) || !load_versions(suite, *tests, place.in("tests"))) return;
  Given common;
  if (people != nullptr) read_people(suite, common, *people, place.in("people"));
  if (given != nullptr) read_given(suite, common, *given, place.in("given"));
  if (cases != nullptr) read_cases(suite, common, *cases, place.in("cases"));
}

}  // namespace

std::vector<std::string> regulation_files(const std::string& beside, const std::string& name) {
  return version_files(folder_of(beside), RegulationId{name});
}

std::vector<std::string> requirement_ids(const std::string& file) {
  std::vector<std::string> ids;
  collect_requirements(ids, file, limits::layers_max);
  return ids;
}

std::optional<Suite> read_suite(const SourcePtr& source, Findings& findings) {
  const std::size_t errors = findings.errors();
  const auto tree = yaml::read(source, findings);
  if (!tree) return std::nullopt;
  Suite suite;
  suite.source = source;
  read_file(suite, *tree, findings);
  return findings.errors() == errors ? std::optional(std::move(suite)) : std::nullopt;
}

std::optional<Suite> read_suite(const std::string& path, Findings& findings) {
  const SourcePtr source = load_text(path, limits::policy_bytes_max, findings);
  return source == nullptr ? std::nullopt : read_suite(source, findings);
}

}  // namespace quyche::rules::policy_test
