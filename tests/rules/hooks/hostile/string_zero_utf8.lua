-- expect: Q602
-- Attacks: time. Zeros made by utf8.char.
return function(input)
  local a = utf8.char(0)
  return true
end
