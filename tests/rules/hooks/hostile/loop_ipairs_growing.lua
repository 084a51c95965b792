-- expect: Q603
-- Attacks: time. Each round overwrites the list ahead of the loop; it never meets its end.
return function(input)
  local list = { 1 }
  for place in ipairs(list) do
    list[place + 1] = 1
    list[place - 1] = nil
  end
  return true
end
