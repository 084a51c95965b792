-- expect: Q602
-- Attacks: determinism. Tables as keys have an order only by their addresses.
return function(input)
  local t = { [{}] = 1, [{}] = 2, [print or type] = 3 }
  for k in pairs(t) do end
  return true
end
