-- expect: Q602
-- Attacks: integer overflow. The number of results is beyond 64 bits.
return function(input)
  return table.unpack({}, math.mininteger, math.maxinteger)
end
