// What `quyche new` writes is right as it stands, in both languages, and proposes something for every slot.
#include "rules/scaffold/scaffold.h"

#include <gtest/gtest.h>

#include "tests/contract/temp_dir.h"
#include "tests/rules/policy/read_policy.h"

namespace quyche::rules::scaffold {
namespace {

using Codes = std::vector<std::string>;

TEST(Scaffold, ARegulationPassesCheckAndMeansTheSameInBothLanguages) {
  const ReadPolicy vi(regulation(RegulationId{"mau"}, "Quy chế mẫu", Lang::vi));
  const ReadPolicy en(regulation(RegulationId{"mau"}, "Quy chế mẫu", Lang::en));
  EXPECT_EQ(vi.codes(), Codes{});
  EXPECT_EQ(en.codes(), Codes{});
  ASSERT_NE(vi.policy, nullptr);
  ASSERT_NE(en.policy, nullptr);
  EXPECT_EQ(policy_id(*vi.policy), policy_id(*en.policy));
  EXPECT_NE(vi.source->text(), en.source->text());
  EXPECT_EQ(vi.policy->regulation.value, "mau");
}

TEST(Scaffold, TitlesAreTakenAsTheyAre) {
  for (const std::string title : {"Quy chế: \"mẫu\" # 1", "{0} {1}", "- [x]", "'nháy'", "a\\b", "no"}) {
    const ReadPolicy read(regulation(RegulationId{"mau"}, title, Lang::vi));
    ASSERT_NE(read.policy, nullptr) << title;
    EXPECT_EQ(read.policy->title.vi, title);
  }
}

// A regulation that leaves `slots` of its one document type to the school.
std::string above(const std::string& slots, const std::string& more) {
  return "regulation: tren\ntitle: Quy chế trên\neffective: {from: 2024-08-01, to: 2027-07-31}\n" + more +
         "roles: {teacher: {title: Giáo viên, within: unit}, principal: Hiệu trưởng}\n"
         "administration: {people: {by: principal, cite: Điều 2}}\n"
         "documents:\n  plan:\n    title: Kế hoạch\n    cite: Điều 3\n    owner: teacher\n"
         "    fields: {day: {type: date, title: Ngày dạy}}\n"
         "    workflow:\n      states: {draft: Soạn thảo, approved: {title: Đã duyệt, final: true}}\n"
         "      actions: {approve: {from: draft, to: approved, by: principal}}\n"
         "    delegated: [" +
         slots + "]\n";
}

class Folder {
 public:
  std::string put(const std::string& name, const std::string& text) {
    std::ofstream(temp_.in(name), std::ios::binary) << text;
    return temp_.in(name);
  }
  // The codes of errors and warnings.
  static Codes codes(const std::string& path) {
    Findings findings;
    (void)load_policies(path, findings);
    Codes out;
    for (const Diagnostic& one : findings.sorted())
      if (one.severity != Severity::note) out.push_back(one.code);
    return out;
  }
  std::string layer_under(const std::string& path, bool fill, Lang lang = Lang::vi) {
    Findings findings;
    const auto policy = load_policy(path, findings);
    EXPECT_NE(policy, nullptr);
    return policy == nullptr ? "" : layer({RegulationId{"truong"}, "Trường", "school", *policy, fill}, lang);
  }

 private:
  contract::TempDir temp_;
};

const std::vector<std::string> slots = {"deadlines", "duty",   "workflow",    "needs",
                                        "signing",   "fields", "attachments", "paper_steps"};
const std::string calendar =
    "calendar: lich\ntitle: Lịch\nschool_years:\n  2024-2025: {first_week: 2024-W37, last_week: 2025-W21, "
    "cite: Quyết định}\n";

void expect_filled(const std::string& name, const std::string& text) {
  for (const Lang lang : {Lang::vi, Lang::en}) {
    Folder folder;
    std::filesystem::create_directory(std::filesystem::path(folder.put("x", "")).parent_path() / "calendars");
    folder.put("calendars/lich.yaml", calendar);
    const std::string path = folder.put("tren.yaml", text);
    EXPECT_EQ(Folder::codes(path), Codes{}) << name;
    EXPECT_EQ(Folder::codes(folder.put("truong.yaml", folder.layer_under(path, true, lang))), Codes{})
        << name << '\n'
        << folder.layer_under(path, true, lang);
    const Codes open = Folder::codes(folder.put("truong.yaml", folder.layer_under(path, false, lang)));
    EXPECT_FALSE(open.empty()) << name;  // what is only a comment fills nothing
    for (const std::string& code : open) EXPECT_EQ(code, "Q379") << name;
  }
}

TEST(Scaffold, ALayerProposesSomethingForEverySlot) {
  for (const std::string& slot : slots) expect_filled(slot, above(slot, "calendar: lich\n"));
}

TEST(Scaffold, SlotsThatHangTogetherAreFilledTogether) {
  std::string all;
  for (const std::string& slot : slots) all += (all.empty() ? "" : ", ") + slot;
  expect_filled(all, above(all, "calendar: lich\n"));
  expect_filled("workflow, deadlines, needs", above("workflow, deadlines, needs", ""));
}

// Without a date in the document a due line is yearly, which needs to know when the year starts.
TEST(Scaffold, WithoutADateTheProposalIsYearly) {
  for (const std::string more : {"calendar: lich\n", "calendar: lich\nschool_year_starts: 15/8\n"}) {
    std::string text = above("deadlines, duty", more);
    text.erase(text.find("    fields:"),
               std::string("    fields: {day: {type: date, title: Ngày dạy}}\n").size());
    expect_filled(more, text);
  }
}

TEST(Scaffold, ALayerWithNothingToFillIsALayerAllTheSame) {
  Folder folder;
  std::string text = above("x", "");
  text.erase(text.find("    delegated"));
  const std::string path = folder.put("tren.yaml", text);
  for (const bool fill : {false, true})
    EXPECT_EQ(Folder::codes(folder.put("truong.yaml", folder.layer_under(path, fill))), Codes{});
}

TEST(Scaffold, NumbersLeftOpenAreProposed) {
  const std::string numbers =
      "parameters:\n"
      "  kept: {title: Lưu, unit: months, value: 24, cite: Điều 9}\n"
      "  backup: {title: Sao lưu, unit: days, cite: Điều 9, delegated: true}\n"
      "  password: {title: Mật khẩu, unit: days, cite: Điều 9, open: true}\n";
  const std::string text = above("deadlines", numbers);
  Folder folder;
  const std::string path = folder.put("tren.yaml", text);
  const std::string filled = folder.layer_under(path, true);
  EXPECT_NE(filled.find("\nparameters:\n  backup: {value: 1}"), std::string::npos) << filled;
  EXPECT_NE(filled.find("\n  password: {value: 1}"), std::string::npos) << filled;
  EXPECT_EQ(filled.find("kept"), std::string::npos) << filled;
  EXPECT_EQ(Folder::codes(folder.put("truong.yaml", filled)), Codes{}) << filled;
  EXPECT_FALSE(Folder::codes(folder.put("truong.yaml", folder.layer_under(path, false))).empty());
}

}  // namespace
}  // namespace quyche::rules::scaffold
