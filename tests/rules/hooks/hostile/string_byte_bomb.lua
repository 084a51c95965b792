-- expect: Q602
-- Attacks: the stack. One value for each of 65,000 bytes.
return function(input)
  return ('x'):rep(65000):byte(1, -1)
end
