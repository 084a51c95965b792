#include "rules/policy_test/run_suite.h"

#include "rules/policy_test/verdict.h"

namespace quyche::rules::policy_test {
namespace {

class CaseRun {
 public:
  CaseRun(const Suite& suite, const Case& one, Coverage& coverage)
      : suite_(suite), one_(one), coverage_(coverage), school_(one) {
    result_.one = &one;
  }

  CaseResult run() {
    const Judging opening{suite_, one_, result_.failures, "cases." + one_.name};
    if (school_.refused()) {
      Step step{one_.span, one_.as_of, {}, {}, false, {}, {}};
      judge_step(opening, step, {&step, {}, {}, school_.refused()});
      return finish();
    }
    for (const Step& step : one_.when) take(step);
    const Judging judging{suite_, one_, result_.failures, "cases." + one_.name + ".then"};
    for (const Expectation& expectation : one_.then)
      judge_expectation(judging, expectation, log_, school_.world(), now_);
    return finish();
  }

 private:
  void take(const Step& step) {
    now_ = step.at;
    note(step, {}, school_.pass_time(step.at));
    for (const PersonId& person : step.by) give(step, person);
  }

  void give(const Step& step, const PersonId& person) {
    const auto command = school_.read(members_of(step), person);
    Happened happened{&step, person, {}, {}};
    if (!command) {
      happened.refusal = command.error();
    } else {
      const Attempt tried = attempt(school_, *command, step.at);
      auto events = school_.submit(*command, step.at);
      cover(coverage_, tried, events.has_value());
      if (events)
        happened.events = std::move(*events);
      else
        happened.refusal = std::move(events.error());
    }
    if (happened.refusal) cover(coverage_, *happened.refusal);
    remember(happened.events);
    judge_step({suite_, one_, result_.failures, "cases." + one_.name + ".when"}, step, happened);
    result_.trace.push_back(std::move(happened));
  }

  json::Object members_of(const Step& step) const {
    json::Object members = step.command;
    if (!step.over_present) return members;
    const Document* document = school_.state().document(DocumentId{*members.at("document").string()});
    if (document != nullptr)
      members.insert_or_assign("content", json::Value(content_digest(*document).text()));
    return members;
  }

  void note(const Step& step, const PersonId& by, std::vector<Event> events) {
    remember(events);
    if (!events.empty() || step.by.empty()) result_.trace.push_back({&step, by, std::move(events), {}});
  }

  void remember(const std::vector<Event>& events) {
    for (const Event& event : events) cover(coverage_, school_.state(), event);
    log_.insert(log_.end(), events.begin(), events.end());
  }

  CaseResult finish() {
    result_.school = school_.state();
    result_.policies = school_.policies();
    result_.texts = school_.texts();
    return std::move(result_);
  }

  const Suite& suite_;
  const Case& one_;
  Coverage& coverage_;
  Rehearsal school_;
  Instant now_ = one_.as_of;
  std::vector<Event> log_;
  CaseResult result_;
};

}  // namespace

SuiteResult run_suite(const Suite& suite, const std::function<bool(const std::string&)>& wanted) {
  SuiteResult result;
  for (const Version& version : suite.versions) result.coverage.push_back(nothing_covered(*version.policy));
  for (const Case& one : suite.cases)
    if (!wanted || wanted(one.name))
      result.cases.push_back(CaseRun(suite, one, result.coverage[one.version]).run());
  return result;
}

}  // namespace quyche::rules::policy_test
