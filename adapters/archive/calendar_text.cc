// calendars/<policy>.txt: what the days of a place are, for people; the policy holds the same for programs.
#include "adapters/archive/export.h"

namespace quyche::archive {
namespace {

class CalendarText {
 public:
  explicit CalendarText(const Policy& policy) : policy_(policy), calendar_(*policy.calendar) {}

  std::string text() {
    line(both("archive.calendar.head", {policy_.title.vi}));
    line(title(calendar_.title) + " (" + calendar_.id.value + ")");
    if (calendar_.known_from && calendar_.known_to)
      line(both("archive.calendar.known", {calendar_.known_from->text(), calendar_.known_to->text()}));
    std::string rest;
    for (const int day : calendar_.rest_days)
      rest += (rest.empty() ? "" : ", ") + both("archive.calendar.weekday." + std::to_string(day));
    line(both("archive.calendar.rest") + ": " + rest);
    for (const auto& [year, teaching] : calendar_.school_years) school_year(year, teaching);
    heading("archive.calendar.days");
    for (const DaySpan& span : calendar_.days)
      line(days(span.first, span.last) + "  " +
           both(span.kind == DayKind::off ? "archive.calendar.off" : "archive.calendar.working") + "  " +
           title(span.title) + source(span.cite, span.verified));
    heading("archive.calendar.modes");
    for (const ModeSpan& span : calendar_.modes)
      line(days(span.first, span.last) + "  " +
           both(span.mode == Mode::online ? "archive.calendar.online" : "archive.calendar.in_person") +
           source(span.cite, true));
    return std::move(out_);
  }

 private:
  static std::string both(const std::string& label, const std::vector<std::string>& args = {}) {
    return render(label, Lang::vi, args) + " / " + render(label, Lang::en, args);
  }
  static std::string title(const Title& title) {
    return title.en.empty() || title.en == title.vi ? title.vi : title.vi + " / " + title.en;
  }
  static std::string days(Date first, Date last) {
    return first == last ? first.text() : first.text() + " – " + last.text();
  }
  static std::string source(const std::string& cite, bool verified) {
    const std::string doubt = verified ? "" : both("archive.calendar.unverified");
    if (cite.empty() && doubt.empty()) return "";
    return "  [" + cite + (cite.empty() || doubt.empty() ? "" : "; ") + doubt + "]";
  }
  static std::string weeks(const std::vector<Week>& list) {
    std::string text;
    for (const Week week : list) text += (text.empty() ? "" : ", ") + week.text();
    return text;
  }

  void school_year(SchoolYear year, const TeachingYear& teaching) {
    out_ += '\n';
    line(both("archive.calendar.year", {year.text()}) + source(teaching.cite, teaching.verified));
    line("  " + both("archive.calendar.weeks", {teaching.first.text(), teaching.last.text()}));
    if (!teaching.except.empty())
      line("  " + both("archive.calendar.except") + ": " + weeks(teaching.except));
    if (!teaching.off_curriculum.empty())
      line("  " + both("archive.calendar.off_curriculum") + ": " + weeks(teaching.off_curriculum));
    if (teaching.first_day)
      line("  " + both("archive.calendar.first_day") + ": " + teaching.first_day->text());
    if (teaching.last_day) line("  " + both("archive.calendar.last_day") + ": " + teaching.last_day->text());
    int number = 0;
    for (const Semester& semester : teaching.semesters)
      line("  " + both("archive.calendar.semester", {std::to_string(++number)}) + ": " +
           days(semester.first, semester.last));
  }
  void heading(const std::string& label) {
    out_ += '\n';
    line(both(label));
  }
  // One line, whatever the words hold.
  void line(const std::string& text) {
    for (const char c : text) out_ += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    out_ += '\n';
  }

  const Policy& policy_;
  const Calendar& calendar_;
  std::string out_;
};

}  // namespace

std::optional<std::string> calendar_text(const Policy& policy) {
  if (!policy.calendar) return std::nullopt;
  return CalendarText(policy).text();
}

}  // namespace quyche::archive
