-- expect: Q602
-- Attacks: the outside. There is no `loadstring`.
return function(input)
  return loadstring('x')
end
