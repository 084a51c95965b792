-- expect: Q603
-- Attacks: memory and time. One call for a gigabyte.
return function(input)
  return ('x'):rep(1000000000)
end
