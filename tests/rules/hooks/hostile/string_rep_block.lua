-- expect: Q604
-- Attacks: memory. A string that the steps would allow but the block limit does not.
return function(input)
  return ('x'):rep(200000)
end
