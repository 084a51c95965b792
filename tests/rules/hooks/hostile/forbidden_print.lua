-- expect: Q602
-- Attacks: the outside. There is no `print`.
return function(input)
  return print('x')
end
