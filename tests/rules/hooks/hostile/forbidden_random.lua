-- expect: Q602
-- Attacks: the outside. There is no random.
return function(input)
  return math.random()
end
