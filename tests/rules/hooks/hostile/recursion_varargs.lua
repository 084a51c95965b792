-- expect: Q604
-- Attacks: the stack. Every call passes one argument more.
return function(input)
  local function grow(...) return 1 + grow(1, ...) end
  return grow()
end
