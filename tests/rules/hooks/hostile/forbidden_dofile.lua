-- expect: Q602
-- Attacks: the outside. There is no `dofile`.
return function(input)
  return dofile('/etc/passwd')
end
