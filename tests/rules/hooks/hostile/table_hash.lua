-- expect: Q604
-- Attacks: memory. A hash that grows for ever.
return function(input)
  local t = {}
  for i = 1, math.maxinteger do t['k' .. i] = i end
  return true
end
