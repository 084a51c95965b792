-- expect: Q602
-- Attacks: the next call. There is no _G.
return function(input)
  _G.type = nil
  return true
end
