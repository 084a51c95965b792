-- Runs after every hostile script on the same sandbox: the environment must be as if nothing had happened.
local allowed = {
  "assert", "error", "ipairs", "math", "pairs", "pcall", "select", "string", "table", "tonumber", "tostring", "type",
  "utf8",
}
local libraries = {
  math = { "abs", "floor", "max", "maxinteger", "min", "mininteger", "tointeger" },
  string = {
    "byte", "char", "contains", "ends_with", "format", "len", "lower", "rep", "reverse", "starts_with", "sub", "upper",
  },
  table = { "concat", "insert", "pack", "remove", "sort", "unpack" },
  utf8 = { "char", "codepoint", "len" },
}

local function names_of(t)
  local names = {}
  for name in pairs(t) do names[#names + 1] = name end
  return table.concat(names, " ")
end

return function(input)
  -- Nothing more and nothing less than the allow-list.
  if names_of(_ENV) ~= table.concat(allowed, " ") then return false, "globals: " .. names_of(_ENV) end
  for library, names in pairs(libraries) do
    if names_of(_ENV[library]) ~= table.concat(names, " ") then
      return false, library .. ": " .. names_of(_ENV[library])
    end
  end

  -- Each still does what it did.
  assert(type(assert) == "function" and type(nil) == "nil" and type("") == "string")
  local ok, message = pcall(error, "x", 0)
  assert(not ok and message == "x")
  assert(select("#", 1, 2) == 2 and select(2, 1, 7) == 7)
  assert(tonumber("12") == 12 and tostring(12) == "12" and tostring({}) == "table")
  local sum = 0
  for place, value in ipairs({ 5, 6 }) do sum = sum + place * value end
  assert(sum == 17)
  assert(math.abs(-1) == 1 and math.floor(1.5) == 1 and math.max(1, 3, 2) == 3 and math.min(2, 1) == 1)
  assert(math.tointeger(3.0) == 3 and math.maxinteger + 1 == math.mininteger)
  assert(string.byte("A") == 65 and string.char(65) == "A" and string.contains("abc", "b"))
  assert(("abc"):ends_with("bc") and ("abc"):starts_with("ab") and ("%d"):format(3) == "3" and ("abc"):len() == 3)
  assert(("ĐẾ"):lower() == "đế" and ("đế"):upper() == "ĐẾ" and ("ab"):rep(2) == "abab")
  assert(("ab"):reverse() == "ba" and ("abc"):sub(2, 3) == "bc")
  local list = { 3, 1, 2 }
  table.sort(list)
  table.insert(list, 4)
  assert(table.concat(list, ",") == "1,2,3,4" and table.remove(list) == 4 and #list == 3)
  assert(table.pack(1, nil).n == 2 and select("#", table.unpack({ 1, 2 })) == 2)
  assert(utf8.len("đế") == 2 and utf8.char(273) == "đ" and utf8.codepoint("đ") == 273)
  assert(input.document.type == "de_tai" and input.document.fields.title == "Đề tài")
  return true
end
