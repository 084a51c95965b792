// Which decision counts when, and what does not go together.
#include <algorithm>
#include <map>

#include "rules/calendar/resolve.h"
#include "rules/diagnostics/nearest.h"

namespace quyche::rules {
namespace {

constexpr std::size_t names_shown_max = 20;

void error(Findings& findings, const Written& at, std::string code, std::vector<std::string> args,
           std::string suggestion = {}) {
  Place{findings, at.path, ""}.report(Severity::error, std::move(code), at.span, std::move(args),
                                      std::move(suggestion));
}

bool same_list(const SpanText& a, const SpanText& b) {
  return (a.kind == SpanKind::mode) == (b.kind == SpanKind::mode);
}

bool earlier(const Decision& a, const Decision& b) {
  return b.decided && (!a.decided || *a.decided < *b.decided);
}

void end(Decision& replaced, const Decision& by) {
  if (!replaced.until || *by.decided < *replaced.until) replaced.until = by.decided;
}

// `replaces` names a span of the nearest calendar that has the name.
void replace_span(CalendarChain& chain, std::size_t level, const SpanText& span, Findings& findings) {
  std::vector<std::string_view> known;
  for (std::size_t at = level; at < chain.size(); ++at) {
    for (SpanText& other : chain[at].spans) {
      if (!same_list(span, other) || !earlier(other.decision, span.decision)) continue;
      if (other.id == span.decision.replaces) return end(other.decision, span.decision);
      known.push_back(other.id);
    }
  }
  std::string near = nearest(span.decision.replaces, known);
  std::string some;
  for (std::size_t i = 0; i < std::min(known.size(), names_shown_max); ++i)
    some += (i == 0 ? "" : ", ") + std::string(known[i]);
  error(findings, span.decision.replaces_at, "Q353",
        {span.decision.replaces, span.decision.decided->text(), some.empty() ? "-" : some}, std::move(near));
}

// A school year replaces the one of its own name.
void replace_year(CalendarChain& chain, std::size_t level, const YearText& year, Findings& findings) {
  bool found = false;
  for (std::size_t at = level; at < chain.size() && !found; ++at)
    for (YearText& other : chain[at].years) {
      if (other.year != year.year || !earlier(other.decision, year.decision)) continue;
      end(other.decision, year.decision);
      found = true;
    }
  if (found && year.decision.replaces == year.year.text()) return;
  error(findings, year.decision.replaces_at, "Q353",
        {year.decision.replaces, year.decision.decided->text(), found ? year.year.text() : "-"});
}

// Whether there is a day on which both count.
bool count_together(const Decision& a, const Decision& b) {
  const auto ends_before = [](const Decision& x, const Decision& y) {
    return x.until && y.decided && *x.until <= *y.decided;
  };
  return !ends_before(a, b) && !ends_before(b, a);
}

void check_overlaps(const CalendarText& text, bool modes, Findings& findings) {
  std::vector<const SpanText*> spans;
  for (const SpanText& span : text.spans)
    if ((span.kind == SpanKind::mode) == modes) spans.push_back(&span);
  std::stable_sort(spans.begin(), spans.end(),
                   [](const SpanText* a, const SpanText* b) { return a->first < b->first; });
  for (std::size_t i = 0; i < spans.size(); ++i) {
    for (std::size_t j = i + 1; j < spans.size() && spans[j]->first <= spans[i]->last; ++j) {
      if (!count_together(spans[i]->decision, spans[j]->decision)) continue;
      // Said of the later decision: it is the one that may replace the other.
      const bool swap = earlier(spans[j]->decision, spans[i]->decision);
      const SpanText& one = swap ? *spans[j] : *spans[i];
      const SpanText& two = swap ? *spans[i] : *spans[j];
      error(findings, two.at, "Q350", {one.id, two.id, spans[j]->first.text()});
      break;
    }
  }
}

// A swapped working day is a day of weekly rest, or one that a calendar above gives off.
void check_working_days(const CalendarChain& chain, Findings& findings) {
  const std::vector<int> rest = rest_days_of(chain);
  const auto off_above = [&](Date day) {
    return std::any_of(chain.begin() + 1, chain.end(), [&](const CalendarText& text) {
      return std::any_of(text.spans.begin(), text.spans.end(), [&](const SpanText& span) {
        return span.kind == SpanKind::off && span.first <= day && day <= span.last;
      });
    });
  };
  for (const SpanText& span : chain.front().spans) {
    if (span.kind != SpanKind::working) continue;
    for (Date day = span.first; day <= span.last; day = day.plus_days(1)) {
      const bool rests = std::find(rest.begin(), rest.end(), static_cast<int>(day.weekday())) != rest.end();
      if (rests || off_above(day)) continue;
      Place{findings, span.at.path, ""}.report(Severity::warning, "Q351", span.at.span, {day.text()});
      break;
    }
  }
}

void check_known(const CalendarText& text, Findings& findings) {
  std::vector<KnownText> known = text.known;
  std::stable_sort(known.begin(), known.end(),
                   [](const KnownText& a, const KnownText& b) { return a.first < b.first; });
  for (std::size_t i = 1; i < known.size(); ++i) {
    const Date next = known[i - 1].last.plus_days(1);
    if (known[i].first > next)
      error(findings, known[i].at, "Q355", {next.text(), known[i].first.plus_days(-1).text()});
    known[i].last = std::max(known[i].last, known[i - 1].last);
  }
}

void check_years(const CalendarText& text, Findings& findings) {
  std::map<SchoolYear, const YearText*> seen;
  for (const YearText& year : text.years) {
    const auto [at, is_new] = seen.emplace(year.year, &year);
    if (is_new || !count_together(at->second->decision, year.decision)) continue;
    const Source& source = *at->second->at.span.source;
    const std::size_t line = source.position(at->second->at.span.offset).line;
    error(findings, year.at, "Q358", {year.year.text(), source.name() + ":" + std::to_string(line)});
  }
}

}  // namespace

void replace(CalendarChain& chain, Findings& findings) {
  for (std::size_t level = 0; level < chain.size(); ++level) {
    for (const SpanText& span : chain[level].spans)
      if (!span.decision.replaces.empty() && span.decision.decided)
        replace_span(chain, level, span, findings);
    for (const YearText& year : chain[level].years)
      if (!year.decision.replaces.empty() && year.decision.decided)
        replace_year(chain, level, year, findings);
  }
}

void check_together(const CalendarChain& chain, Findings& findings) {
  for (const CalendarText& text : chain) {
    check_overlaps(text, false, findings);
    check_overlaps(text, true, findings);
    check_known(text, findings);
    check_years(text, findings);
  }
  check_working_days(chain, findings);
}

}  // namespace quyche::rules
