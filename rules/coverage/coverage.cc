#include "rules/coverage/coverage.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "engine/base/limits.h"
#include "rules/coverage/covers.h"
#include "rules/policy/shape.h"
#include "rules/yaml/reader.h"

namespace quyche::rules::coverage {
namespace {

// S2-2 before S2-10.
struct ByNumber {
  bool operator()(const std::string& a, const std::string& b) const { return split(a) < split(b); }
  static std::tuple<std::string_view, int, std::string_view> split(std::string_view id) {
    const std::size_t dash = std::min(id.rfind('-'), id.size());
    int number = 0;
    const std::string_view digits = id.substr(std::min(dash + 1, id.size()));
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return {id.substr(0, dash), number, id};
  }
};

struct Covers {
  std::string id;
  Covering by;
  Span span;  // of the id itself
  bool test = false;
};

std::string position(const Span& span) {
  return span.source->name() + ":" + std::to_string(span.source->position(span.offset).line);
}

class Collection {
 public:
  explicit Collection(Findings& findings) : findings_(findings) {}

  void read(const std::string& path) {
    const auto source = load_source(path, limits::policy_bytes_max);
    if (!source) {
      findings_.add({source.error().code,
                     Severity::error,
                     {std::make_shared<Source>(path, ""), 0, 0},
                     {path, source.error().detail, std::to_string(limits::policy_bytes_max)},
                     "",
                     "",
                     ""});
      return;
    }
    const auto tree = yaml::read(*source, findings_);
    if (!tree) return;
    if (tree->find("regulation") != nullptr)
      read_regulation(*tree);
    else if (tree->find("tests") != nullptr)
      read_tests(*tree);
  }

  std::vector<Requirement> judged() && {
    for (const Covers& one : covers_) connect(one);
    std::vector<Requirement> out;
    for (auto& [id, requirement] : requirements_) {
      judge(requirement);
      out.push_back(std::move(requirement));
    }
    return out;
  }

 private:
  void read_regulation(const Node& root) {
    const std::string& name = root.find("regulation")->text;
    if (const Node* list = root.find("requirements"))
      each_entry(*list, Place{findings_, "requirements", ""},
                 [&](const Node& key, const Node& value) { declare(name, key, value); });
    each_covers(root, [&](const std::string& path, const Node& part, const Node& id) {
      covers_.push_back({id.text, {path, part.span}, id.span, false});
    });
  }
  void declare(const std::string& regulation, const Node& key, const Node& value) {
    const Place place = Place{findings_, "requirements", ""}.in(key.text);
    Requirement one{key.text, regulation, {}, {}, {}, key.span, {}, {}};
    Keys keys(value, place);
    if (const Node* cite = keys.require("cite")) one.cite = scalar(*cite, place.in("cite")).value_or("");
    if (const Node* says = keys.require("says")) one.says = title(*says, place.in("says"));
    if (const Node* reason = keys.take("not_encoded"))
      one.not_encoded = title(*reason, place.in("not_encoded"));
    keys.finish();
    const auto [at, is_new] = requirements_.emplace(key.text, std::move(one));
    if (!is_new && at->second.regulation != regulation)
      place.error("Q263", key, {key.text, at->second.regulation, position(at->second.span)});
  }
  void read_tests(const Node& root) {
    const Node* cases = root.find("cases");
    if (cases == nullptr) return;
    for (const yaml::Entry& one : cases->entries) {
      const Node* covers = one.value.find("covers");
      if (covers == nullptr) continue;
      for (const Node* id : scalars(*covers, Place{findings_, "cases", ""}.in(one.key.text).in("covers")))
        covers_.push_back({id->text, {one.key.text, one.key.span}, id->span, true});
    }
  }
  void connect(const Covers& one) {
    const auto at = requirements_.find(one.id);
    if (at != requirements_.end()) {
      auto& list = one.test ? at->second.tests : at->second.encoded;
      list.push_back(one.by);
      return;
    }
    std::vector<std::string> known;
    for (const auto& [id, requirement] : requirements_) known.push_back(id);
    const Node node{yaml::Kind::scalar, one.id, false, one.span, {}, {}};
    const std::string path = one.test ? "cases." + one.by.path : one.by.path;
    unknown_name(Place{findings_, path.empty() ? "covers" : path + ".covers", ""}, "Q261", node, one.id,
                 known);
  }
  void judge(const Requirement& one) {
    const Place place = Place{findings_, "requirements", one.cite}.in(one.id);
    const auto report = [&](Severity severity, const char* code) {
      place.report(severity, code, one.span, {one.id});
    };
    if (one.not_encoded && !(one.encoded.empty() && one.tests.empty()))
      report(Severity::warning, "Q262");
    else if (!one.not_encoded && one.encoded.empty())
      report(Severity::error, "Q260");
    else if (!one.not_encoded && one.tests.empty())
      report(Severity::error, "Q264");
  }

  Findings& findings_;
  std::map<std::string, Requirement, ByNumber> requirements_;
  std::vector<Covers> covers_;
};

}  // namespace

std::vector<Requirement> read_coverage(std::vector<std::string> files, Findings& findings) {
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  Collection collection(findings);
  for (const std::string& file : files) collection.read(file);
  return std::move(collection).judged();
}

}  // namespace quyche::rules::coverage
