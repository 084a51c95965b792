#include "rules/calendar/resolve.h"

#include <algorithm>

namespace quyche::rules {
namespace {

bool mode(const SpanText& span) { return span.kind == SpanKind::mode; }

DaySpan day_span(const SpanText& span) {
  const DayKind kind = span.kind == SpanKind::off ? DayKind::off : DayKind::working;
  return {span.id, span.first, span.last, kind, span.title, span.cite, span.verified};
}
ModeSpan mode_span(const SpanText& span) { return {span.first, span.last, span.mode, span.cite}; }

// What `others` leave of `spans`. Both are in order and do not overlap among themselves.
template <class Span>
std::vector<Span> without(const std::vector<Span>& spans, const std::vector<Span>& others) {
  std::vector<Span> out;
  for (Span left : spans) {
    bool any = true;
    auto other = std::lower_bound(others.begin(), others.end(), left.first,
                                  [](const Span& s, Date day) { return s.last < day; });
    for (; other != others.end() && other->first <= left.last; ++other) {
      if (left.first < other->first) {
        out.push_back(left);
        out.back().last = other->first.plus_days(-1);
      }
      any = other->last < left.last;
      left.first = other->last.plus_days(1);
    }
    if (any) out.push_back(std::move(left));
  }
  return out;
}

// The spans of `below` over those of `above`.
template <class Span>
std::vector<Span> laid_over(const std::vector<Span>& above, std::vector<Span> below) {
  const auto by_day = [](const Span& a, const Span& b) { return a.first < b.first; };
  std::sort(below.begin(), below.end(), by_day);
  std::vector<Span> out = without(above, below);
  const auto middle = static_cast<std::ptrdiff_t>(out.size());
  out.insert(out.end(), below.begin(), below.end());
  std::inplace_merge(out.begin(), out.begin() + middle, out.end(), by_day);
  return out;
}

void lay_over(Calendar& calendar, const CalendarText& text, std::optional<Date> day) {
  std::vector<DaySpan> days;
  std::vector<ModeSpan> modes;
  for (const SpanText& span : text.spans) {
    if (!span.decision.counts_on(day)) continue;
    if (mode(span))
      modes.push_back(mode_span(span));
    else
      days.push_back(day_span(span));
  }
  calendar.days = laid_over(calendar.days, std::move(days));
  calendar.modes = laid_over(calendar.modes, std::move(modes));
  for (const YearText& year : text.years)
    if (year.decision.counts_on(day)) calendar.school_years[year.year] = year.teaching;
}

// The days of which all days off are known: what the nearest calendar says, up to the first day about which
// nothing had been decided by `day`.
void set_known(Calendar& calendar, const CalendarChain& chain, std::optional<Date> day) {
  const auto says =
      std::find_if(chain.begin(), chain.end(), [](const CalendarText& text) { return !text.known.empty(); });
  if (says == chain.end()) return;
  Date first = says->known.front().first;
  Date last = says->known.front().last;
  for (const KnownText& known : says->known) {
    first = std::min(first, known.first);
    last = std::max(last, known.last);
  }
  for (const CalendarText& text : chain)
    for (const SpanText& span : text.spans) {
      const bool later = day && span.decision.decided && *span.decision.decided > *day;
      if (later && !mode(span) && span.decision.replaces.empty() && span.last >= first && span.first <= last)
        last = span.first.plus_days(-1);
    }
  if (last < first) return;
  calendar.known_from = first;
  calendar.known_to = last;
}

}  // namespace

std::vector<int> rest_days_of(const CalendarChain& chain) {
  for (const CalendarText& text : chain)
    if (text.rest_days) return text.rest_days->value;
  return {};
}

Calendar resolve(const CalendarChain& chain, const CalendarOptions& options) {
  Calendar calendar;
  calendar.id = chain.front().id;
  if (chain.front().title) calendar.title = chain.front().title->value;
  calendar.rest_days = rest_days_of(chain);
  for (auto text = chain.rbegin(); text != chain.rend(); ++text)
    lay_over(calendar, *text, options.as_known_on);
  set_known(calendar, chain, options.as_known_on);
  return calendar;
}

}  // namespace quyche::rules
