-- expect: Q603
-- Attacks: the C stack. Each level goes through pcall; Lua refuses at 200 levels and the script goes on and on.
return function(input)
  local function down() pcall(down) pcall(down) end
  while true do down() end
end
