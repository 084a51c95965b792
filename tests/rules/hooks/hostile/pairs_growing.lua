-- expect: Q604
-- Attacks: time. A table that grows while it is walked, walked again and again.
return function(input)
  local t = { 1 }
  while true do
    for k in pairs(t) do t[#t + 1] = k end
  end
end
