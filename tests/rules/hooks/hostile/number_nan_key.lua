-- expect: Q602
-- Attacks: tables. Not-a-number as a key.
return function(input)
  local t = {}
  t[0 / 0] = 1
  return true
end
