-- expect: Q604
-- Attacks: the latch. A string too large is refused inside pcall.
return function(input)
  pcall(function()
    local s = ('x'):rep(60000)
    return s .. s
  end)
  return true
end
