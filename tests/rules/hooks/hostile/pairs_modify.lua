-- expect: refuse 1 2 3 a true
-- Attacks: iteration. Keys are removed and added while pairs runs.
return function(input)
  local t, seen = { 1, 2, 3, a = 1, b = 2, [true] = 3 }, {}
  for k in pairs(t) do
    seen[#seen + 1] = tostring(k)
    t.b = nil
    t['new' .. #seen] = 1
    t[k] = nil
  end
  return false, table.concat(seen, ' ')
end
