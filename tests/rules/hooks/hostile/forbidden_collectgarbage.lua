-- expect: Q602
-- Attacks: the outside. There is no `collectgarbage`.
return function(input)
  return collectgarbage('stop')
end
