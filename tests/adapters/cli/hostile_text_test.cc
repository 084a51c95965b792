// Names, reasons and contents are what people wrote: no command lets them steer a terminal.
#include <gtest/gtest.h>

#include "adapters/cli/safe_stream.h"
#include "tests/adapters/cli/cli.h"

namespace quyche::cli {
namespace {

constexpr const char* hostile_in_json = R"(\u001b[2J\u0007\u202eAn\u2066\u009b)";

void expect_harmless(const std::string& text, const std::string& what) {
  for (const char* bad : {"\x1b", "\x07", "\u202e", "\u2066", "\u009b", "\r"})
    EXPECT_EQ(text.find(bad), std::string::npos) << what << ": " << testing::PrintToString(bad) << '\n'
                                                 << text;
}

std::unique_ptr<School> hostile_school() {
  auto school = std::make_unique<School>();
  const std::string evil = hostile_in_json;
  const Ran ran = school->give(
      R"({"key":"h1","at":"2024-10-01T08:00:00+07:00","as":"qt","do":"admit_person","account":"xx","name":")" +
      evil +
      R"("})"
      "\n"
      R"({"key":"h2","at":"2024-10-01T08:01:00+07:00","as":"qt","do":"assign_role","person":"xx","role":"teacher","unit":"to-1"})"
      "\n"
      R"({"key":"h3","at":"2024-10-01T08:02:00+07:00","as":"xx","do":"create","type":"report_card","document":"card-1",)"
      R"("fields":{"pupil":"hs-1","class":"1a","remarks":")" +
      evil +
      R"("}})"
      "\n"
      R"({"key":"h4","at":"2024-10-01T08:03:00+07:00","as":"xx","do":"create","type":"lesson_plan","document":"plan-x",)"
      R"("fields":{"lesson_date":"2024-10-14"}})"
      "\n"
      R"({"key":"h5","at":"2024-10-30T08:00:00+07:00","as":"gv01","do":"create","type":"lesson_plan","document":"plan-y",)"
      R"("fields":{"lesson_date":"2024-12-16"}})"
      "\n");
  EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
  return school;
}

TEST(HostileText, NoCommandPrintsItRaw) {
  const auto school = hostile_school();
  const std::string evil_bytes = "\x1b[2J\u202eevil";
  const std::vector<Names> commands = {
      {"inbox", school->dir, "xx"},
      {"late", school->dir},
      {"status", school->dir},
      {"history", school->dir, "card-1"},
      {"history", school->dir, evil_bytes},
      {"replay", school->dir, "card-1"},
      {"replay", school->dir, "plan-x"},
      {"report", school->dir, "--by", "person"},
      {"report", school->dir, "--type", evil_bytes},
      {"audit", school->dir},
      {"what-if", school->dir, "--policy", example()},
      {"adopt", school->dir, "--policy", example(), "--dry-run"},
      {"adopt", school->dir, "--policy", example(), "--dry-run", "--as", evil_bytes},
      {"adopt", school->dir, "--policy", example(), "--at", evil_bytes, "--as", "ht"},
      {"verify", school->dir},
      {"erase", school->dir, "--person", evil_bytes},
      {"erase", school->dir, "--person", "xx"},
      {"help", evil_bytes},
      {evil_bytes},
  };
  bool seen = false;
  for (const char* lang : {"vi", "en"}) {
    for (Names arguments : commands) {
      arguments.insert(arguments.end(), {"--lang", lang});
      const Ran ran = run_cli(arguments);
      expect_harmless(ran.out, arguments[0] + " out");
      expect_harmless(ran.err, arguments[0] + " err");
      seen = seen || (ran.out + ran.err).find("An") != std::string::npos;
    }
    const Ran refused =
        school->give(R"({"key":"r)" + std::string(lang) +
                         R"(","at":"2024-10-30T09:00:00+07:00","as":"gv01","do":"act","document":"card-1",)"
                         R"("action":")" +
                         std::string(hostile_in_json) +
                         R"("})"
                         "\n"
                         R"({"key":"s)" +
                         std::string(lang) +
                         R"(","at":"2024-10-30T09:00:00+07:00","as":"gv01","do":"edit","document":"card-1",)"
                         R"("fields":{"remarks":"x"}})"
                         "\n",
                     {"--explain", "--lang", lang});
    EXPECT_EQ(refused.exit, 1);
    expect_harmless(refused.err, "do --explain");
  }
  EXPECT_TRUE(seen) << "the name is shown at all";
}

TEST(HostileText, JsonStaysByteForByte) {
  const auto school = hostile_school();
  const Ran ran = run_cli({"late", school->dir, "--format", "json"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_NE(ran.json().find("late"), nullptr);
  const Ran csv = run_cli({"report", school->dir, "--by", "person", "--csv", "-"});
  EXPECT_EQ(csv.out.substr(0, 3), "\xEF\xBB\xBF") << "Excel reads the mark";
}

std::string through(const std::vector<std::string>& pieces) {
  std::ostringstream behind;
  SafeStream safe(behind);
  for (const std::string& piece : pieces) safe << piece;
  safe.flush();
  return behind.str();
}

TEST(SafeStream, KeepsTextAndLines) {
  EXPECT_EQ(through({"Điều 12\tLý Văn Thử\n", "ok"}), "Điều 12\tLý Văn Thử\nok");
  const std::string text = "ế–😀\n";
  for (std::size_t cut = 0; cut <= text.size(); ++cut)
    EXPECT_EQ(through({text.substr(0, cut), text.substr(cut)}), text) << cut;
}

TEST(SafeStream, ReplacesWhatSteers) {
  EXPECT_EQ(through({"a\x1b[2Jb"}), "a\uFFFD[2Jb");
  EXPECT_EQ(through({"\u202E", "\u2066\r\u0085"}), "\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(through({"\xE2\x80", "\xAE"}), "\uFFFD") << "in two pieces";
  EXPECT_EQ(through({"\xE2\x80"}), "\uFFFD\uFFFD") << "never completed";
  EXPECT_EQ(through({"\xFFz"}), "\uFFFDz");
}

TEST(SafeStream, FailsWithTheStreamBehind) {
  std::ostringstream behind;
  SafeStream safe(behind);
  behind.setstate(std::ios::badbit);
  safe << "x" << std::flush;
  EXPECT_FALSE(safe);
}

}  // namespace
}  // namespace quyche::cli
