-- expect: Q602
-- Attacks: memory. A width of nine digits.
return function(input)
  return string.format('%999999999d', 1)
end
