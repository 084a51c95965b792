-- expect: Q603
-- Attacks: the latch. The result of pcall would itself be a verdict.
return function(input)
  return pcall(function() while true do end end)
end
