-- expect: ok
-- Attacks: memory safety. A comparator whose answers alternate.
return function(input)
  local t, yes = {}, false
  for i = 1, 300 do t[i] = i end
  table.sort(t, function()
    yes = not yes
    return yes
  end)
  table.sort(t)
  for i = 1, 300 do assert(t[i] == i) end
  return true
end
