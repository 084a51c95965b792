// Layers laid over the shipped Dương Kinh regulation: what tightens passes, what loosens is shown with the
// place, the clause and a counter-example.
#include <gtest/gtest.h>

#include "engine/due/window.h"
#include "rules/phrase/phrase.h"
#include "tests/contract/temp_dir.h"
#include "tests/rules/policy/read_policy.h"

namespace quyche::rules {
namespace {

ReadPolicy under_duong_kinh(const std::string& body) {
  return ReadPolicy(
      "regulation: vn.hai-phong.school\ntitle: Trường\nlevel: district\nunder: "
      "vn.hai-phong.duong-kinh.primary-records\neffective: {from: 2024-08-01, to: 2026-05-09}\n" +
      body);
}

std::string lesson_deadline(const std::string& lines) {
  return "documents:\n  lesson_plan:\n    deadlines:\n      three_days_ahead: {" + lines + "}\n";
}

// Two small regulations, one under the other.
const std::string rest_of_regulation =
    "roles: {clerk: Văn thư, principal: Hiệu trưởng}\n"
    "administration: {people: {by: principal, cite: Điều 2}}\n"
    "documents:\n  register:\n    title: Sổ\n    cite: Điều 5\n    owner: clerk\n"
    "    workflow:\n      states: {kept: Đang ghi, closed: {title: Đã khóa, final: true}}\n"
    "      actions: {close: {from: kept, to: closed, by: [clerk, principal]}}\n";

std::string with_deadline(const std::string& field_type, const std::string& line) {
  return rest_of_regulation + "    fields: {meeting: {type: " + field_type +
         ", title: Họp, called: họp, required: true}}\n    deadlines: {x: {counts: closed, " + line +
         ", roll: none, cite: Điều 6}}\n";
}

class TwoLayers {
 public:
  TwoLayers(const std::string& above, const std::string& below) {
    const std::string days = "effective: {from: 2024-08-01, to: 2025-07-31}\n";
    write("above.yaml", "regulation: above\ntitle: Trên\n" + days + above);
    (void)load_policies(write("below.yaml", "regulation: below\nunder: above\ntitle: Dưới\n" + days + below),
                        findings);
  }
  [[nodiscard]] std::vector<std::string> codes() const {
    std::vector<std::string> out;
    for (const Diagnostic& one : findings.sorted())
      if (one.severity != Severity::note) out.push_back(one.code);
    return out;
  }
  Findings findings;

 private:
  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(folder_.in(name), std::ios::binary) << text;
    return folder_.in(name);
  }
  contract::TempDir folder_;
};

struct Case {
  const char* what;
  std::string body;
  std::vector<std::string> codes;
};

TEST(Tightness, OfTheDistrictsRules) {
  const Case cases[] = {
      {"nothing changed", "", {}},
      {"upload before Wednesday of the week before",
       lesson_deadline("due: trước thứ Tư của tuần liền trước, week: calendar, cite: II.3"),
       {}},
      {"signing on Saturday of the week before",
       lesson_deadline("due: vào thứ Bảy của tuần liền trước, week: calendar, cite: Điều 6.3"),
       {"Q375"}},
      {"five days",
       lesson_deadline("due: trước ít nhất 5 ngày trước khi thực hiện, reading: date_difference"),
       {}},
      {"three clear days", lesson_deadline("reading: clear_days"), {}},
      {"three working days are never fewer days", lesson_deadline("reading: working_days"), {}},
      {"72 hours before the first hour of the day", lesson_deadline("reading: instant"), {}},
      {"two days",
       lesson_deadline("due: trước ít nhất 2 ngày trước khi thực hiện, reading: date_difference"),
       {"Q375"}},
      {"roll back", lesson_deadline("roll: backward"), {}},
      {"roll forward", lesson_deadline("roll: forward"), {"Q375"}},
      {"checked no more", lesson_deadline("counts: [submitted, approved]"), {"Q376"}},
      {"another flag than late", lesson_deadline("when_missed: {flag: other}"), {"Q377"}},
      {"only the principal approves",
       "workflows: {submit_check_approve: {actions: {approve: {by: principal}}}}\n",
       {}},
      {"teachers approve",
       "workflows: {submit_check_approve: {actions: {approve: {by: [board, teacher]}}}}\n",
       {"Q372"}},
      {"the owner may approve",
       "workflows: {submit_check_approve: {actions: {approve: {needs: [{not_same_person_as: check}]}}}}\n",
       {"Q373"}},
      {"a signature more",
       "documents: {lesson_plan: {signing: {by: board, cite: Điều 1}, needs: {approve: "
       "[{signed_by: actor}]}}}\n",
       {}},
      {"approving straight away",
       "workflows: {submit_check_approve: {actions: {approve: {from: [submitted, checked]}}}}\n",
       {"Q374"}},
      {"editing what was submitted",
       "workflows: {submit_check_approve: {states: {submitted: {title: Nộp, editable: true}}}}\n",
       {"Q378"}},
      {"e-signing before the paper is stamped",
       "documents: {report_card: {signing: {needs: [{paper: [print, paper_sign]}]}}}\n",
       {"Q373"}},
      {"no scan of the stamp",
       "documents: {report_card: {paper_steps: {stamp: {evidence: optional}}}}\n",
       {"Q378"}},
      {"a group with the clerk in it",
       "roles: {board: {any_of: [principal, vice_principal, clerk]}}\n",
       {"Q378"}},
      {"one person orders and executes the lock",
       "workflows: {}\ndocuments: {lock_order: {workflow: {actions: {execute: {by: [administrator, "
       "principal]}}}}}\n",
       {"Q372", "Q313"}},
  };
  for (const Case& one : cases) {
    ReadPolicy read = under_duong_kinh(one.body);
    std::vector<std::string> codes = read.codes();
    std::erase(codes, "Q313");
    std::vector<std::string> expected = one.codes;
    std::erase(expected, "Q313");
    // One loosening may show at several places; the kinds must agree.
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    EXPECT_EQ(codes, expected) << one.what;
  }
}

TEST(Tightness, SaturdaySigningFailsForMondayLessonsOnly) {
  const ReadPolicy read = under_duong_kinh(
      lesson_deadline("due: vào thứ Bảy của tuần liền trước, week: calendar, cite: Điều 6.3"));
  const auto found = read.findings.sorted();
  const auto at =
      std::find_if(found.begin(), found.end(), [](const Diagnostic& d) { return d.code == "Q375"; });
  ASSERT_NE(at, found.end());
  // The first Monday with teaching of the first school year that the calendar knows.
  EXPECT_EQ(at->args.at(2), "09/09/2024 (thứ Hai)");
  EXPECT_EQ(at->args.at(3), "06/09/2024 (thứ Sáu)");
  EXPECT_EQ(at->args.at(4), "07/09/2024 (thứ Bảy)");
  EXPECT_EQ(at->args.at(5), "thứ Hai");
}

// Whether a larger number is stricter is not known: what is not left open stays as it is.
TEST(Tightness, OfNumbers) {
  const struct {
    const char* what;
    std::string numbers;  // of the layer above
    std::string body;     // of the layer below
    std::vector<std::string> codes;
  } cases[] = {
      {"said again", "", "kept: {value: 24}", {}},
      {"more", "", "kept: {value: 25}", {"Q378"}},
      {"less", "", "kept: {value: 23}", {"Q378"}},
      {"more, of what is open", ", open: true", "kept: {value: 25}", {}},
      {"less, of what is delegated", ", delegated: true", "kept: {value: 23}", {}},
      {"another clause", "", "kept: {cite: Điều 1}", {}},
      {"a number more", "", "lent: {title: Mượn, unit: times, value: 3, cite: Điều 1}", {}},
  };
  for (const auto& one : cases) {
    const TwoLayers read("parameters: {kept: {title: Lưu, unit: months, value: 24, cite: Điều 9" +
                             one.numbers + "}}\n" + rest_of_regulation,
                         "parameters:\n  " + one.body + "\n");
    EXPECT_EQ(read.codes(), one.codes) << one.what;
    if (one.codes.empty()) continue;
    const Diagnostic found = read.findings.sorted().at(0);
    EXPECT_EQ(found.path, "parameters.kept.value");
    EXPECT_EQ(found.args.at(1), "above, Điều 9");
    EXPECT_EQ(found.args.at(2), "24");
  }
}

// A line that is measured from a moment is compared at the first and the last minute of each day: the one
// shows some lines to be looser, the other others.
TEST(Tightness, OfMomentsFromTheFirstToTheLastMinute) {
  const std::string two_days = "due: 2 ngày trước khi họp, reading: instant";
  const std::string three_dates = "due: 3 ngày trước khi họp, reading: date_difference";
  const std::string at_five = "due: \"17 giờ, 2 ngày trước khi họp\", reading: date_difference";
  const struct {
    const char* what;
    std::string above;
    std::string below;
    std::vector<std::string> of_dates;
    std::vector<std::string> of_moments;
  } cases[] = {
      {"equal at 00:00, later afterwards", three_dates, two_days, {}, {"Q375"}},
      {"equal at 00:00, earlier afterwards", two_days, three_dates, {}, {}},
      {"later until 17:00, earlier afterwards", two_days, at_five, {"Q375"}, {"Q375"}},
      {"earlier until 17:00, later afterwards", at_five, two_days, {}, {"Q375"}},
      {"the same line", two_days, two_days, {}, {}},
  };
  for (const auto& one : cases) {
    for (const std::string type : {"date", "date_time"}) {
      const TwoLayers read(with_deadline(type, one.above),
                           "documents: {register: {deadlines: {x: {" + one.below + "}}}}\n");
      EXPECT_EQ(read.codes(), type == "date" ? one.of_dates : one.of_moments) << one.what << ", " << type;
    }
  }
}

// Left open, a reading is every reading.
TEST(Tightness, AnUnstatedReadingMustBeTighterInEveryReading) {
  const std::string body = lesson_deadline("due: trước ít nhất 3 ngày trước khi thực hiện");
  EXPECT_EQ(under_duong_kinh(body).findings.has_errors(), false)
      << "every reading of 3 days is at least as strict";
}

}  // namespace
}  // namespace quyche::rules
