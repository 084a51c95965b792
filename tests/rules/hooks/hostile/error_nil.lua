-- expect: Q602
-- Attacks: the fault. The error is nil.
return function(input)
  error()
end
