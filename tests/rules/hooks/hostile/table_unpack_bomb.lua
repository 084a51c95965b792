-- expect: Q602
-- Attacks: the stack. A billion results.
return function(input)
  return table.unpack({}, 1, 1000000000)
end
