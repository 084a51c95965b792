#include <algorithm>
#include <array>
#include <set>

#include "rules/phrase/phrase.h"
#include "rules/phrase/words.h"

namespace quyche::rules::phrase {
namespace {

struct Form {
  std::string_view vi;
  std::string_view en;
};

// One of each kind; those that regulations use most come first.
constexpr auto forms = std::to_array<Form>({
    {"trước ngày 05/9 hàng năm", "before 05/9 every year"},
    {"trước ít nhất 3 ngày trước khi <mốc>", "at least 3 days before <date>"},
    {"trước thứ Tư của tuần liền trước", "before Wednesday of the previous week"},
    {"chậm nhất ngày 05/9/2025", "by 05/9/2025"},
    {"trong vòng 5 ngày làm việc kể từ <mốc>", "within 5 working days after <date>"},
    {"chậm nhất 2 tuần trước <mốc>", "by 2 weeks before <date>"},
    {"từ ngày 01/9 đến hết ngày 05/9 hàng năm", "from 01/9 to 05/9 every year"},
    {"vào 2 ngày thứ Sáu, thứ Bảy của tuần liền trước", "on Friday and Saturday of the previous week"},
    {"trước 17 giờ thứ Sáu của tuần liền trước", "before 17:00 on Friday of the previous week"},
    {"trước 10 ngày của cuối học kỳ I", "at least 10 days before the end of semester 1"},
    {"cuối năm học", "the end of the school year"},
    {"đến hết tháng 5", "by the end of May"},
    {"cuối tháng", "the end of the month"},
    {"thứ Sáu hằng tuần", "every Friday"},
    {"ngày làm việc cuối cùng của tháng", "the last working day of each month"},
    {"hằng ngày", "every day"},
    {"hằng tháng", "every month"},
    {"giữa và cuối mỗi học kỳ", "the middle and end of each semester"},
    {"ngày 31/5 hoặc 5 ngày sau <mốc>, tùy điều kiện nào đến trước",
     "31/5 or 5 days after <date>, whichever comes first"},
});

std::set<std::string> word_set(std::string_view text) {
  std::set<std::string> out;
  for (Word& word : words(text)) out.insert(std::move(word.text));
  return out;
}

std::size_t shared(const std::set<std::string>& a, const std::set<std::string>& b) {
  return static_cast<std::size_t>(
      std::count_if(a.begin(), a.end(), [&](const std::string& word) { return b.contains(word); }));
}

// English, when more of its words occur in the English forms than in the Vietnamese ones.
bool english(const std::set<std::string>& said) {
  std::set<std::string> vi;
  std::set<std::string> en;
  for (const Form& form : forms) {
    vi.merge(word_set(form.vi));
    en.merge(word_set(form.en));
  }
  return shared(said, en) > shared(said, vi);
}

}  // namespace

std::vector<std::string> nearest_forms(std::string_view text) {
  constexpr std::size_t shown = 3;
  const std::set<std::string> said = word_set(text);
  const bool in_english = english(said);
  struct Scored {
    std::size_t score;
    std::string_view form;
  };
  std::vector<Scored> scored;
  for (const Form& form : forms) {
    const std::string_view written = in_english ? form.en : form.vi;
    const std::set<std::string> its = word_set(written);
    // The share of the form that was written: a short form that fits beats a long one.
    scored.push_back({shared(said, its) * 1000 / (its.size() + 2), written});
  }
  std::stable_sort(scored.begin(), scored.end(),
                   [](const Scored& a, const Scored& b) { return a.score > b.score; });
  std::vector<std::string> out;
  for (std::size_t i = 0; i < shown; ++i) out.emplace_back(scored[i].form);
  return out;
}

}  // namespace quyche::rules::phrase
