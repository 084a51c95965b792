-- expect: Q602
-- Attacks: the outside. There is no `package`.
return function(input)
  return package.loadlib('x', 'y')
end
