// index.html and attachments.csv: what people wrote stays what they wrote, whatever it looks like.
#include <regex>

#include "adapters/archive/files.h"
#include "adapters/archive/format.h"
#include "adapters/archive/story.h"
#include "tests/archive/support.h"

namespace quyche::test {
namespace {

// Names and reasons as a hostile person would choose them.
class HostilePage : public testing::Test {
 protected:
  HostilePage() {
    write_bytes(temp_.in("people.csv"),
                "account,name,roles\n"
                "gv01,<script>alert(1)</script>,teacher@to-1\n"
                "gv02,\"=HYPERLINK(\"\"http://x\"\")\",teacher@to-1\n"
                "tt1,\"\"\"><img src=x onerror=alert(2)>\",teacher@to-1;team_lead@to-1\n"
                "ht,'-- &amp; </td></table>,principal\nhp,Tạ Thị Giả,vice_principal\n"
                "qt,Vi Văn Định,administrator\nvt,La Thị Nháp,clerk\nkt,Âu Văn Tạm,accountant\n");
    const cli::Ran opened =
        cli::run_cli({"init", temp_.in("d"), "--policy", cli::example(), "--people", temp_.in("people.csv"),
                      "--clock", "commands", "--at", "2024-09-01T08:00:00+07:00"});
    EXPECT_EQ(opened.exit, 0) << opened.err;
    const std::string head = R"(,"at":"2024-09-20T08:00:00+07:00","document":"kh-1",)";
    write_bytes(
        temp_.in("c.jsonl"),
        R"({"do":"create","key":"a","as":"gv01")" + head +
            R"("type":"lesson_plan","fields":{"lesson_date":"2024-10-07"}})"
            "\n"
            R"({"do":"attach","key":"b","as":"gv01")" +
            head + R"("slot":"plan","content":")" + std::string(64, 'a') + "\"}\n" +
            R"({"do":"act","key":"c","as":"gv01")" + head +
            R"("action":"submit"})"
            "\n"
            R"({"do":"act","key":"d","as":"tt1")" +
            head +
            R"("action":"return","reason":"</li><script>alert(3)</script>\n\u202eđảo\u2066\u0000=cmd"})"
            "\n");
    const cli::Ran done = cli::run_cli({"do", temp_.in("d"), temp_.in("c.jsonl")});
    EXPECT_EQ(done.exit, 0) << done.out;
    const cli::Ran exported = cli::run_cli({"export", temp_.in("d"), "--out", temp_.in("a")});
    EXPECT_EQ(exported.exit, 0) << exported.err;
    page_ = bytes_of(temp_.in("a/index.html"));
  }
  TempDir temp_;
  std::string page_;
};

TEST_F(HostilePage, HasNoMarkupButItsOwn) {
  // Every tag and attribute that the page is written with.
  static const std::regex tag(R"rx(<(/?[a-zA-Z!][a-zA-Z0-9]*)([^>]*)>)rx");
  static const std::regex handler(R"rx([\s"']on[a-z]+\s*=)rx");
  static const std::set<std::string> tags = {
      "!DOCTYPE", "html",  "head", "meta", "title", "style",   "body",    "h1",  "h2",
      "h3",       "p",     "br",   "code", "nav",   "a",       "span",    "bdi", "table",
      "thead",    "tbody", "tr",   "th",   "td",    "details", "summary", "ol",  "li"};
  std::size_t seen = 0;
  for (std::sregex_iterator at(page_.begin(), page_.end(), tag), end; at != end; ++at, ++seen) {
    std::string name = (*at)[1];
    if (name.front() == '/') name.erase(0, 1);
    EXPECT_TRUE(tags.contains(name)) << at->str();
    EXPECT_FALSE(std::regex_search((*at)[2].str(), handler)) << at->str();
  }
  EXPECT_GT(seen, 100U);
  EXPECT_EQ(page_.find("<script"), std::string::npos);
  EXPECT_EQ(page_.find("<img"), std::string::npos);
  // It is there to be read all the same.
  EXPECT_NE(page_.find("&lt;script&gt;alert(1)&lt;/script&gt;"), std::string::npos);
  EXPECT_NE(page_.find("&quot;&gt;&lt;img src=x"), std::string::npos);
  EXPECT_NE(page_.find("&amp;amp;"), std::string::npos);
  EXPECT_NE(page_.find("default-src 'none'"), std::string::npos);
}

TEST_F(HostilePage, ReordersNothing) {
  for (const char* mark : {"\xE2\x80\xAE", "\xE2\x81\xA6", "\x01"})
    EXPECT_EQ(page_.find(mark), std::string::npos);
  EXPECT_EQ(page_.find('\0'), std::string::npos);
  EXPECT_NE(page_.find("\xEF\xBF\xBDđảo"), std::string::npos);
}

TEST_F(HostilePage, SaysWhoWhatAndUntilWhenInBothLanguages) {
  for (const char* said :
       {"Kế hoạch bài dạy", "Lesson plan", "Soạn thảo", "Draft", "Trả lại", "p0001", "kh-1",
        "20/09/2024 08:00", "Điều 14.2", "policies/", "verify.py", "còn trong hạn", "still open"})
    EXPECT_NE(page_.find(said), std::string::npos) << said;
  EXPECT_EQ(page_.find("archive."), std::string::npos) << "a label without words";
  // Where it is not known to be of this page, nothing is loaded.
  EXPECT_EQ(page_.find("http"), page_.find("http-equiv"));
  static const std::regex links(R"rx((?:src|href)="([^"]*)")rx");
  for (std::sregex_iterator at(page_.begin(), page_.end(), links), end; at != end; ++at) {
    const std::string target = (*at)[1];
    if (target.front() == '#')
      EXPECT_NE(page_.find("id=\"" + target.substr(1) + "\""), std::string::npos) << target;
    else
      EXPECT_TRUE(std::filesystem::exists(temp_.in("a/" + target))) << target;
  }
}

// A table that a spreadsheet opens: no cell begins a formula, because every cell is an id, a hash or a time.
TEST(AttachmentList, HoldsNoFormula) {
  const std::string list = bytes_of(three_weeks() + "/attachments.csv");
  const auto rows = cli::lines_of(list);
  EXPECT_GT(rows.size(), 50U);
  static const std::regex cell("[a-z0-9][A-Za-z0-9_.:-]*|");
  for (const std::string& row : rows) {
    ASSERT_TRUE(row.ends_with("\r"));
    std::istringstream cells(row.substr(0, row.size() - 1));
    std::size_t count = 0;
    for (std::string one; std::getline(cells, one, ','); ++count)
      EXPECT_TRUE(std::regex_match(one, cell)) << one;
    EXPECT_EQ(count, 7U) << row;
  }
  for (const char* what : {",attachment,", ",signature,"})
    EXPECT_NE(list.find(what), std::string::npos) << what;
}

}  // namespace
}  // namespace quyche::test
