// quyche diff: tests/golden/cli/diff.txt holds what is printed of an example regulation with some changes, in
// Vietnamese and in English. QUYCHE_REFRESH_GOLDEN=1 writes it anew.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/adapters/cli/cli.h"

namespace quyche::cli {
namespace {

// The example regulation, with the calendar and hooks it names, where it can be changed.
class Changed {
 public:
  Changed() : path(temp_.in("regulation.yaml")) {
    for (const char* folder : {"calendars", "hooks"})
      std::filesystem::copy(std::filesystem::path(example()).parent_path() / folder, temp_.in(folder));
    write_file(path, bytes_of(example()));
  }
  void replace(const std::string& what, const std::string& with) {
    std::string text = bytes_of(path);
    const std::size_t at = text.find(what);
    ASSERT_NE(at, std::string::npos) << what;
    write_file(path, text.replace(at, what.size(), with));
  }

 private:
  TempDir temp_;

 public:
  const std::string path;
};

TEST(CliDiff, SameMeaningIsExitZero) {
  Changed changed;
  const Ran same = run_cli({"diff", example(), changed.path});
  EXPECT_EQ(same.exit, 0);
  EXPECT_EQ(same.out, "");
  EXPECT_EQ(same.err, "không khác về nghĩa\n");
  changed.replace("vi: Kế hoạch bài dạy", "vi: Giáo án");
  changed.replace("cite: Điều 12", "cite: Điều 13");
  changed.replace("trước ít nhất 03 ngày trước khi thực hiện", "ít nhất ba ngày trước khi dạy");
  EXPECT_EQ(run_cli({"diff", example(), changed.path, "--lang", "en"}).err, "no difference in meaning\n");
  const Ran json = run_cli({"diff", example(), changed.path, "--format", "json"});
  EXPECT_EQ(json.exit, 0);
  EXPECT_EQ(json.out, "{\"differences\":[]}\n");
}

TEST(CliDiff, PrintsTheExpectedText) {
  Changed changed;
  const std::pair<const char*, const char*> changes[] = {
      {"accountant: {title: {vi: Kế toán, en: Accountant}, cite: Điều 8.3}", "cashier: Kế toán"},
      {"[accountant, clerk]", "[cashier, clerk]"},
      {"clerk, accountant]", "clerk, cashier]"},
      {"by: [team_lead, vice_principal] ", "by: vice_principal "},
      {"approved: {title: {vi: Đã duyệt, en: Approved}, final: true}\n    actions:\n      submit:\n        "
       "title: {vi: Nộp",
       "approved: {title: {vi: Đã duyệt, en: Approved}, final: true, editable: true}\n    actions:\n      "
       "submit:\n        title: {vi: Nộp"},
      {"trước ít nhất 03 ngày trước khi thực hiện", "trước ít nhất 06 ngày trước khi thực hiện"},
      {"remind: [2 ngày trước]", "remind: [4 ngày trước, 1 ngày trước]"},
      {"when_missed: {flag: late, notify: [owner, team_lead]}", "when_missed: {flag: late, notify: board}"},
      {"duty: {each: teacher, every: school_week", "duty: {each: team_lead, every: school_week"},
      {"attachments: {plan: {vi: Bản kế hoạch, en: The plan}}",
       "attachments: {plan: Bản kế hoạch, annex: {vi: Phụ lục, en: Annex}}"},
      {"trước ngày 31/5", "trước ngày 10/6"},
      {"needs: [reason, {field: old_value}, {field: new_value}]",
       "needs: [{field: old_value}, {field: new_value}]"},
      {"does: {lock: about, notify: owner}", "does: {lock: this, notify: owner}"},
  };
  for (const auto& [what, with] : changes) changed.replace(what, with);
  std::string text;
  for (const std::string lang : {"vi", "en"}) {
    const Ran ran = run_cli({"diff", example(), changed.path, "--lang", lang});
    EXPECT_EQ(ran.exit, 1);
    expect_narrow(ran.out, lang);
    for (const std::string& line : lines_of(ran.out)) EXPECT_FALSE(line.ends_with(' ')) << line;
    text += (lang == "en" ? "---\n" : "") + ran.err + ran.out;
  }
  const std::filesystem::path expected = repository() / "tests/golden/cli/diff.txt";
  if (std::getenv("QUYCHE_REFRESH_GOLDEN") != nullptr) write_file(expected, text);
  EXPECT_EQ(text, bytes_of(expected));
  const Ran ran = run_cli({"diff", example(), changed.path, "--format", "json"});
  EXPECT_EQ(ran.exit, 1);
  EXPECT_EQ(ran.err, "");
  const json::Value json = ran.json();
  for (const json::Value& one : *json.find("differences")->array())
    EXPECT_EQ(keys_of(one), (Names{"after", "before", "change", "examples", "path", "strictness"}));
}

TEST(CliDiff, APolicyWithErrorsIsSaid) {
  Changed changed;
  changed.replace("owner: teacher", "owner: techer");
  for (const Names& files : {Names{example(), changed.path}, Names{changed.path, example()}}) {
    const Ran ran = run_cli({"diff", files[0], files[1]});
    EXPECT_EQ(ran.exit, 1);
    EXPECT_NE(ran.out.find("Q301"), std::string::npos);
    EXPECT_EQ(keys_of(run_cli({"diff", files[0], files[1], "--format", "json"}).json()), Names{"findings"});
  }
}

}  // namespace
}  // namespace quyche::cli
