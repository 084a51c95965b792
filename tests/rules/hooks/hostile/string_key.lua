-- expect: Q603
-- Attacks: time. A long string as a key, looked up by an equal one.
return function(input)
  local a, b = ('x'):rep(65000), ('x'):rep(65000)
  local t = { [a] = 1 }
  local v
  while true do
    v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]; v = t[b]
  end
end
