-- expect: Q602
-- Attacks: the compiler. A constant _ENV made an older Lua read out of bounds.
return function(input)
  local _ENV <const> = 11
  X = 'x'
  return true
end
