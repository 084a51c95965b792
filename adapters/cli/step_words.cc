#include "adapters/cli/step_words.h"

#include <algorithm>
#include <utility>

namespace quyche::cli {
namespace {

std::string say(const std::string& code, Lang lang, const std::vector<std::string>& args = {}) {
  return render(code, lang, args);
}
std::string name(StepKind kind) { return std::string(names_of(kind)[static_cast<std::size_t>(kind)]); }
std::string two_digits(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

class Sentences {
 public:
  Sentences(const StepNames& names, Lang lang) : names_(names), lang_(lang) {}

  // The sentence of one step; `next` is the one after it, or null.
  [[nodiscard]] std::string of(const DueStep& step, const DueStep* next) const {
    const std::string day = date_words(step.day, lang_);
    const auto& args = step.args;
    const auto said = [&](const std::vector<std::string>& more = {}) { return line(step.kind, day, more); };
    switch (step.kind) {
      case StepKind::anchor: return anchor(day, args);
      case StepKind::year_part: {
        const std::string of = args.at(1) == "0" ? "step.of.school_year" : "step.of.semester";
        return said({part(args.at(0), say(of, lang_, {args.at(2), args.at(1)}))});
      }
      case StepKind::month_part: return said({part(args.at(0), say("step.of.month", lang_, {args.at(1)}))});
      case StepKind::weekday: return said({away("week", args.at(1))});
      case StepKind::part: return said({part(args.at(0), away(args.at(1), args.at(2)))});
      case StepKind::offset_instant:
        return say(names_a_day(next) ? "step.offset_instant_day" : "step.offset_instant", lang_,
                   {day, args.at(1), args.at(2)});
      case StepKind::offset_difference:
      case StepKind::offset_clear:
      case StepKind::offset_working:
      case StepKind::offset_unstated:
      case StepKind::offset_before:
      case StepKind::offset_after: return said({period(args)});
      case StepKind::day_off: return said({reason(step)});
      case StepKind::calendar_unknown:
        if (names_.calendar == nullptr) return say("step.no_calendar", lang_, {day});
        return said({names_.calendar->id.value});
      case StepKind::yearly:
      case StepKind::fixed:
      case StepKind::week_skipped:
      case StepKind::recurring:
      case StepKind::rolled_back:
      case StepKind::rolled_forward:
      case StepKind::not_rolled:
      case StepKind::before:
      case StepKind::by:
      case StepKind::on:
      case StepKind::time:
      case StepKind::opens:
      case StepKind::earlier:
      case StepKind::later: break;
    }
    return said(args);
  }
  [[nodiscard]] std::string days_off(Date one, Date other, const DueStep& step) const {
    const auto [first, last] = std::minmax(one, other);
    return say("step.days_off", lang_, {date_words(first, lang_), reason(step), date_words(last, lang_)});
  }
  // Why a day is off: the title of its span, or the weekly rest.
  [[nodiscard]] std::string reason(const DueStep& step) const {
    const DaySpan* span = names_.calendar == nullptr ? nullptr : names_.calendar->span_at(step.day);
    if (span == nullptr) return say("step.weekly_rest", lang_);
    return span->title.in(lang_).empty() ? span->id : span->title.in(lang_);
  }

 private:
  [[nodiscard]] std::string line(StepKind kind, const std::string& day,
                                 const std::vector<std::string>& more) const {
    std::vector<std::string> args{day};
    args.insert(args.end(), more.begin(), more.end());
    return say("step." + name(kind), lang_, args);
  }
  // Whether what was found in hours is taken for its day after all.
  [[nodiscard]] static bool names_a_day(const DueStep* next) {
    if (next == nullptr) return false;
    return next->kind == StepKind::on || next->kind == StepKind::time || next->kind == StepKind::opens;
  }
  [[nodiscard]] std::string anchor(const std::string& day, const std::vector<std::string>& args) const {
    const auto called = names_.called.find(args.at(0));
    const std::string& shown = called == names_.called.end() ? args.at(0) : called->second;
    if (args.at(1).empty()) return say("step.anchor", lang_, {day, shown});
    return say("step.anchor_at", lang_, {day, shown, args.at(1)});
  }
  [[nodiscard]] std::string part(const std::string& part, const std::string& of) const {
    return say("step.part." + part, lang_, {of});
  }
  // "the week before", "the month 2 months after".
  [[nodiscard]] std::string away(const std::string& what, const std::string& shift) const {
    const std::string form = shift == "0"           ? "same"
                             : shift == "-1"        ? "previous"
                             : shift == "1"         ? "next"
                             : shift.front() == '-' ? "earlier"
                                                    : "later";
    return say("step." + what + '.' + form, lang_, {shift.substr(shift.front() == '-' ? 1 : 0)});
  }
  [[nodiscard]] std::string period(const std::vector<std::string>& args) const {
    const std::string form = args.at(0) == "1" ? "step.one." : "step.unit.";
    return say(form + args.at(1), lang_, {args.at(0)});
  }

  const StepNames& names_;
  Lang lang_;
};

}  // namespace

std::string weekday_words(Date day, Lang lang) {
  return say("weekday." + std::to_string(static_cast<int>(day.weekday())), lang);
}

std::string date_words(Date day, Lang lang) {
  return two_digits(day.day()) + '/' + two_digits(day.month()) + '/' + std::to_string(day.year()) + " (" +
         weekday_words(day, lang) + ')';
}

std::vector<StepSentence> step_words(const DueSteps& steps, const StepNames& names, Lang lang) {
  const Sentences sentences(names, lang);
  std::vector<StepSentence> out;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    std::size_t end = i;
    while (steps[i].kind == StepKind::day_off && end + 1 < steps.size() &&
           steps[end + 1].kind == StepKind::day_off &&
           sentences.reason(steps[end + 1]) == sentences.reason(steps[i]))
      ++end;
    const bool alone = end == i;
    out.push_back({steps[end].kind, steps[end].day,
                   alone ? sentences.of(steps[i], i + 1 == steps.size() ? nullptr : &steps[i + 1])
                         : sentences.days_off(steps[i].day, steps[end].day, steps[i])});
    i = end;
  }
  return out;
}

}  // namespace quyche::cli
