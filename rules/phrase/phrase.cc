#include "rules/phrase/phrase.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "rules/phrase/words.h"

namespace quyche::rules::phrase {
namespace {

// Walks over the words of one phrase; remembers how far any attempt got, so that an error stands at the first
// word that fits no form.
class Cursor {
 public:
  explicit Cursor(const std::vector<Word>& words) : words_(words) {}

  [[nodiscard]] bool at_end() const { return at_ == words_.size(); }
  // Takes the words of `sequence` (separated by one space) when they all follow.
  bool take(std::string_view sequence) {
    std::size_t i = at_;
    while (!sequence.empty()) {
      const std::size_t space = sequence.find(' ');
      if (i >= words_.size() || words_[i].text != sequence.substr(0, space)) {
        furthest_ = std::max(furthest_, i);
        return false;
      }
      ++i;
      sequence = space == std::string_view::npos ? std::string_view() : sequence.substr(space + 1);
    }
    move_to(i);
    return true;
  }
  bool take_any(std::initializer_list<std::string_view> sequences) {
    return std::any_of(sequences.begin(), sequences.end(), [&](std::string_view s) { return take(s); });
  }
  std::optional<int> take_number(int least, int most) {
    const int n = at_end() ? -1 : number(words_[at_].text);
    if (n < least || n > most) {
      furthest_ = std::max(furthest_, at_);
      return std::nullopt;
    }
    move_to(at_ + 1);
    return n;
  }
  [[nodiscard]] std::string_view word() const { return at_end() ? std::string_view() : words_[at_].text; }
  void skip() { move_to(at_ + 1); }
  [[nodiscard]] std::size_t position() const { return at_; }
  void back_to(std::size_t position) { at_ = position; }
  // Back, and what was read since then was no word that fits.
  struct Mark {
    std::size_t at;
    std::size_t furthest;
  };
  [[nodiscard]] Mark mark() const { return {at_, furthest_}; }
  void undo_to(const Mark& mark) {
    at_ = mark.at;
    furthest_ = mark.furthest;
  }
  [[nodiscard]] NotUnderstood stuck() const {
    if (words_.empty()) return {0, 0};
    if (furthest_ < words_.size()) return {words_[furthest_].offset, words_[furthest_].length};
    return {words_.back().offset, words_.back().length};
  }

 private:
  void move_to(std::size_t at) {
    at_ = at;
    furthest_ = std::max(furthest_, at);
  }
  const std::vector<Word>& words_;
  std::size_t at_ = 0;
  std::size_t furthest_ = 0;
};

std::optional<Comparator> comparator(Cursor& in) {
  if (in.take_any({"chậm nhất vào", "chậm nhất", "muộn nhất vào", "muộn nhất", "hạn cuối", "đến hết", "by"}))
    return Comparator::by;
  if (in.take_any({"trước", "before"})) return Comparator::before;
  if (in.take_any({"vào", "on"})) return Comparator::on;
  return std::nullopt;
}

std::optional<MonthDay> month_day(int day, int month) {
  if (!Date::from_civil(2000, month, day)) return std::nullopt;
  return MonthDay{month, day};
}

// 05/9, 5 tháng 9
std::optional<MonthDay> day_and_month(Cursor& in) {
  const std::string_view word = in.word();
  if (const std::size_t slash = word.find('/'); slash != std::string_view::npos) {
    const auto found = month_day(number(word.substr(0, slash)), number(word.substr(slash + 1)));
    if (found) in.skip();
    return found;
  }
  const Cursor::Mark start = in.mark();
  const auto day = in.take_number(1, 31);
  if (!day || !in.take("tháng")) return std::nullopt;
  const auto month = in.take_number(1, 12);
  if (!month) return std::nullopt;
  const auto found = month_day(*day, *month);
  if (!found) in.undo_to(start);
  return found;
}

class Parser {
 public:
  Parser(const std::vector<Word>& words, const std::vector<Anchored>& fields,
         const std::optional<FieldId>& implied)
      : in_(words), fields_(fields), implied_(implied) {}

  std::optional<Due> parse() {
    for (const auto form : {&Parser::days_before, &Parser::weekday_of_week, &Parser::yearly}) {
      in_.back_to(0);
      Due due;
      if ((this->*form)(due) && in_.at_end()) return due;
    }
    return std::nullopt;
  }
  [[nodiscard]] NotUnderstood stuck() const { return in_.stuck(); }

 private:
  // [trước] [ít nhất] N ngày trước [khi|ngày] FIELD; [at least] N days before FIELD
  bool days_before(Due& due) {
    in_.take_any({"trước", "chậm nhất", "muộn nhất"});
    in_.take_any({"ít nhất", "tối thiểu", "at least"});
    const auto days = in_.take_number(1, limits::period_days_max);
    if (!days) return false;
    // A field's own name may begin with `ngày`: of the ways to read on, the one that reads most.
    const std::size_t start = in_.position();
    std::size_t best_end = start;
    for (const std::string_view joint :
         {"ngày trước khi", "ngày trước ngày", "ngày trước", "days before", "day before"}) {
      in_.back_to(start);
      if (!in_.take(joint)) continue;
      const auto anchor = field();
      if (!anchor || in_.position() <= best_end) continue;
      best_end = in_.position();
      due.terms = {{Comparator::by,
                    {FieldDate{*anchor}, {Offset{{*days, PeriodUnit::day}, Direction::before}}},
                    {},
                    {}}};
    }
    in_.back_to(best_end);
    return best_end > start;
  }

  // [comparator] thứ Tư [của] tuần liền trước [của FIELD]; [comparator] wednesday of the previous week [of
  // FIELD]
  bool weekday_of_week(Due& due) {
    const Comparator comparing = comparator(in_).value_or(Comparator::by);
    in_.take("ngày");
    const auto day = weekday();
    if (!day) return false;
    in_.take_any({"của", "of"});
    const auto shift = week_shift();
    if (!shift) return false;
    std::optional<FieldId> anchor = implied_;
    if (!in_.at_end()) {
      in_.take_any({"của", "khi", "of"});
      anchor = field();
    }
    if (!anchor) return false;
    due.terms = {{comparing, {FieldDate{*anchor}, {WeekdayOf{*day, *shift}}}, {}, {}}};
    return true;
  }

  // [comparator] [ngày] 05/9 [hàng năm]
  bool yearly(Due& due) {
    const Comparator comparing = comparator(in_).value_or(Comparator::by);
    in_.take("ngày");
    const auto day = day_and_month(in_);
    if (!day) return false;
    if (!in_.at_end()) in_.take_any({"hàng năm", "mỗi năm", "every year", "yearly"});
    due.terms = {{comparing, {YearlyDate{*day}, {}}, {}, {}}};
    return true;
  }

  std::optional<int> weekday() {
    static constexpr std::string_view english[] = {"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};
    for (int day = 1; day <= 7; ++day)
      if (in_.take(english[day - 1])) return day;
    if (in_.take("chủ nhật")) return 7;
    if (!in_.take("thứ")) return std::nullopt;
    const auto counted = in_.take_number(2, 7);  // Monday is the second day
    return counted ? std::optional(*counted - 1) : std::nullopt;
  }

  std::optional<int> week_shift() {
    if (in_.take_any({"tuần liền trước", "tuần trước", "the previous week", "the week before"})) return -1;
    if (in_.take_any({"tuần này", "the same week", "this week"})) return 0;
    if (in_.take_any({"tuần liền sau", "tuần sau", "the next week", "the week after"})) return 1;
    return std::nullopt;
  }

  // The longest field name that follows.
  std::optional<FieldId> field() {
    const std::size_t start = in_.position();
    std::optional<FieldId> best;
    std::size_t best_end = start;
    for (const Anchored& candidate : fields_) {
      for (const std::string& name : candidate.names) {
        std::string sequence;
        for (const Word& word : words(name)) sequence += (sequence.empty() ? "" : " ") + word.text;
        in_.back_to(start);
        if (sequence.empty() || !in_.take(sequence) || in_.position() <= best_end) continue;
        best = candidate.field;
        best_end = in_.position();
      }
    }
    in_.back_to(best_end);
    return best;
  }

  Cursor in_;
  const std::vector<Anchored>& fields_;
  const std::optional<FieldId>& implied_;
};

}  // namespace

Result<Due, NotUnderstood> parse(std::string_view text, const std::vector<Anchored>& fields,
                                 const std::optional<FieldId>& implied) {
  const std::vector<Word> cut = words(text);
  Parser parser(cut, fields, implied);
  auto due = parser.parse();
  if (!due) return tl::unexpected(parser.stuck());
  due->phrase = text;
  return std::move(*due);
}

std::optional<int> parse_days_before(std::string_view text) {
  const std::vector<Word> cut = words(text);
  Cursor in(cut);
  in.take("trước");
  const auto days = in.take_number(1, limits::period_days_max);
  const bool named = in.take_any({"ngày trước", "ngày", "days before", "day before", "days", "day"});
  return named && in.at_end() ? days : std::nullopt;
}

}  // namespace quyche::rules::phrase
