#include <ostream>
#include <set>

#include "adapters/cli/table.h"
#include "adapters/cli/test_words.h"
#include "adapters/cli/words.h"
#include "engine/json/fields.h"

namespace quyche::cli {
namespace {

using namespace rules::policy_test;

// One kind of part: how many of them were exercised, and the names of the others.
struct Share {
  const char* label;
  std::int64_t done = 0;
  std::int64_t all = 0;
  std::vector<std::string> never;

  explicit Share(const char* of) : label(of) {}
  void count(bool covered, const std::string& name) {
    ++all;
    if (covered)
      ++done;
    else
      never.push_back(name);
  }
};

std::string need_name(const NeedCovered& one, const Policy& policy, Lang lang) {
  const std::string where =
      one.type.value + '.' + (one.action.empty() ? std::string("signing") : one.action.value);
  return where + " (" + words(one.need, policy, *policy.document(one.type), lang) + ')';
}

std::vector<Share> shares_of(const Coverage& coverage, const Policy& policy, Lang lang) {
  std::vector<Share> out;
  for (const char* label : {"test.cover.actions", "test.cover.met", "test.cover.refused",
                            "test.cover.in_time", "test.cover.missed", "test.cover.clauses"})
    out.emplace_back(label);
  for (const ActionCovered& one : coverage.actions)
    out[0].count(one.taken, one.type.value + '.' + one.action.value);
  for (const NeedCovered& one : coverage.needs) {
    out[1].count(one.met, need_name(one, policy, lang));
    out[2].count(one.refused, need_name(one, policy, lang));
  }
  for (const DeadlineCovered& one : coverage.deadlines) {
    out[3].count(one.met, one.type.value + '.' + one.deadline.value);
    out[4].count(one.missed, one.type.value + '.' + one.deadline.value);
  }
  for (const ClauseCovered& one : coverage.clauses) {
    const bool own = one.clause.regulation == policy.regulation;
    out[5].count(one.decided, one.clause.article + (own ? "" : " (" + one.clause.regulation.value + ')'));
  }
  return out;
}

// Requirement ids that passing cases name, against those the regulation lists.
Share requirements_of(const Suite& suite, const SuiteResult& result) {
  std::set<std::string> named;
  for (const CaseResult& one : result.cases)
    if (one.passed()) named.insert(one.one->covers.begin(), one.one->covers.end());
  Share share{"test.cover.requirements"};
  for (const std::string& id : suite.requirements) share.count(named.contains(id), id);
  if (!suite.requirements.empty()) return share;
  for (const std::string& id : named) share.count(true, id);
  return share;
}

void print_share(Context& context, const Share& share) {
  if (share.all == 0) return;
  context.out << "  " << context.say(share.label) << ": " << share.done << '/' << share.all << '\n';
  std::string list;
  for (const std::string& name : share.never) list += (list.empty() ? "" : ", ") + name;
  if (list.empty()) return;
  for (const std::string& line : wrap(context.say("test.cover.never", {list}), context.columns - 6))
    context.out << "      " << line << '\n';
}

json::Value share_json(const Share& share) {
  return json::Object{{"all", share.all}, {"done", share.done}, {"never", json::encode(share.never)}};
}

}  // namespace

void print_coverage(Context& context, const Suite& suite, const SuiteResult& result) {
  for (std::size_t i = 0; i < suite.versions.size(); ++i) {
    context.out << '\n' << context.say("test.coverage", {suite.versions[i].path}) << '\n';
    for (const Share& share : shares_of(result.coverage[i], *suite.versions[i].policy, context.lang))
      print_share(context, share);
  }
  print_share(context, requirements_of(suite, result));
}

json::Value coverage_json(const Suite& suite, const SuiteResult& result) {
  json::Array versions;
  for (std::size_t i = 0; i < suite.versions.size(); ++i) {
    json::Object one{{"policy", suite.versions[i].path}};
    for (const Share& share : shares_of(result.coverage[i], *suite.versions[i].policy, Lang::en))
      one.emplace(std::string(share.label).substr(std::string_view("test.cover.").size()), share_json(share));
    versions.push_back(std::move(one));
  }
  return json::Object{{"requirements", share_json(requirements_of(suite, result))},
                      {"versions", std::move(versions)}};
}

}  // namespace quyche::cli
