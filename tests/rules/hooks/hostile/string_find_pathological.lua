-- expect: Q603
-- Attacks: time. A search that is quadratic when done naively.
return function(input)
  local text = ('a'):rep(65000)
  local part = ('a'):rep(32000) .. 'b'
  while true do text:contains(part) end
end
