-- expect: ok
-- Attacks: integer arithmetic. Overflow, division of the smallest integer, shifts.
return function(input)
  local lo, hi = math.mininteger, math.maxinteger
  assert(math.abs(lo) == lo and lo // -1 == lo and lo % -1 == 0 and hi + 1 == lo and 1 << 64 == 0 and 1 >> -64 == 0)
  assert(math.floor(1e308) == 1e308 and math.tointeger(2 ^ 63) == nil and math.tointeger('1') == nil)
  assert(not pcall(function() return 1 // 0 end) and not pcall(function() return 1 % 0 end))
  assert(string.format('%x', -1) == 'ffffffffffffffff' and string.format('%05d', -1) == '-0001')
  assert(tonumber('0x' .. ('f'):rep(199)) == nil and tonumber('zz', 36) == 1295 and tonumber('1e999') == 1 / 0)
  return true
end
