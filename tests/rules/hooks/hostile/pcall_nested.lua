-- expect: Q603
-- Attacks: the latch. A net of pcalls around an endless loop.
return function(input)
  local function spin() while true do end end
  local function net(n)
    if n == 0 then return spin() end
    pcall(net, n - 1)
    return net(n - 1)
  end
  pcall(net, 40)
  return true
end
