-- expect: Q602
-- Attacks: a counter that runs over the largest integer.
return function(input)
  return table.concat({}, ',', math.maxinteger - 1, math.maxinteger)
end
