-- expect: Q604
-- Attacks: memory. A letter whose small form has more bytes: the result is over the block limit.
return function(input)
  local s = ('Ⱥ'):rep(34000)
  return s:lower()
end
