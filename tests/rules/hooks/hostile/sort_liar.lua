-- expect: ok
-- Attacks: memory safety. A comparator that says yes to everything.
return function(input)
  local t = {}
  for i = 1, 300 do t[i] = i end
  table.sort(t, function() return true end)
  assert(#t == 300)
  table.sort(t)
  for i = 1, 300 do assert(t[i] == i) end
  return true
end
