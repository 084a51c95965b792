-- expect: Q603
-- Attacks: time. The memory is nearly full, and every long string needs a full collection.
return function(input)
  local keep = {}
  for i = 1, 15 do
    local part = {}
    for j = 1, 650 do part[j] = {} end
    keep[i] = part
  end
  local s = ('x'):rep(60000)
  while true do local t = s .. 'y' end
end
