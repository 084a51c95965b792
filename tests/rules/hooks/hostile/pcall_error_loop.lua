-- expect: Q603
-- Attacks: time. Errors are thrown and caught for ever; unwinding is dear.
return function(input)
  while true do pcall(error) end
end
