-- expect: Q603
-- Attacks: the stack. As many results as allowed, passed on and on.
return function(input)
  local t = {}
  for i = 1, 250 do t[i] = i end
  local function count(...) return select('#', ...) end
  while true do count(table.unpack(t)) end
end
