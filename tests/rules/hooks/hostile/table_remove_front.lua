-- expect: Q603
-- Attacks: time. Each removal moves all others.
return function(input)
  local t = {}
  for i = 1, 2000 do t[i] = i end
  while true do
    table.remove(t, 1)
    t[2000] = 1
  end
end
