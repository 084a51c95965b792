-- expect: Q603
-- Attacks: time. tonumber on a very long numeral.
return function(input)
  local s = ('1'):rep(65000)
  while true do tonumber(s) tonumber(s, 36) end
end
