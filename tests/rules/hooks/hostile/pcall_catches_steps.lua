-- expect: Q603
-- Attacks: the latch. The budget runs out inside pcall, and the script tries to live on.
return function(input)
  for i = 1, 1000 do
    pcall(function() while true do end end)
  end
  return true
end
