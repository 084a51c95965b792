-- expect: Q602
-- Attacks: the machine. There is no load.
return function(input)
  return load('\27Lua')
end
