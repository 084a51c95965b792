// Whether a step went as expected: accepted, or refused for the reasons named.
#include <algorithm>

#include "rules/policy_test/verdict.h"

namespace quyche::rules::policy_test {
namespace {

std::string refusal_words(const Suite& suite, const Refusal& refusal, Lang lang) {
  std::string out;
  for (const Unmet& unmet : refusal.unmet) {
    out += (out.empty() ? "" : "; ") + unmet.code + ' ' + sentence(unmet, lang);
    if (!unmet.clause.empty()) out += " (" + clause_words(suite, unmet.clause, lang) + ')';
  }
  return out;
}

void judge_refusal(const Judging& judging, const WantedRefusal& wanted, const Refusal& refusal) {
  const Unmet* same_code = nullptr;
  for (const Unmet& unmet : refusal.unmet) {
    if (unmet.code != wanted.code) continue;
    const bool none = unmet.clause.empty() && wanted.cite.clause.empty();
    if (none || unmet.clause == wanted.cite.clause) return;
    same_code = &unmet;
  }
  if (same_code != nullptr) return judging.same_clause(wanted.cite, same_code->clause);
  judging.fail("Q253", wanted.span,
               {wanted.code, refusal_words(judging.suite, refusal, Lang::vi),
                refusal_words(judging.suite, refusal, Lang::en)});
}

}  // namespace

void judge_step(const Judging& judging, const Step& step, const Happened& happened) {
  if (!happened.refusal) {
    if (!step.refused.empty()) return judging.fail("Q252", step.refused.front().span, {});
    if (step.cite && !happened.events.empty())
      judging.same_clause(*step.cite, happened.events.front().clause);
    return;
  }
  if (step.refused.empty())
    return judging.fail("Q251", step.span,
                        {refusal_words(judging.suite, *happened.refusal, Lang::vi),
                         refusal_words(judging.suite, *happened.refusal, Lang::en)});
  for (const WantedRefusal& wanted : step.refused) judge_refusal(judging, wanted, *happened.refusal);
}

void Judging::fail(std::string code, const Span& at, std::vector<std::string> args) const {
  failures.push_back({std::move(code), Severity::error, at, std::move(args), path, "", ""});
}

void Judging::same_clause(const WantedClause& wanted, const Clause& decided) const {
  if (wanted.clause == decided || (wanted.clause.empty() && decided.empty())) return;
  fail("Q254", wanted.span,
       {clause_words(suite, decided, Lang::vi), clause_words(suite, wanted.clause, Lang::vi),
        clause_words(suite, decided, Lang::en), clause_words(suite, wanted.clause, Lang::en)});
}

std::string clause_words(const Suite& suite, const Clause& clause, Lang lang) {
  if (clause.empty()) return render("test.no_clause", lang);
  return clause.regulation == suite.regulation ? clause.article
                                               : clause.article + ", " + clause.regulation.value;
}

Both label(std::string_view code, const std::vector<std::string>& args) {
  return {render(code, Lang::vi, args), render(code, Lang::en, args)};
}

}  // namespace quyche::rules::policy_test
