-- expect: Q603
-- Attacks: time. Two equal long strings ordered in one instruction.
return function(input)
  local a, b = ('x'):rep(65000), ('x'):rep(65000)
  while a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b and a <= b do end
  return true
end
