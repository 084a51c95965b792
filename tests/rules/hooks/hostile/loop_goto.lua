-- expect: Q603
-- Attacks: time. A loop without a loop statement.
return function(input)
  ::again::
  goto again
end
