-- expect: ok
-- Attacks: lengths. Holes everywhere; every function must stay within bounds.
return function(input)
  local t = { 1, nil, 3, nil, nil, 6, [100] = 1, [math.maxinteger] = 2 }
  pcall(table.sort, t)
  pcall(table.insert, t, 1)
  pcall(table.remove, t)
  pcall(table.concat, t)
  pcall(table.unpack, t)
  pcall(table.insert, t, math.maxinteger, 1)
  pcall(table.remove, t, math.mininteger)
  return true
end
