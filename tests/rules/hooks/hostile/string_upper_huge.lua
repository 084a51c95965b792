-- expect: Q603
-- Attacks: time. Case mapping of the largest string, for ever.
return function(input)
  local s = ('ế'):rep(21000)
  while true do s:upper() end
end
