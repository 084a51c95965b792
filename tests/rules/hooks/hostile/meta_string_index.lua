-- expect: Q602
-- Attacks: the table behind the string methods.
return function(input)
  ('').rep = nil
  return true
end
