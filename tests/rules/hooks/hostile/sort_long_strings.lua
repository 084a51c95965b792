-- expect: Q603
-- Attacks: time. Sorting a few long strings that differ at the end, for ever.
return function(input)
  local t = {}
  for i = 1, 8 do t[i] = ('x'):rep(60000) .. (9 - i) end
  while true do table.sort(t) end
end
