-- expect: Q603
-- Attacks: time. A comparator that never comes back.
return function(input)
  table.sort({ 3, 2, 1 }, function() while true do end end)
  return true
end
