-- expect: Q602
-- Attacks: the outside. There is no `io`.
return function(input)
  return io.open('/etc/passwd')
end
