-- expect: Q602
-- Attacks: the outside. There is no `require`.
return function(input)
  return require('os')
end
