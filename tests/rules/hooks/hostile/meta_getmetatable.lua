-- expect: Q602
-- Attacks: the string methods of the next call.
return function(input)
  getmetatable('').__index.rep = nil
  return true
end
