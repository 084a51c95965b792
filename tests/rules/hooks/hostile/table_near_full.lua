-- expect: Q604
-- Attacks: time. The memory is nearly full, so that every allocation makes the collector run.
return function(input)
  local keep = {}
  for i = 1, 14 do keep[i] = ('x'):rep(64000) .. i end
  local last
  while true do
    local t = { {}, {}, {}, {}, {}, {}, {}, {} }
    last = { last }
    t = nil
  end
end
