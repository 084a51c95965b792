-- expect: Q603
-- Attacks: time. The slowest division there is.
return function(input)
  local a, b, c = 1e308, 3e-308, 0
  while true do
    c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b; c = a % b
  end
end
