-- expect: Q602
-- Attacks: determinism. A table in a text.
return function(input)
  return 'x' .. {}
end
