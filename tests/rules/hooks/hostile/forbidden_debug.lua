-- expect: Q602
-- Attacks: the outside. There is no `debug`.
return function(input)
  return debug.sethook()
end
