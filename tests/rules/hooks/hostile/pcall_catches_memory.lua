-- expect: Q604
-- Attacks: the latch. The memory runs out inside pcall; the garbage would be free again.
return function(input)
  local ok = pcall(function()
    local keep = {}
    for i = 1, 1000 do keep[i] = ('x'):rep(60000) .. i end
  end)
  return true
end
