-- expect: ok
-- Attacks: memory safety. Not-a-numbers have no order.
return function(input)
  local nan = 0 / 0
  local t = { nan, 3, nan, 1, 1 / 0, -1 / 0, nan, 2 }
  table.sort(t)
  assert(#t == 8)
  return true
end
