-- expect: Q603
-- Attacks: time. Each insertion moves all others.
return function(input)
  local t = {}
  while true do table.insert(t, 1, 1) end
end
