// Any bytes: a phrase has a meaning or a place where it goes wrong, the meaning can be stored, does not hang
// on spelling, and can be evaluated.
#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/base/check.h"
#include "engine/base/limits.h"
#include "engine/due/window.h"
#include "engine/json/fields.h"
#include "rules/phrase/phrase.h"
#include "rules/phrase/words.h"

namespace {

using namespace quyche;
namespace phrase = quyche::rules::phrase;

const FieldId lesson_date{"lesson_date"};
const FieldId hand_over{"hand_over"};
const std::vector<phrase::Anchored> fields = {
    {lesson_date, {"thực hiện", "dạy", "lesson_date", "tuần học đó được thực hiện", "kết thúc"}},
    {hand_over, {"giao", "hand_over", "Ngày giao hồ sơ", "tháng"}},
};

void check_place(const phrase::NotUnderstood& wrong, std::size_t size) {
  CHECK(wrong.offset <= size, "a mistake begins within the phrase");
  CHECK(wrong.length <= size - wrong.offset, "a mistake ends within the phrase");
}

void check_meaning(const Due& due) {
  CHECK(!due.terms.empty() && due.terms.size() <= phrase::terms_max, "a line has terms, and few");
  CHECK((due.choice == Choice::only) == (due.terms.size() == 1), "of several terms it is said which counts");
  for (const DueTerm& term : due.terms)
    CHECK(term.point.then.size() <= phrase::chain_steps_max, "a chain is short");
  Due again;
  std::vector<json::Mismatch> problems;
  json::decode(json::encode(due), again, problems, "");
  CHECK(problems.empty() && again == due, "a meaning can be stored");
  DueAnchors anchors;
  anchors.dates.emplace(lesson_date, *Date::from_civil(2024, 10, 7));
  anchors.dates.emplace(hand_over, *Date::from_civil(2025, 2, 3));
  anchors.school_year = SchoolYear{2024};
  anchors.school_year_starts = {8, 1};
  anchors.zone = ZoneOffset{420};
  (void)due_window(due, anchors);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto due = phrase::parse(text, fields, lesson_date);
  if (due) {
    check_meaning(*due);
    auto same = phrase::parse(phrase::normal_form(text), fields, lesson_date);
    CHECK(same.has_value(), "the normal form of a phrase is a phrase");
    same->phrase = due->phrase;
    CHECK(*same == *due, "the normal form of a phrase means the same");
  } else {
    check_place(due.error(), size);
  }
  const auto every = phrase::parse_recurrence(text);
  if (every)
    CHECK(!every->empty() && every->size() <= phrase::recurrences_max, "recurrences are some, and few");
  else
    check_place(every.error(), size);
  const auto days = phrase::parse_days_before(text);
  CHECK(!days || (*days > 0 && *days <= limits::period_days_max), "a reminder lies within the limit");
  CHECK(phrase::nearest_forms(text).size() == 3, "there is always something near");
  return 0;
}
