// What a regulation leaves to the school: nothing is asked for until the layer is the school's own.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/rules/policy/read_policy.h"

namespace quyche::rules {
namespace {

ReadPolicy under_duong_kinh(const std::string& level, const std::string& body) {
  return ReadPolicy("regulation: vn.hai-phong.school\nlevel: " + level +
                    "\nunder: vn.hai-phong.duong-kinh.primary-records\ntitle: Trường\n"
                    "effective: {from: 2024-08-01, to: 2026-05-09}\n" +
                    body);
}

// "Q379 documents.weekly_schedule deadlines", "Q349 parameters.backup_interval".
std::multiset<std::string> left(const ReadPolicy& read) {
  std::multiset<std::string> out;
  for (const Diagnostic& one : read.findings.sorted())
    if (one.severity == Severity::error)
      out.insert(one.code + ' ' + one.path + (one.code == "Q379" ? ' ' + one.args.at(0) : ""));
  return out;
}
using Left = std::multiset<std::string>;

const std::string numbers = "parameters: {backup_interval: {value: 7, cite: Điều 1}}\n";
const std::string register_due =
    "  pupil_register:\n    deadlines: {closed: {counts: archived, due: trước ngày 31/5 hàng năm, roll: "
    "none, "
    "cite: Điều 2}}\n";
const std::string schedule_due =
    "  weekly_schedule:\n    deadlines: {ahead: {counts: submitted, due: trước thứ Bảy của tuần liền trước, "
    "week: calendar, roll: none, cite: Điều 3}}\n";
const std::string schedule_duty =
    "    duty: {each: teacher, every: school_week, dated_by: week, cite: Điều 3}\n";

TEST(Delegated, IsAskedOfTheSchoolAlone) {
  const struct {
    const char* what;
    std::string body;
    Left left;
  } cases[] = {
      {"nothing is filled",
       "",
       {"Q349 parameters.backup_interval", "Q379 documents.pupil_register deadlines",
        "Q379 documents.weekly_schedule deadlines", "Q379 documents.weekly_schedule duty"}},
      {"the number alone",
       numbers,
       {"Q379 documents.pupil_register deadlines", "Q379 documents.weekly_schedule deadlines",
        "Q379 documents.weekly_schedule duty"}},
      {"the slots but not the number",
       "documents:\n" + register_due + schedule_due + schedule_duty,
       {"Q349 parameters.backup_interval"}},
      {"the number named again, but not given",
       "parameters: {backup_interval: {cite: Điều 1}}\ndocuments:\n" + register_due + schedule_due +
           schedule_duty,
       {"Q349 parameters.backup_interval"}},
      {"one slot of two",
       numbers + "documents:\n" + register_due + schedule_due,
       {"Q379 documents.weekly_schedule duty"}},
      {"everything", numbers + "documents:\n" + register_due + schedule_due + schedule_duty, {}},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(left(under_duong_kinh("school", one.body)), one.left) << one.what;
    EXPECT_EQ(left(under_duong_kinh("district", one.body)), Left{}) << one.what;
  }
}

TEST(Delegated, IsShownAtTheSchoolsIdWithTheClauseAbove) {
  const ReadPolicy read = under_duong_kinh("school", "");
  std::map<std::string, std::string> clauses;
  for (const Diagnostic& one : read.findings.sorted()) {
    if (one.severity != Severity::error) continue;
    EXPECT_EQ(read.source->text().substr(one.span.offset, one.span.length), "vn.hai-phong.school")
        << one.code;
    clauses[one.path] = one.args.back();
  }
  EXPECT_EQ(clauses["parameters.backup_interval"], "vn.hai-phong.duong-kinh.primary-records, Điều 15.2");
  EXPECT_EQ(clauses["documents.weekly_schedule"], "vn.hai-phong.duong-kinh.primary-records, Điều 14.2");
}

// What a school says of numbers in its own words is its own affair.
TEST(Delegated, ASchoolsOwnNumberIsNoError) {
  EXPECT_EQ(
      left(ReadPolicy(
          "regulation: truong\nlevel: school\ntitle: Trường\neffective: {from: 2024-08-01}\n"
          "roles: {clerk: Văn thư, principal: Hiệu trưởng}\n"
          "administration: {people: {by: principal, cite: Điều 1}}\n"
          "parameters: {books_lent: {title: Số sách được mượn, unit: times, delegated: true, cite: Điều 4}}\n"
          "documents:\n  register:\n    title: Sổ\n    cite: Điều 5\n    owner: clerk\n"
          "    workflow:\n      states: {kept: Đang ghi, closed: {title: Đã khóa, final: true}}\n"
          "      actions: {close: {from: kept, to: closed, by: [clerk, principal]}}\n")),
      Left{});
  const std::string own =
      "parameters:\n  backup_interval: {value: 7, cite: Điều 1}\n"
      "  books_lent: {title: Số sách được mượn, unit: times, delegated: true, cite: Điều 4}\n";
  const std::string documents = "documents:\n" + register_due + schedule_due + schedule_duty;
  EXPECT_EQ(left(under_duong_kinh("school", own + documents)), Left{});
}

}  // namespace
}  // namespace quyche::rules
