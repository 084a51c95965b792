-- expect: Q602
-- Attacks: comparison. Values without an order.
return function(input)
  table.sort({ 1, 'a', {}, true })
  return true
end
