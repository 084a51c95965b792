// quyche do: one JSON answer a line, in order, whatever the lines are.
#include <gtest/gtest.h>

#include "engine/base/limits.h"
#include "tests/adapters/cli/cli.h"

namespace quyche::cli {
namespace {

// A command's line from its members, all at one time.
class Lines {
 public:
  std::string operator()(const std::string& what, const std::string& as, const std::string& rest,
                         const std::string& key = {}) {
    const std::string number = std::to_string(++count_ + 99).substr(1);
    return R"({"key":")" + (key.empty() ? "c" + number : key) + R"(","do":")" + what + R"(","as":")" + as +
           R"(","at":"2024-10-01T08:00:00+07:00",)" + rest + "}\n";
  }
  std::string create(const std::string& as, const std::string& document) {
    return (*this)(
        "create", as,
        R"("type":"lesson_plan","document":")" + document + R"(","fields":{"lesson_date":"2024-10-07"})");
  }

 private:
  int count_ = 0;
};

// The codes of a refusal, or "ok".
std::string said(const std::string& answer) {
  const auto value = json::read(answer);
  EXPECT_TRUE(value) << answer;
  if (!value) return "?";
  const bool* ok = value->find("ok") == nullptr ? nullptr : value->find("ok")->boolean();
  EXPECT_NE(ok, nullptr) << answer;
  if (ok == nullptr || *ok) return "ok";
  std::string codes;
  for (const json::Value& one : *value->find("refused")->find("unmet")->array())
    codes += (codes.empty() ? "" : " ") + *one.find("code")->string();
  return codes;
}

Names said_all(const Ran& ran) {
  Names out;
  for (const std::string& line : lines_of(ran.out)) out.push_back(said(line));
  return out;
}

TEST(CliDo, OneAnswerALineInOrder) {
  const School school;
  Lines line;
  const Ran ran = school.give(line.create("gv01", "a") + "\n\n" + line.create("nobody", "b") + "{\n" +
                              line.create("gv02", "c") + line.create("gv02", "a"));
  EXPECT_EQ(ran.exit, 1);
  EXPECT_EQ(said_all(ran), (Names{"ok", "Q425", "Q454", "ok", "Q428"}));
  EXPECT_EQ(ran.err, "");
}

TEST(CliDo, NothingToDoIsExitZero) {
  const School school;
  for (const std::string text : {"", "\n", "\n\n\n"}) {
    const Ran ran = school.give(text);
    EXPECT_EQ(ran.exit, 0);
    EXPECT_EQ(ran.out + ran.err, "");
  }
}

TEST(CliDo, AnAnswerHasTheDocumentedMembers) {
  const School school;
  Lines line;
  const Ran ran = school.give(
      line.create("gv01", "a") + line("act", "gv01", R"("document":"a","action":"submit")") +
      line("delegate", "ht", R"("delegation":"u1","to":"hp","role":"principal","until":"2024-10-31")"));
  const Names answers = lines_of(ran.out);
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(keys_of(*json::read(answers[0])), (Names{"document", "events", "key", "ok", "state", "version"}));
  EXPECT_EQ(keys_of(*json::read(answers[1])), (Names{"key", "ok", "refused"}));
  EXPECT_EQ(keys_of(*json::read(answers[2])), (Names{"events", "key", "ok"}));
  const auto refused = json::read(answers[1]);
  const json::Value& unmet = refused->find("refused")->find("unmet")->array()->front();
  EXPECT_EQ(keys_of(unmet), (Names{"clause", "code", "message", "who"}));
  EXPECT_EQ(keys_of(*unmet.find("clause")), (Names{"article", "regulation"}));
  EXPECT_EQ(keys_of(*unmet.find("message")), (Names{"en", "vi"}));
  EXPECT_EQ(keys_of(*unmet.find("who")), (Names{"people", "roles"}));
}

TEST(CliDo, WhatCannotBeReadIsRefusedInItsPlace) {
  const School school;
  const std::string good =
      R"("key":"k","do":"create","as":"gv01","at":"2024-10-01T08:00:00+07:00","type":"lesson_plan")";
  const std::string lines[] = {
      "x",
      "{",
      "[]",
      "null",
      "1",
      "\"text\"",
      "{}",
      "{" + good + ",}",
      "{" + good + "} {}",
      "{" + good + R"(,"key":"twice"})",
      "{" + good + R"(,"fields":[]})",
      "{" + good + R"(,"unknown":1})",
      "{" + good + R"(,"document":"Hồ sơ"})",
      "{" + good + R"(,"version":1.5})",
      "{" + good + R"(,"version":-1})",
      "{" + good + R"(,"about":"a"})",
      R"({"key":"k","do":"khong_co","as":"gv01","at":"2024-10-01T08:00:00+07:00"})",
      R"({"key":"k","do":"tick","as":"gv01","at":"2024-10-01T08:00:00+07:00"})",
      R"({"key":"k","do":"open_school","as":"gv01","at":"2024-10-01T08:00:00+07:00"})",
      R"({"key":"k","do":"create","as":"gv01","at":"1/10/2024","type":"lesson_plan"})",
      R"({"do":"create","as":"gv01","at":"2024-10-01T08:00:00+07:00","type":"lesson_plan"})",
      "{" + good + ",\"unit\":\"" + std::string(1, '\0') + "\"}",
      "{" + good + ",\"unit\":\"\xFF\"}",
      "{" + good + ",\"unit\":\"\xED\xA0\x80\"}",
      "   ",
      std::string(1, '\0'),
      "\xEF\xBB\xBF{" + good + "}",
  };
  for (const std::string& line : lines) {
    const Ran ran = school.give(line + "\n");
    EXPECT_EQ(ran.exit, 1) << line;
    ASSERT_EQ(lines_of(ran.out).size(), 1U) << line;
    EXPECT_TRUE(said(lines_of(ran.out)[0]).starts_with("Q454")) << line << ran.out;
  }
  std::string all;
  for (const std::string& line : lines) all += line + "\n";
  EXPECT_EQ(lines_of(school.give(all).out).size(), std::size(lines));
  EXPECT_NE(run_cli({"status", school.dir, "--format", "json"}).out.find("\"documents\":{}"),
            std::string::npos);
}

TEST(CliDo, EverythingWrongIsNamedAtOnce) {
  const School school;
  const Ran ran = school.give(
      R"({"key":"K","do":"create","as":"nobody","at":"2024-10-01T08:00:00+07:00","typ":"x","unit":5})"
      "\n");
  EXPECT_EQ(said_all(ran), Names{"Q454 Q425 Q454 Q454 Q454"}) << ran.out;
}

TEST(CliDo, TheSameKeyGivesTheSameAnswer) {
  const School school;
  Lines line;
  const std::string first = line.create("gv01", "a");
  const Ran once = school.give(first);
  EXPECT_EQ(school.give(first).out, once.out);
  EXPECT_EQ(school.give(first + first).out, once.out + once.out);
  // The same command written otherwise is the same command.
  EXPECT_EQ(school.give(" " + first).out, once.out);
  // A refusal is remembered too.
  const std::string refused = line("act", "gv01", R"("document":"a","action":"submit")");
  const Ran no = school.give(refused);
  EXPECT_EQ(said_all(no), Names{"Q409"});
  EXPECT_EQ(school.give(refused).out, no.out);
  // Another command under a used key changes nothing.
  EXPECT_EQ(said_all(school.give(
                line("create", "gv01",
                     R"("type":"lesson_plan","document":"b","fields":{"lesson_date":"2024-10-08"})", "c00"))),
            Names{"Q439"});
  EXPECT_NE(run_cli({"status", school.dir, "--format", "json"})
                .out.find(R"("lesson_plan":{"late":0,"locked":0,"on_time":0,"states":{"draft":1}})"),
            std::string::npos);
}

TEST(CliDo, AStaleVersionIsRefused) {
  const School school;
  Lines line;
  const std::string subject = R"("document":"a","fields":{"subject":"toan"},"version":)";
  const Ran ran =
      school.give(line.create("gv01", "a") + line("edit", "gv01", subject + "1") +
                  line("edit", "gv01", R"("document":"a","fields":{"subject":"ve"},"version":1)") +
                  line("edit", "gv01", R"("document":"a","fields":{"subject":"ve"},"version":9)"));
  EXPECT_EQ(said_all(ran), (Names{"ok", "ok", "Q402", "Q402"})) << ran.out;
}

TEST(CliDo, TimeComesFromCommandsOrFromTheClock) {
  const School given;
  const std::string untimed =
      R"({"key":"x1","do":"create","as":"gv01","type":"lesson_plan","fields":{"lesson_date":"2024-10-07"}})";
  EXPECT_EQ(said_all(given.give(untimed + "\n")), Names{"Q455"});

  const TempDir temp;
  const std::string people = write_file(temp.in("people.csv"), people_csv);
  const std::string dir = temp.in("school");
  ASSERT_EQ(run_cli({"init", dir, "--policy", example(), "--people", people}).exit, 0);
  Lines line;
  const Ran ran = run_cli({"do", dir, write_file(temp.in("x"), line.create("gv01", "a") + untimed + "\n")});
  EXPECT_EQ(said_all(ran), (Names{"Q456", "ok"})) << ran.out;
}

TEST(CliDo, TimeDoesNotRunBackwards) {
  const School school;
  Lines line;
  (void)school.give(line.create("gv01", "a"));
  const Ran ran = school.give(
      R"({"key":"x1","do":"create","as":"gv01","at":"2024-09-30T08:00:00+07:00","type":"lesson_plan","fields":{"lesson_date":"2024-10-07"}})"
      "\n");
  EXPECT_EQ(said_all(ran), Names{"Q403"}) << ran.out;
}

TEST(CliDo, LinesEndAsTheyEnd) {
  const School school;
  Lines line;
  std::string unended = line.create("gv01", "a");
  unended.pop_back();
  EXPECT_EQ(said_all(school.give(unended)), Names{"ok"});
  std::string windows = line.create("gv01", "b");
  windows.insert(windows.size() - 1, "\r");
  EXPECT_EQ(said_all(school.give(windows)), Names{"ok"});
}

TEST(CliDo, ALineThatIsTooLongIsOneRefusal) {
  const School school;
  Lines line;
  const std::string filler(limits::json_bytes_max, 'x');
  const std::string lines[] = {filler + filler, filler + "y", "{\"key\":\"" + filler + "\"}",
                               filler + filler + filler};
  std::string text = line.create("gv01", "a");
  for (const std::string& one : lines) text += one + "\n";
  text += line.create("gv01", "b");
  EXPECT_EQ(said_all(school.give(text)), (Names{"ok", "Q454", "Q454", "Q454", "Q454", "ok"}));
  EXPECT_EQ(said_all(school.give(filler + filler)), Names{"Q454"});  // and without a line break at the end
  // Exactly as long as allowed is read.
  std::string exact = line.create("gv01", "c");
  exact.insert(exact.size() - 1, std::string(limits::json_bytes_max - exact.size() + 1, ' '));
  EXPECT_EQ(said_all(school.give(exact)), Names{"ok"});
}

TEST(CliDo, MoreLinesThanOneBatchTakes) {
  const School school;
  std::string text;
  for (std::size_t i = 0; i < 2 * limits::batch_commands_max + 10; ++i)
    text += "x" + std::to_string(i) + "\n";
  Lines line;
  EXPECT_EQ(said_all(school.give(text + line.create("gv01", "a"))).size(),
            2 * limits::batch_commands_max + 11);
}

// Lines mean the same whether they are carried out together or one by one.
TEST(CliDo, APersonAdmittedByALineIsKnownToTheNext) {
  Lines line;
  const std::string lines[] = {
      line("admit_person", "qt", R"("account":"gv03","name":"Kiều Thị Mới")"),
      line("assign_role", "qt", R"("person":"gv03","role":"teacher","unit":"to-1")"),
      line.create("gv03", "a"),
      line("remove_person", "qt", R"("person":"gv03")"),
      line("admit_person", "qt", R"("account":"gv03","name":"Kiều Văn Khác")"),
      line("assign_role", "qt", R"("person":"gv03","role":"teacher","unit":"to-1")"),
      line.create("gv03", "b"),
  };
  const School together;
  const School apart;
  std::string all;
  std::string answers;
  for (const std::string& one : lines) {
    all += one;
    answers += apart.give(one).out;
  }
  const Ran ran = together.give(all);
  EXPECT_EQ(said_all(ran), Names(std::size(lines), "ok")) << ran.out;
  EXPECT_EQ(ran.out, answers);
}

TEST(CliDo, AnAccountNamesOnePerson) {
  const School school;
  Lines line;
  const std::string admit = line("admit_person", "qt", R"("account":"gv03","name":"Kiều Thị Mới")");
  const Ran once = school.give(admit);
  EXPECT_EQ(said_all(once), Names{"ok"});
  EXPECT_EQ(school.give(admit).out, once.out);  // the same command again is no second person
  for (const std::string account : {"gv03", "gv01", "p0001"})
    EXPECT_EQ(
        said_all(school.give(line("admit_person", "qt", R"("account":")" + account + R"(","name":"Ai Đó")"))),
        Names{"Q428"})
        << account;
  EXPECT_EQ(said_all(school.give(line.create("gv01", "a"))), Names{"ok"});
}

TEST(CliDo, ExplainSaysRefusalsInWords) {
  const School school;
  Lines line;
  const std::string text =
      line.create("gv01", "a") + line("act", "gv01", R"("document":"a","action":"submit")");
  const Ran ran = school.give(text, {"--explain", "--lang", "en"});
  EXPECT_EQ(ran.exit, 1);
  EXPECT_EQ(lines_of(ran.out).size(), 2U);
  EXPECT_EQ(ran.err,
            "Refused, because:\n  Q409  attachment `The plan` is missing (Điều 14.2)\n"
            "        who could: Đỗ Thị Mẫu\n");
}

}  // namespace
}  // namespace quyche::cli
