-- expect: Q603
-- Attacks: time. Tail calls take no stack, so only the steps end them.
return function(input)
  local function again() return again() end
  return again()
end
