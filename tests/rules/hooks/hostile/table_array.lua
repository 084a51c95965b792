-- expect: Q604
-- Attacks: memory. An array that grows for ever.
return function(input)
  local t = {}
  for i = 1, math.maxinteger do t[i] = i end
  return true
end
