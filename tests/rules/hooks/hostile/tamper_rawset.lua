-- expect: Q602
-- Attacks: the next call. There is no rawset.
return function(input)
  rawset(string, 'rep', nil)
  return true
end
