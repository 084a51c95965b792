-- expect: Q604
-- Attacks: memory. A list in the text, filled by calls with many results.
return function(input)
  local function many() return table.unpack({}, 1, 250) end
  local t = {}
  while true do t = { t, many() } end
end
