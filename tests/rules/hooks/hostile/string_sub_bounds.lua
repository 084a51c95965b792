-- expect: ok
-- Attacks: integer overflow in positions.
return function(input)
  local lo, hi = math.mininteger, math.maxinteger
  assert(('abc'):sub(lo, hi) == 'abc' and ('abc'):sub(hi, lo) == '' and ('abc'):sub(lo, lo) == '')
  assert(('abc'):sub(hi, hi) == '' and ('abc'):sub(0, 0) == '' and ('abc'):sub(-hi, -1) == 'abc')
  assert(('abc'):byte(lo) == nil and ('abc'):byte(hi) == nil and select('#', ('abc'):byte(lo, hi)) == 3)
  assert(utf8.codepoint('abc', lo, lo) == nil)
  return true
end
