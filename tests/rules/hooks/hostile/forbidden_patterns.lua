-- expect: Q602
-- Attacks: time. Patterns can be made to backtrack for ever; there are none.
return function(input)
  return ('x'):rep(1000):find(('x*'):rep(50) .. 'y')
end
