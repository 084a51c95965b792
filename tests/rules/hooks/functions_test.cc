// What each function of the allow-list does: an expression of Lua and its value as text.
#include "rules/hooks/sandbox.h"
#include "tests/rules/hooks/sample.h"

namespace quyche::rules::hooks {
namespace {

struct Case {
  const char* expression;
  const char* shown;  // the values by tostring, with blanks between; or the message of the error
};

std::string evaluate(const std::string& expression) {
  const std::string script =
      "local function show(...)\n"
      "  local shown = {}\n"
      "  for i = 1, select('#', ...) do shown[i] = tostring((select(i, ...))) end\n"
      "  return '<' .. table.concat(shown, ' ') .. '>'\n"
      "end\n"
      "return function(input) return false, show(" +
      expression + ") end\n";
  Sandbox sandbox;
  return testing::show(sandbox.run("f", script, testing::sample_input()));
}

void expect_values(std::initializer_list<Case> cases) {
  for (const Case& c : cases)
    EXPECT_EQ(evaluate(c.expression), "refuse <" + std::string(c.shown) + ">") << c.expression;
}

void expect_errors(std::initializer_list<Case> cases) {
  for (const Case& c : cases)
    EXPECT_EQ(evaluate(c.expression), "Q602 f:6: " + std::string(c.shown)) << c.expression;
}

TEST(HookFunctions, Basics) {
  expect_values(
      {{"assert(1, 'x', 2)", "1 x 2"},
       {"pcall(error, 'x')", "false x"},
       {"pcall(function(a, b) return b, a end, 1, 2)", "true 2 1"},
       {"select('#')", "0"},
       {"select(-1, 1, 2, 3)", "3"},
       {"select(9, 1, 2)", ""},
       {"tonumber('  0x10 ')", "16"},
       {"tonumber('1.5'), tonumber(3), tonumber('x'), tonumber(''), tonumber({})", "1.5 3 nil nil nil"},
       {"tonumber('ff', 16), tonumber('-101', 2), tonumber('9', 8), tonumber(' z ', 36)", "255 -5 nil 35"},
       {"nil, true, 1, 1.0, -0.0, 1/0, 'x', {}, type", "nil true 1 1.0 -0.0 inf x table function"},
       {"2^53, 10 // 3, 7 % -3, 1e15, 0.1", "9.007199254741e+15 3 -2 1e+15 0.1"},
       {"type(nil), type(1), type({}), type(type)", "nil number table function"}});
  expect_errors({{"select(0)", "bad argument #1 to 'select' (index out of range)"},
                 {"type()", "bad argument #1 to 'type' (value expected)"},
                 {"ipairs(nil)", "bad argument #1 to 'ipairs' (table expected, got nil)"},
                 {"pairs()", "bad argument #1 to 'pairs' (table expected, got no value)"},
                 {"tonumber('1', 99)", "bad argument #2 to 'tonumber' (base out of range)"},
                 {"'1' + 1", "attempt to perform arithmetic on a string value (constant '1')"}});
}

TEST(HookFunctions, PairsHasAnOrder) {
  const std::string keys =
      "(function(t) local s = '' for k, v in pairs(t) do s = s .. tostring(k) .. '=' .. v .. ',' end return "
      "s end)";
  expect_values({{(keys + "({})").c_str(), ""}});
  EXPECT_EQ(evaluate(keys +
                     "({[true]=1,[false]=2,b=3,a=4,['']=5,['ă']=6,[2.5]=7,[-1]=8,10,20,[1e300]=9,[3.0]=30})"),
            "refuse <-1=8,1=10,2=20,3=30,2.5=7,1e+300=9,=5,a=4,b=3,ă=6,false=2,true=1,>");
}

TEST(HookFunctions, Math) {
  expect_values({{"math.abs(-3), math.abs(-2.5)", "3 2.5"},
                 {"math.max(1, 2.5), math.min(3, -1, 2)", "2.5 -1"},
                 {"math.floor(-2.5), math.floor(3), math.floor(1e300)", "-3 3 1e+300"},
                 {"math.tointeger(3.0), math.tointeger(3.5), math.tointeger('3')", "3 nil nil"},
                 {"math.maxinteger, math.mininteger", "9223372036854775807 -9223372036854775808"}});
  expect_errors({{"math.max()", "bad argument #1 to 'max' (number expected)"},
                 {"math.floor('1')", "bad argument #1 to 'floor' (number expected)"}});
}

TEST(HookFunctions, StringsByBytes) {
  expect_values(
      {{"('đ'):len(), #'đ'", "2 2"},
       {"('abcdef'):sub(2, 3), ('abcdef'):sub(-2), ('abc'):sub(3, 2), ('abc'):sub(0, 99)", "bc ef  abc"},
       {"('AB'):byte(), ('AB'):byte(1, -1)", "65 65 66"},
       {"('AB'):byte(3)", ""},
       {"string.char(72, 105), string.char()", "Hi "},
       {"('ab'):rep(3), ('ab'):rep(3, '-'), ('ab'):rep(0), ('x'):rep(1, '-')", "ababab ab-ab-ab  x"},
       {"('abc'):reverse(), (''):reverse()", "cba "},
       {"('abc'):contains('bc'), ('abc'):contains(''), ('abc'):contains('cb')", "true true false"},
       {"('a.c'):contains('.'), ('abc'):contains('.')", "true false"},
       {"('abc'):starts_with('ab'), ('abc'):starts_with('bc'), ('a'):starts_with('ab')", "true false false"},
       {"('abc'):ends_with('bc'), ('abc'):ends_with('ab'), ('abc'):ends_with('')", "true false true"}});
  expect_errors({{"string.len(5)", "bad argument #1 to 'len' (string expected, got number)"},
                 {"string.sub('x', 1.5)", "bad argument #2 to 'sub' (integer expected, got number)"},
                 {"string.char(256)", "bad argument #1 to 'char' (value out of range 1..255)"},
                 {"('x'):find('x')", "attempt to call a nil value (method 'find')"}});
}

TEST(HookFunctions, LettersOfUnicode) {
  expect_values({{"('ĐẾ ƯỚC Ở ẶẪ'):lower()", "đế ước ở ặẫ"},
                 {"('đế ước ở ặẫ'):upper()", "ĐẾ ƯỚC Ở ẶẪ"},
                 {"('Straße Ω 12'):upper(), ('ΣAZ'):lower()", "STRAßE Ω 12 σaz"},
                 {"#('\\xff\\xc4a'):upper(), ('\\xffa'):upper():byte(1, -1)", "3 255 65"},
                 {"(''):upper(), (''):lower()", " "}});
}

TEST(HookFunctions, Format) {
  expect_values({{"('%s|%5s|%d|%03d|%x|%%'):format('đ', 'ab', -7, 5, 255)", "đ|   ab|-7|005|ff|%"},
                 {"('%s %s %s'):format(nil, true, {})", "nil true table"},
                 {"('%04d %d'):format(-12, 3.0)", "-012 3"},
                 {"('%05s'):format('x')", "    x"},
                 {"('plain'):format(), (''):format()", "plain "}});
  expect_errors({{"('%d'):format(1.5)", "bad argument #2 to 'format' (integer expected, got number)"},
                 {"('%d'):format('1')", "bad argument #2 to 'format' (integer expected, got string)"},
                 {"('%s'):format()", "bad argument #2 to 'format' (no value)"},
                 {"('%100d'):format(1)", "string.format knows %s, %d, %x and %%, with a width up to 99"},
                 {"('%p'):format({})", "string.format knows %s, %d, %x and %%, with a width up to 99"},
                 {"('%q'):format('x')", "string.format knows %s, %d, %x and %%, with a width up to 99"},
                 {"('%'):format()", "string.format knows %s, %d, %x and %%, with a width up to 99"}});
}

TEST(HookFunctions, Tables) {
  expect_values(
      {{"table.concat({}), table.concat({1, 'b', 2.5}, ', '), table.concat({1, 2, 3}, '', 2, 3)",
        " 1, b, 2.5 23"},
       {"(function(t) table.insert(t, 'z') table.insert(t, 1, 'a') return table.concat(t) end)({'m'})",
        "amz"},
       {"(function(t) local x = table.remove(t, 1) return x, table.concat(t) end)({'a', 'b', 'c'})", "a bc"},
       {"table.remove({}), table.remove({}, 0), table.remove({'x'})", "nil nil x"},
       {"(function(t) table.sort(t) return table.concat(t, ' ') end)({3, 1, 2.5})", "1 2.5 3"},
       {"(function(t) table.sort(t, function(a, b) return a > b end) return table.concat(t) "
        "end)({'a','c','b'})",
        "cba"},
       {"(function(t) table.sort(t, function(a, b) return #a < #b end) return table.concat(t, ' ') end)"
        "({'bb','aa','c','a','dd'})",
        "c a bb aa dd"},
       {"table.unpack({1, 2, 3}, 2), table.unpack({})", "2"},
       {"table.unpack({1, nil, 3}, 1, 3)", "1 nil 3"},
       {"table.pack().n, table.pack(nil, 2).n, table.pack('x')[1]", "0 2 x"}});
  expect_errors({{"table.insert({}, 5, 1)", "bad argument #2 to 'insert' (position out of bounds)"},
                 {"table.insert({})", "wrong number of arguments to 'insert'"},
                 {"table.remove({1}, 5)", "bad argument #2 to 'remove' (position out of bounds)"},
                 {"table.concat({1, {}})", "element 2 of table.concat is a table"},
                 {"table.sort({1, 'a'})", "table.sort cannot compare string with number"},
                 {"table.sort({}, 1)", "bad argument #2 to 'sort' (function expected)"},
                 {"table.unpack({}, 1, 251)", "table.unpack gives at most 250 values"}});
}

TEST(HookFunctions, Utf8) {
  expect_values({{"utf8.len('Đế tài'), utf8.len(''), utf8.len('\\xff')", "6 0 nil"},
                 {"utf8.char(272, 7871), utf8.char()", "Đế "},
                 {"utf8.codepoint('Đế', 1, -1)", "272 7871"},
                 {"utf8.codepoint('x'), select('#', utf8.codepoint(''))", "120 0"}});
  expect_errors({{"utf8.char(0xD800)", "bad argument #1 to 'char' (no code point)"},
                 {"utf8.codepoint('\\xff')", "invalid UTF-8"}});
}

// The text is changed before it is compiled (rules/hooks/source.h); the loops must not notice.
TEST(HookFunctions, CountedLoops) {
  const std::string head = "(function() local s = '' ";
  const std::string tail = " return s end)()";
  const struct {
    const char* body;
    const char* shown;
  } cases[] = {
      {"for i = 1, 3 do s = s .. i end", "123"},
      {"for i=3,1,-1 do s=s..i end", "321"},
      {"for i = 1.0, 2 do s = s .. i end", "1.02.0"},
      {"for i = 1, 2, 0.5 do s = s .. i .. ' ' end", "1.0 1.5 2.0 "},
      {"for i = math.maxinteger - 1, math.maxinteger do s = s .. 'x' end", "xx"},
      {"for i = 1, (function() for j = 1, 2 do if j == 2 then return j end end end)() do s = s .. i end",
       "12"},
      {"for i = ({5, 6})[1], #{1, 2, {3, 4}} + 4 --[[ do , ]] do s = s .. i end", "567"},
      {"for i = 1, 2 do for _, v in ipairs({i, i}) do s = s .. v end while #s > 9 do break end end", "1122"},
      {"for i = 1, #'do , = [[' - 7 do repeat s = s .. i until true end", "12"},
      {"for i = 1, #[==[ ]] do ]==] do s = s .. i end", "1234567"},
      {"for i = 1, 0x2 do do s = s .. i end end", "12"},
      {"for i = 1, select('#', 1, 2, 3) do s = s .. i end", "123"},
  };
  for (const auto& c : cases)
    EXPECT_EQ(evaluate(head + c.body + tail), "refuse <" + std::string(c.shown) + ">") << c.body;
}

}  // namespace
}  // namespace quyche::rules::hooks
