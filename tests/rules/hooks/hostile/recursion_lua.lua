-- expect: Q604
-- Attacks: the stacks. Endless recursion in Lua.
return function(input)
  local function down() return 1 + down() end
  return down()
end
