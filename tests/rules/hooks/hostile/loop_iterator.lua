-- expect: Q603
-- Attacks: time. A generic `for` whose iterator never gives nil.
return function(input)
  for _ in function() return 1 end do end
  return true
end
