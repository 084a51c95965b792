-- expect: Q603
-- Attacks: time. The same with the odd letter in front.
return function(input)
  local text = ('a'):rep(65000)
  local part = 'b' .. ('a'):rep(32000)
  while true do text:contains(part) end
end
