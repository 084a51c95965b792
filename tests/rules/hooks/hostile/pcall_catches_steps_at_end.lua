-- expect: Q603
-- Attacks: the latch. After the caught end of the steps the script only has to return.
return function(input)
  local ok = pcall(function() while true do end end)
  return true
end
