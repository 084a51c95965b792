-- expect: Q603
-- Attacks: memory. Only the separator is long.
return function(input)
  return (''):rep(1000000, ('x'):rep(1000))
end
