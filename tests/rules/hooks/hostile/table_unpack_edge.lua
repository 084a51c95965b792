-- expect: ok
-- Attacks: integer overflow. A range that ends at the largest integer.
return function(input)
  assert(select('#', table.unpack({}, math.maxinteger - 1, math.maxinteger)) == 2)
  assert(select('#', table.unpack({}, math.maxinteger, math.mininteger)) == 0)
  return true
end
