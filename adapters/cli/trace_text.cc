#include "adapters/cli/trace_text.h"

#include <ostream>

#include "adapters/cli/table.h"
#include "adapters/cli/trace_words.h"
#include "rules/text/utf8.h"

namespace quyche::cli {
namespace {

constexpr std::size_t hash_digits = 12;

class TraceText {
 public:
  TraceText(Context& context, const TracedDocument& traced)
      : context_(context), traced_(traced), words_(context, traced) {}

  void print() {
    head();
    then();
    line(0, "");
    line(0, context_.say("trace.steps"));
    bool after = false;
    const std::vector<TraceStep>& steps = traced_.trace.steps;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (steps[i].after_as_of && !after) {
        line(0, "");
        line(0, "---- " + context_.say("trace.after_as_of", {words_.when(traced_.trace.as_of)}) + " ----");
        after = true;
      }
      print_steps(i);
    }
    line(0, "");
    line(0, context_.say("trace.verify.leaf", {traced_.read.school.state.id.value}));
    line(0, context_.say("trace.verify.prove", {std::to_string(traced_.trace.steps.back().event.seq)}));
  }

 private:
  // What people wrote may hold line breaks and what a terminal would obey.
  void line(std::size_t indent, const std::string& text) {
    std::string one = text;
    for (char& c : one)
      if (c == '\n' || c == '\t' || c == '\r') c = ' ';
    const std::string safe = rules::utf8::printable(one);
    const std::size_t columns = context_.columns > indent + 20 ? context_.columns - indent : 20;
    std::size_t hang = indent;
    for (const std::string& part : wrap(safe, columns)) {
      context_.out << (part.empty() ? "" : std::string(hang, ' ')) << part << '\n';
      if (hang == indent && safe.starts_with("– ")) hang += 2;
    }
  }
  void item(const std::string& text) { line(6, "– " + text); }

  void head() {
    const Document& document = *traced_.trace.known;
    line(0, context_.say("trace.head", {words_.title(), document.id.value}));
    std::string about = context_.say("trace.owner") + ": " + words_.name(document.owner);
    if (!document.unit.empty()) about += " · " + context_.say("trace.unit") + ": " + document.unit.value;
    about += " · " + context_.say("trace.school") + ": " + traced_.read.school.state.id.value;
    line(0, about);
    line(0, context_.say("trace.policy") + ": " + words_.policy_title(document.policy) + " (" +
                document.policy.text().substr(0, hash_digits) + "…)");
    line(0, words_.question());
  }

  void then() {
    const Trace& trace = traced_.trace;
    line(0, "");
    line(0, context_.say("trace.then", {words_.when(trace.as_of)}));
    std::string state = context_.say("trace.no_document_then");
    if (trace.then) {
      state = words_.state(trace.then->state);
      for (const std::string& mark : words_.marks(*trace.then)) state += "; " + mark;
    }
    item(context_.say("trace.state") + ": " + state);
    for (const DeadlineThen& deadline : trace.deadlines)
      item(context_.say("trace.deadline", {words_.deadline_title(deadline.id)}) + ": " +
           words_.judgement(deadline, trace.as_of) + clause(deadline.clause));
    for (const Evidence& evidence : trace.evidence) item(words_.evidence(evidence));
  }

  static std::string clause(const Clause& clause) {
    return clause.empty() ? std::string() : " [" + clause_text(clause) + "]";
  }

  void changes(const TraceStep& step) {
    for (const std::string& change : words_.changes(step)) item(change);
    for (const HookSeen& hook : step.hooks) item(words_.hook(hook));
  }
  std::string proof(const TraceStep& step) const {
    return "#" + std::to_string(step.event.seq) + ": " +
           context_.say("trace.leaf", {step.event.policy.text().substr(0, hash_digits),
                                       step.leaf.text().substr(0, hash_digits)});
  }
  // The step at `i` with those that follow from it; `i` is left at the last of them.
  void print_steps(std::size_t& i) {
    const std::vector<TraceStep>& steps = traced_.trace.steps;
    const TraceStep& first = steps[i];
    const std::size_t from = i;
    line(0, "");
    std::string head = "#" + std::to_string(first.event.seq) + "  " + words_.when(first.event.at) + "  " +
                       words_.who(first.event);
    if (const std::string states = words_.states(first); !states.empty()) head += "  [" + states + "]";
    if (first.locks > 0) head += "  (" + context_.say("trace.locks") + ")";
    line(0, head + (first.event.clause.empty() ? "" : "  " + clause_text(first.event.clause)));
    line(4, words_.what(first));
    changes(first);
    for (; i + 1 < steps.size() && steps[i + 1].follows; ++i) {
      const TraceStep& next = steps[i + 1];
      item(context_.say("trace.follows") + " #" + std::to_string(next.event.seq) + ": " + words_.what(next) +
           clause(next.event.clause));
      changes(next);
    }
    for (const DeadlineThen& deadline : steps[i].deadlines)
      item(context_.say("trace.deadline", {words_.deadline_title(deadline.id)}) + ": " +
           words_.judgement(deadline, steps[i].event.at));
    for (std::size_t at = from; at <= i; ++at) item(proof(steps[at]));
  }

  Context& context_;
  const TracedDocument& traced_;
  TraceWords words_;
};

}  // namespace

void print_trace(Context& context, const TracedDocument& traced) { TraceText(context, traced).print(); }

}  // namespace quyche::cli
