-- expect: Q603
-- Attacks: time. The plain endless loop.
return function(input)
  while true do end
end
