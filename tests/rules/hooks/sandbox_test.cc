#include "rules/hooks/sandbox.h"

#include "engine/base/limits.h"
#include "tests/rules/hooks/sample.h"

namespace quyche::rules::hooks {
namespace {

using testing::parse;
using testing::sample_input;
using testing::show;

std::string run(std::string_view script, const json::Value& input = sample_input()) {
  Sandbox sandbox;
  return show(sandbox.run("a.lua", script, input));
}

// The outcome of a function with this body.
std::string run_body(std::string_view body, const json::Value& input = sample_input()) {
  return run("return function(input) " + std::string(body) + " end", input);
}

TEST(Sandbox, GivesVerdicts) {
  EXPECT_EQ(run_body("return true"), "ok");
  EXPECT_EQ(run_body("return false, 'Tóm tắt quá ngắn'"), "refuse Tóm tắt quá ngắn");
  EXPECT_EQ(run("local function f() return true end return f"), "ok");
  EXPECT_EQ(run_body("if input.document.fields.pages > 10 then return false, input.document.owner end"),
            "refuse gv.lan");
}

TEST(Sandbox, RefusesWrongVerdicts) {
  const struct {
    const char* body;
    const char* detail;
  } cases[] = {
      {"", "the function must return true, or false and a message; it returned nothing"},
      {"return nil", "the function must return true, or false and a message; it returned nil"},
      {"return 1", "the function must return true, or false and a message; it returned number"},
      {"return 'x', true", "the function must return true, or false and a message; it returned string"},
      {"return false", "false must come with a message, a string"},
      {"return false, nil", "false must come with a message, a string"},
      {"return false, 12", "false must come with a message, a string"},
      {"return false, ''", "the message is empty"},
      {"return false, 'a', 'b'", "the function returned 3 values"},
      {"return true, 'a'", "the function returned 2 values"},
      {"return false, 'a\\nb'", "the message is no UTF-8 or has control characters"},
      {"return false, '\\u{85}'", "the message is no UTF-8 or has control characters"},
      {"return false, ('ế'):rep(342)", "the message has 1026 bytes, the most is 1024"},
  };
  for (const auto& c : cases) EXPECT_EQ(run_body(c.body), std::string("Q605 a.lua:1: ") + c.detail) << c.body;
  EXPECT_EQ(run_body("return false, ('x'):rep(1024)"), "refuse " + std::string(1'024, 'x'));
  EXPECT_EQ(run(""), "Q605 a.lua:1: the script must return one function of its own");
  EXPECT_EQ(run("return 1, 2"), "Q605 a.lua:1: the script must return one function of its own");
}

TEST(Sandbox, NamesThePlaceOfAFault) {
  EXPECT_EQ(run("return function(input)\n  return input.x.y\nend"),
            "Q602 a.lua:2: attempt to index a nil value (field 'x')");
  EXPECT_EQ(run("return function()\n\n  error('because')\nend"), "Q602 a.lua:3: because");
  EXPECT_EQ(run("return function()\n  error('because', 0)\nend"), "Q602 a.lua:2: because");
  EXPECT_EQ(run("local function check()\n  error('because', 2)\nend\nreturn function()\n  check()\n  return "
                "1\nend"),
            "Q602 a.lua:5: because");
  EXPECT_EQ(run("return function()\n  error({})\nend"), "Q602 a.lua:2: error object is a table");
  EXPECT_EQ(run("return function()\n  assert(false)\nend"), "Q602 a.lua:2: assertion failed!");
  EXPECT_EQ(run("return function()\n  assert(nil, 'so')\nend"), "Q602 a.lua:2: so");
  EXPECT_EQ(run("return function()\n  return ('x'):rep({})\nend"),
            "Q602 a.lua:2: bad argument #2 to 'rep' (integer expected, got table)");
  EXPECT_EQ(run("return function()\n  while true do\n  end\nend"), "Q603 a.lua:2: more than 100000 steps");
  EXPECT_EQ(run("return (\n"), "Q601 a.lua:2: unexpected symbol near <eof>");
  EXPECT_EQ(run("return print('x')"), "Q602 a.lua:1: attempt to call a nil value (global 'print')");
}

TEST(Sandbox, ShortensALongName) {
  Sandbox sandbox;
  const auto outcome = sandbox.run(std::string(100, 'd') + "/đề_tài/kiểm_tra.lua", "return nil + 1", {});
  EXPECT_EQ(show(outcome), "Q602 ..." + std::string(30, 'd') +
                               "/đề_tài/kiểm_tra.lua:1: attempt to perform arithmetic on a nil value");
  EXPECT_EQ(show(sandbox.run("", "error('x')", {})), "Q602 hook:1: x");
  EXPECT_EQ(show(sandbox.run("\xff\n", "error('x')", {})), "Q602 ? :1: x");
}

TEST(Sandbox, CompilesOnly) {
  Sandbox sandbox;
  EXPECT_TRUE(sandbox.compile("a.lua", "while true do end").has_value());
  EXPECT_TRUE(sandbox.compile("a.lua", "for i = 1, 2, 3 do end for k in x do end").has_value());
  const auto broken = sandbox.compile("a.lua", "for i = 1, do end");
  ASSERT_FALSE(broken.has_value());
  EXPECT_EQ(broken.error(), (HookFault{"Q601", "a.lua:1: unexpected symbol near 'do'"}));
  const std::string most = "--" + std::string(limits::hook_script_bytes_max - 2, ' ');
  EXPECT_TRUE(sandbox.compile("a.lua", most).has_value());
  const auto longer = sandbox.compile("a.lua", most + " ");
  ASSERT_FALSE(longer.has_value());
  EXPECT_EQ(longer.error().detail, "a.lua: the script has 32769 bytes, the most is 32768");
  const auto zero = sandbox.compile("a.lua", std::string_view("\n\0", 2));
  ASSERT_FALSE(zero.has_value());
  EXPECT_EQ(zero.error().detail, "a.lua:2: the character zero is not allowed");
}

TEST(Sandbox, ShowsTheInput) {
  const json::Value input =
      parse(R"({"b": true, "n": -9007199254740991, "s": "Đ", "none": null, "list": [1, "x", [2]],
                                      "empty": {}, "zero": "a\u0000b", "deep": {"er": {"yes": false}}})");
  EXPECT_EQ(run_body("assert(input.b == true and input.n == -9007199254740991 and input.s == 'Đ')"
                     "assert(input.none == nil and #input.list == 3 and input.list[3][1] == 2)"
                     "assert(type(input.empty) == 'table' and input.zero == 'a\\u{FFFD}b')"
                     "assert(input.deep.er.yes == false) return true",
                     input),
            "ok");
}

TEST(Sandbox, BoundsTheInput) {
  json::Value deep = 1;
  for (int i = 0; i < 40; ++i) deep = json::Array{deep};
  EXPECT_EQ(run_body("return true", deep), "Q602 a.lua: the input is nested deeper than 32 levels");
  json::Object large;
  for (int i = 0; i < 20; ++i) large["field" + std::to_string(i)] = std::string(limits::text_bytes_max, 'x');
  EXPECT_EQ(run_body("return true", large), "Q604 a.lua: more than 1048576 bytes");
  large.clear();
  for (int i = 0; i < 8; ++i) large["field" + std::to_string(i)] = std::string(limits::text_bytes_max, 'x');
  EXPECT_EQ(run_body("assert(#input.field7 == 65536) return true", large), "ok");
}

TEST(Sandbox, MeasuresWhatIsUsed) {
  Sandbox sandbox;
  EXPECT_EQ(sandbox.used().steps, 0);
  ASSERT_TRUE(sandbox.run("a.lua", "return function() return true end", {}).has_value());
  const Budget little = sandbox.used();
  ASSERT_TRUE(
      sandbox
          .run("a.lua", "return function() local t = {} for i = 1, 1000 do t[i] = i end return true end", {})
          .has_value());
  EXPECT_LT(little.steps, 20);
  EXPECT_GT(sandbox.used().steps, 2'000);
  EXPECT_LT(sandbox.used().steps, 5'000);
  EXPECT_GT(sandbox.used().memory_bytes, little.memory_bytes + 16'000);
}

TEST(Sandbox, KeepsAStateApart) {
  Sandbox sandbox;
  EXPECT_EQ(show(sandbox.run("a.lua", "x = 1 return function() x = 2 return x == 2 end", {})), "ok");
  EXPECT_EQ(show(sandbox.run("a.lua", "return function() return x == nil end", {})), "ok");
}

// A script of ordinary size over an ordinary text must be far from the budgets.
TEST(Sandbox, LeavesRoomForOrdinaryWork) {
  json::Object input;
  std::string text;
  while (text.size() < 20'000) text += "Nghiên cứu và ứng dụng. ";
  input["text"] = text;
  EXPECT_EQ(run_body("local low = input.text:lower() local n = 0 "
                     "for _, word in ipairs({'nghiên', 'ứng', 'cấm'}) do "
                     "  if low:contains(word) then n = n + 1 end end "
                     "return n == 2 and utf8.len(low) > 10000",
                     input),
            "ok");
}

// The sandbox sets the locale of its thread aside; Lua would compare strings by it.
TEST(Sandbox, ComparesByBytes) { EXPECT_EQ(run_body("return 'Z' < 'a' and 'z' < 'ă' and 'Đ' < 'đ'"), "ok"); }

}  // namespace
}  // namespace quyche::rules::hooks
