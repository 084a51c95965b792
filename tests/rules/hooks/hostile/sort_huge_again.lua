-- expect: Q603
-- Attacks: time. A large list sorted over and over.
return function(input)
  local t = {}
  for i = 1, 2000 do t[i] = (i * 7919) % 2003 end
  while true do table.sort(t) end
end
