-- expect: Q603
-- Attacks: time. A large table with no keys left is walked slot by slot.
return function(input)
  local t = {}
  for i = 1, 1024 do t['k' .. i] = 1 end
  for i = 1, 1024 do t['k' .. i] = nil end
  while true do pairs(t) pairs(t) pairs(t) pairs(t) end
end
