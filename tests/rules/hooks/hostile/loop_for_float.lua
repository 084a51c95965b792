-- expect: Q603
-- Attacks: time. A step too small to change the counter, so the loop never ends.
return function(input)
  for i = 1e300, 2e300, 1.0 do end
  return true
end
