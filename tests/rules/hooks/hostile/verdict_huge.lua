-- expect: Q605
-- Attacks: the event log. A message of 60,000 bytes.
return function(input)
  return false, ('x'):rep(60000)
end
