-- expect: Q602
-- Attacks: the outside. There is no clock.
return function(input)
  return os.clock()
end
