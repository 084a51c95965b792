-- expect: Q603
-- Attacks: time. Errors are thrown through many Lua frames.
return function(input)
  local function down(n)
    if n == 0 then error('x') end
    return 1 + down(n - 1)
  end
  while true do pcall(down, 150) end
end
