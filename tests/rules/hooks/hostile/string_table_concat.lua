-- expect: Q604
-- Attacks: memory. The parts are one string; only the result is large.
return function(input)
  local s, parts = ('x'):rep(1000), {}
  for i = 1, 500 do parts[i] = s end
  return table.concat(parts)
end
