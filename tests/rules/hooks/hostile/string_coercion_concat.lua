-- expect: Q603
-- Attacks: time. Numbers turned into text over and over.
return function(input)
  local x = 1.1e308
  while true do local s = x .. x .. x .. x .. x .. x .. x .. x end
end
