-- expect: Q602
-- Attacks: the machine. There is no string.dump.
return function(input)
  return string.dump(function() end)
end
