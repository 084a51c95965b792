-- expect: Q603
-- Attacks: time. Large strings made by `..` over and over; one instruction copies 60 KB.
return function(input)
  local s = ('x'):rep(60000)
  while true do local t = s .. 'y' end
end
