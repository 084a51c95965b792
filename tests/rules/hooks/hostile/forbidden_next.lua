-- expect: Q602
-- Attacks: the outside. There is no `next`.
return function(input)
  return next({})
end
