-- expect: Q603
-- Attacks: time. The memory is nearly full of small tables, so that the collector runs on and on.
return function(input)
  local keep = {}
  for i = 1, 16 do
    local part = {}
    for j = 1, 800 do part[j] = {} end
    keep[i] = part
  end
  while true do local t = { {}, {}, {}, {}, {}, {}, {}, {} } end
end
