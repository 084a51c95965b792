-- expect: Q602
-- Attacks: the fault. The error message has 60,000 bytes and cuts a letter in two.
return function(input)
  error('x' .. ('ế'):rep(20000))
end
