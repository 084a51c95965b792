-- expect: Q602
-- Attacks: determinism. %a shows the bits of a float.
return function(input)
  return string.format('%a', 1.5)
end
