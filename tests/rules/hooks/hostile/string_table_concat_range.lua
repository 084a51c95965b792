-- expect: Q602
-- Attacks: time. concat over all integers; it must stop at the first hole.
return function(input)
  return table.concat({ 'a' }, ',', 1, math.maxinteger)
end
