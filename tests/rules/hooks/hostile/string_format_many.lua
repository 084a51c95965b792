-- expect: Q603
-- Attacks: time. A format of many directives makes its result grow piece by piece.
return function(input)
  local f = ('%99d'):rep(600)
  local one = { }
  for i = 1, 200 do one[i] = 1 end
  while true do pcall(string.format, f, table.unpack(one)) end
end
