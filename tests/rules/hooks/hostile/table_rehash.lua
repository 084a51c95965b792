-- expect: Q604
-- Attacks: time. One key out, one in: a full table is laid out anew on every insertion.
return function(input)
  local t = {}
  for i = 1, 1024 do t[i * 1023] = i end
  local i = 1
  while true do
    t[i * 1023] = nil
    t[(i + 1024) * 1023] = i
    i = i + 1
  end
end
