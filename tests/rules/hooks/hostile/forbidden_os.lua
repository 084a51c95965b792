-- expect: Q602
-- Attacks: the outside. There is no `os`.
return function(input)
  return os.execute('true')
end
