-- expect: Q602
-- Attacks: time. Zeros made at run time.
return function(input)
  local a = string.char(0)
  return true
end
