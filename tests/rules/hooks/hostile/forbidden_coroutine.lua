-- expect: Q602
-- Attacks: the outside. There is no `coroutine`.
return function(input)
  return coroutine.wrap(function() end)()
end
