-- expect: Q603
-- Attacks: the latch. pcall is replaced and the original kept.
return function(input)
  local catch = pcall
  pcall = nil
  error = nil
  while true do catch(function() while true do end end) end
end
