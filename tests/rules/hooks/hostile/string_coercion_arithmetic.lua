-- expect: Q602
-- Attacks: time. Reading a long number over and over; strings have no arithmetic.
return function(input)
  local s = ('1'):rep(65000)
  while true do local x = s + 0 end
end
