#include "adapters/cli/trace_html.h"

#include <algorithm>
#include <map>

#include "adapters/cli/html.h"
#include "adapters/cli/trace_style.h"
#include "adapters/cli/trace_words.h"

namespace quyche::cli {
namespace {

constexpr std::size_t hash_digits = 12;
// Of the strip, in units of its own.
constexpr std::int64_t day_width = 1'000;
constexpr std::int64_t between_days = 250;  // days left out
constexpr std::size_t days_labelled_max = 12;

std::string percent(std::int64_t hundredths) {
  const std::int64_t rest = hundredths % 100;
  return std::to_string(hundredths / 100) + (rest < 10 ? ".0" : ".") + std::to_string(rest) + "%";
}

// How a deadline's mark is coloured.
std::string_view fate(Judgement judgement) {
  switch (judgement) {
    case Judgement::pending: return "open";
    case Judgement::met: return "kept";
    case Judgement::lapsed: return "none";
    case Judgement::missed:
    case Judgement::met_late: return "broken";
  }
  return "";
}

class Page {
 public:
  Page(const Context& context, const TracedDocument& traced)
      : context_(context), trace_(traced.trace), traced_(traced), words_(context, traced) {
    for (const TraceStep& step : trace_.steps)
      if (!step.after.empty()) colours_.emplace(step.after, colours_.size());
    add_day(trace_.as_of);
    for (const TraceStep& step : trace_.steps) add_day(step.event.at);
    for (const DeadlineThen& one : trace_.deadlines) add_day(one.closes.plus_ms(-1));
    const Date* before = nullptr;
    for (auto& [day, from] : days_) {
      if (before != nullptr && before->plus_days(1) != day) width_ += between_days;
      from = width_;
      width_ += day_width;
      before = &day;
    }
  }

  std::string html() {
    const std::string title = words_.title() + " – " + trace_.known->id.value;
    return "<!DOCTYPE html>\n<html lang=\"" + std::string(context_.lang == Lang::vi ? "vi" : "en") +
           "\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
           "'unsafe-inline'\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta name=\"referrer\" content=\"no-referrer\">\n<title>" +
           html_text(title) + "</title>\n<style>" + std::string(trace_style()) +
           "</style>\n</head>\n<body>\n<main>\n" + header() + then() + timeline() + steps() + verify() +
           "<footer>quyche " QUYCHE_VERSION "</footer>\n</main>\n</body>\n</html>\n";
  }

 private:
  std::string say(std::string_view code, std::vector<std::string> args = {}) const {
    return context_.say(code, std::move(args));
  }
  // A sentence with `code` in it.
  static std::string with_code(const std::string& sentence) {
    std::string out;
    bool inside = false;
    for (std::size_t from = 0; from <= sentence.size();) {
      const std::size_t tick = std::min(sentence.find('`', from), sentence.size());
      const std::string part = html_text(std::string_view(sentence).substr(from, tick - from));
      out += inside ? html_element("code", "", part) : part;
      inside = !inside;
      from = tick + 1;
    }
    return out;
  }
  std::string section(const std::string& heading, const std::string& content) const {
    return html_element("section", "", html_element("h2", "", html_text(heading)) + content) + "\n";
  }
  std::string chip(const StateId& state) const {
    const auto at = colours_.find(state);
    const std::size_t colour = at == colours_.end() ? 0 : at->second % trace_state_colours;
    return html_element("span", "chip s" + std::to_string(colour), html_text(words_.state(state)));
  }

  std::string fact(std::string_view label, const std::string& markup, std::string_view classes = "") const {
    return html_element("div", classes,
                        html_element("dt", "", html_text(say(label))) + html_element("dd", "", markup));
  }
  std::string header() const {
    const Document& document = *trace_.known;
    std::string facts = fact("trace.document", html_element("code", "", html_text(document.id.value))) +
                        fact("trace.owner", html_text(words_.name(document.owner)));
    if (!document.unit.empty()) facts += fact("trace.unit", html_text(document.unit.value));
    facts += fact("trace.school", html_text(traced_.read.school.state.id.value));
    facts += fact("trace.policy",
                  html_text(words_.policy_title(document.policy)) + " " +
                      html_element("code", "", document.policy.text().substr(0, hash_digits) + "…"),
                  "wide");
    return html_element("header", "",
                        html_element("p", "kind", html_text(say("trace.heading"))) +
                            html_element("h1", "", html_text(words_.title())) +
                            html_element("dl", "", facts) +
                            html_element("p", "question", html_text(words_.question()))) +
           "\n";
  }

  std::string card(const DeadlineThen& one, Instant moment) const {
    std::string content =
        html_element("p", "", html_element("b", "", html_text(words_.deadline_title(one.id))));
    content += html_element("p", "", html_text(words_.judgement(one, moment)));
    if (!one.clause.empty()) content += html_element("p", "clause", html_text(clause_text(one.clause)));
    return html_element("div", "card " + std::string(judgement_name(one.judgement)), content);
  }
  static std::string_view judgement_name(Judgement judgement) {
    return names_of(judgement)[static_cast<std::size_t>(judgement)];
  }
  std::string then() const {
    std::string content;
    if (trace_.then) {
      std::string marks = chip(trace_.then->state);
      for (const std::string& mark : words_.marks(*trace_.then)) marks += " · " + html_text(mark);
      content = html_element("p", "state", marks);
    } else {
      content = html_element("p", "state", html_text(say("trace.no_document_then")));
    }
    std::string cards;
    for (const DeadlineThen& one : trace_.deadlines) cards += card(one, trace_.as_of);
    if (!cards.empty()) content += html_element("div", "cards", cards);
    std::string evidence;
    for (const bool counts : {true, false})
      for (const Evidence& one : trace_.evidence)
        if (one.counts_at(trace_.as_of) == counts)
          evidence += html_element("li", counts ? "good" : "gone",
                                   html_text((counts ? "✓ " : "✗ ") + words_.evidence(one)));
    if (!evidence.empty()) content += html_element("ul", "plain", evidence);
    return section(say("trace.then", {words_.when(trace_.as_of)}), content);
  }

  // The strip's axis: days on which something is, each as wide, so that a busy day is not lost in a long
  // wait.
  void add_day(Instant at) { days_.emplace(at.date(words_.zone()), 0); }
  // In hundredths of a percent of the strip's width. 24:00 is the end of its day.
  std::int64_t place(Instant at) const {
    const Date day = at.date(words_.zone());
    if (const auto in = days_.find(day); in != days_.end()) {
      const std::int64_t since = at.ms() - Instant::start_of(day, words_.zone()).ms();
      return (in->second + since * day_width / ms_per_day) * 10'000 / width_;
    }
    const auto ended = days_.find(day.plus_days(-1));
    return ended == days_.end() ? 10'000 : (ended->second + day_width) * 10'000 / width_;
  }
  std::string mark(std::string_view classes, Instant at, const std::string& label) const {
    return "<div class=\"mark " + std::string(classes) + "\" style=\"left:" + percent(place(at)) + "\">" +
           html_element("span", "", html_text(label)) + "</div>";
  }
  static std::string legend_box(std::string_view classes, const std::string& text) {
    return html_element("span", "",
                        html_element("span", "box " + std::string(classes), "") + html_text(text));
  }
  std::string timeline() const {
    std::string strip;
    std::string legend;
    const TraceStep* since = nullptr;
    const auto segment = [&](Instant until) {
      if (since == nullptr) return;
      const std::int64_t from = place(since->event.at);
      strip += "<i class=\"s" + std::to_string(colours_.at(since->after) % trace_state_colours) +
               "\" style=\"left:" + percent(from) + ";width:" + percent(place(until) - from) + "\"></i>";
    };
    for (const TraceStep& step : trace_.steps) {
      if (step.after.empty() || (since != nullptr && step.after == since->after)) continue;
      segment(step.event.at);
      since = &step;
    }
    segment(std::max(trace_.steps.back().event.at, trace_.as_of));
    for (const auto& [order, state] : by_order())
      legend += legend_box("s" + std::to_string(order % trace_state_colours), words_.state(state));
    std::size_t number = 0;
    for (const DeadlineThen& one : trace_.deadlines) {
      const std::string label = std::to_string(++number);
      strip += mark(fate(one.judgement), one.closes, label);
      legend += html_element("span", "",
                             html_text(label + ". " + say("trace.deadline", {words_.deadline_title(one.id)}) +
                                       ": " + context_.closing(one.closes, words_.zone())));
    }
    strip += mark("now", trace_.as_of, "▾");
    legend += html_element("span", "",
                           html_text("▾ " + say("trace.legend.now") + ": " + words_.when(trace_.as_of)));
    std::string breaks;
    std::string ends;
    const bool few = days_.size() <= days_labelled_max;
    for (const auto& [day, from] : days_) {
      if (from > 0 && !days_.contains(day.plus_days(-1)))
        breaks += "<b style=\"left:" + percent((from - between_days) * 10'000 / width_) +
                  ";width:" + percent(between_days * 10'000 / width_) + "\"></b>";
      const bool edge = from == 0 || from + day_width == width_;
      if (!edge && !few) continue;
      const std::string label = context_.day(day).substr(0, edge ? std::string::npos : 5);
      ends +=
          "<span class=\"" +
          std::string(from == 0 ? "first"
                      : edge    ? "last"
                                : "mid") +
          "\"" +
          (from > 0 && !edge ? " style=\"left:" + percent(from * 10'000 / width_) + "\"" : std::string()) +
          ">" + html_text(label) + "</span>";
    }
    return section(say("trace.timeline"), html_element("div", "strip", strip + breaks) +
                                              html_element("div", "ends", ends) +
                                              html_element("div", "legend", legend));
  }
  std::map<std::size_t, StateId> by_order() const {
    std::map<std::size_t, StateId> out;
    for (const auto& [state, order] : colours_) out.emplace(order, state);
    return out;
  }

  // What stands between the steps: closings, and the moment that is asked about.
  struct Marker {
    Instant at;
    std::string classes;
    std::string text;
  };
  std::vector<Marker> markers() const {
    std::vector<Marker> out;
    for (const DeadlineThen& one : trace_.deadlines) {
      std::string text = say("trace.deadline_closes", {words_.deadline_title(one.id)}) + ": " +
                         context_.closing(one.closes, words_.zone());
      out.push_back({one.closes, "closing " + std::string(fate(one.judgement)), std::move(text)});
    }
    out.push_back({trace_.as_of, "now", say("trace.legend.now") + ": " + words_.when(trace_.as_of)});
    std::stable_sort(out.begin(), out.end(), [](const Marker& a, const Marker& b) { return a.at < b.at; });
    return out;
  }

  std::string proof(const TraceStep& step) const {
    return html_text("#" + std::to_string(step.event.seq) + " · " +
                     say("trace.leaf", {step.event.policy.text().substr(0, hash_digits),
                                        step.leaf.text().substr(0, hash_digits)}));
  }
  std::string facts_of(const TraceStep& step) const {
    std::string facts;
    for (const std::string& change : words_.changes(step))
      facts += html_element("li", "", html_lines(change));
    for (const HookSeen& hook : step.hooks)
      facts += html_element("li", hook.ok ? "good" : "bad", html_text(words_.hook(hook)));
    return facts;
  }
  std::string deadlines_of(const TraceStep& step) const {
    std::string facts;
    for (const DeadlineThen& one : step.deadlines) {
      const bool late = one.judgement == Judgement::missed || one.judgement == Judgement::met_late;
      const std::string title = say("trace.deadline", {words_.deadline_title(one.id)});
      facts += html_element("li",
                            late                              ? "bad"
                            : one.judgement == Judgement::met ? "good"
                                                              : "",
                            html_text(title + ": " + words_.judgement(one, step.event.at)));
    }
    return facts;
  }
  // The step at `i` with those that follow from it; `i` is left at the last of them.
  std::string step(std::size_t& i) const {
    const TraceStep& first = trace_.steps[i];
    std::string line = html_element("time", "", html_text(words_.when(first.event.at).substr(11))) +
                       html_element("span", "", html_text(words_.who(first.event)));
    if (!first.before.empty() && first.before != first.after)
      line += html_element("span", "", chip(first.before) + " → " + chip(first.after));
    else if (!first.after.empty())
      line += html_element("span", "", chip(first.after));
    if (first.locks > 0) line += html_element("span", "bad", html_text(say("trace.locks")));
    if (!first.event.clause.empty())
      line += html_element("span", "clause", html_text(clause_text(first.event.clause)));
    bool miss = std::holds_alternative<DeadlineMissed>(first.event.body) || !first.of_document;
    std::string facts = facts_of(first);
    std::string proofs = proof(first);
    const TraceStep* last = &first;
    for (; i + 1 < trace_.steps.size() && trace_.steps[i + 1].follows; ++i) {
      last = &trace_.steps[i + 1];
      miss = miss || std::holds_alternative<DeadlineMissed>(last->event.body);
      facts += html_element("li", "follows", html_lines(words_.what(*last))) + facts_of(*last);
      proofs += "<br>" + proof(*last);
    }
    facts += deadlines_of(*last);
    std::string content =
        html_element("div", "line", line) + html_element("p", "what", html_lines(words_.what(first)));
    if (!facts.empty()) content += html_element("ul", "facts", facts);
    content += html_element("p", "proof", proofs);
    std::string classes = first.event.by.empty() ? "by-time" : "by-person";
    if (miss) classes += " miss";
    if (first.after_as_of) classes += " later";
    return html_element("li", classes, html_element("div", "", content)) + "\n";
  }
  std::string steps() const {
    std::string list;
    std::string day;
    const auto in_day = [&](Instant at, std::string_view text) {
      const std::string of = context_.day(at.date(words_.zone()));
      if (of != day) list += html_element("li", "day", html_text(of)) + "\n";
      day = of;
      list += text;
    };
    const std::vector<Marker> between = markers();
    std::size_t next = 0;
    const auto mark_until = [&](std::optional<Instant> until) {
      // A closing at 24:00 belongs to the day that ends; a step at the moment asked about comes before it.
      for (; next < between.size(); ++next) {
        const Marker& one = between[next];
        const bool now = one.classes == "now";
        if (until && (now ? one.at >= *until : one.at > *until)) return;
        in_day(now ? one.at : one.at.plus_ms(-1),
               html_element("li", one.classes, html_text(one.text)) + "\n");
      }
    };
    for (std::size_t i = 0; i < trace_.steps.size(); ++i) {
      const Instant at = trace_.steps[i].event.at;
      mark_until(at);
      in_day(at, step(i));
    }
    mark_until(std::nullopt);
    return section(say("trace.steps"), html_element("ol", "steps", list));
  }

  std::string verify() const {
    std::string adopted;
    for (const Adoption& one : traced_.read.school.state.adopted)
      adopted += html_element("li", "",
                              html_text(words_.policy_title(one.policy)) + " " +
                                  html_element("code", "", one.policy.text().substr(0, hash_digits) + "…") +
                                  html_text(" " + say("trace.since", {words_.when(one.since)})));
    const std::string seq = std::to_string(trace_.steps.back().event.seq);
    return section(say("trace.policies"), html_element("ul", "", adopted)) +
           section(say("trace.verify"),
                   html_element("p", "",
                                with_code(say("trace.verify.leaf", {traced_.read.school.state.id.value}))) +
                       html_element("p", "", with_code(say("trace.verify.prove", {seq}))));
  }

  const Context& context_;
  const Trace& trace_;
  const TracedDocument& traced_;
  TraceWords words_;
  std::map<StateId, std::size_t> colours_;  // in the order in which states were reached
  std::map<Date, std::int64_t> days_;       // where each begins on the strip
  std::int64_t width_ = 0;
};

}  // namespace

std::string trace_html(const Context& context, const TracedDocument& traced) {
  return Page(context, traced).html();
}

}  // namespace quyche::cli
