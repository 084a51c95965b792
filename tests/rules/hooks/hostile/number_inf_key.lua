-- expect: ok
-- Attacks: tables. Infinity as a key, ordered by pairs.
return function(input)
  local t, seen = { [1 / 0] = 1, [-1 / 0] = 2, [1.5] = 3, [2] = 4 }, {}
  for k in pairs(t) do seen[#seen + 1] = tostring(k) end
  assert(table.concat(seen, ' ') == '2 -inf 1.5 inf')
  return true
end
