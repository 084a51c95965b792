-- expect: Q602
-- Attacks: the fault. The error is a function.
return function(input)
  error(type)
end
