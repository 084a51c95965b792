-- expect: Q603
-- Attacks: time. Two equal long strings compared in one instruction, packed as densely as the language allows.
return function(input)
  local a, b = ('x'):rep(65000), ('x'):rep(65000)
  while a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b and a == b do end
  return true
end
