-- expect: Q603
-- Attacks: time. A counted loop over all integers.
return function(input)
  for i = math.mininteger, math.maxinteger do end
  return true
end
