-- expect: ok
-- Attacks: memory safety. The comparator empties and refills the table.
return function(input)
  local t = {}
  for i = 1, 100 do t[i] = 100 - i end
  table.sort(t, function(a, b)
    for i = 1, 100 do t[i] = nil end
    t[1] = 'x'
    return a < b
  end)
  assert(t[1] == 0 and t[100] == 99)
  return true
end
