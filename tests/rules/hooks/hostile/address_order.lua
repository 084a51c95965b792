-- expect: Q602
-- Attacks: determinism. Tables have no order.
return function(input)
  return {} < {}
end
