-- expect: Q605
-- Attacks: the event log. A letter cut in two.
return function(input)
  return false, ('ế'):sub(1, 2)
end
