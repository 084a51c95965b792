-- expect: Q603
-- Attacks: size arithmetic. Count times size is beyond 64 bits.
return function(input)
  return ('xxxxxxxxxxxxxxxx'):rep(math.maxinteger, 'yyyyyyyyyyyyyyyy')
end
