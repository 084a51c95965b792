-- expect: Q603
-- Attacks: time. Integer keys that all fall into one chain, then looked up from its end.
return function(input)
  local t = {}
  for i = 1, 1023 do t[i * 1023] = i end
  local v
  while true do
    v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]; v = t[1047552]
  end
end
