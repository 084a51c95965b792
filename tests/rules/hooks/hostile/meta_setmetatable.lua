-- expect: Q602
-- Attacks: the sandbox. Metatables would bring __gc, which runs after the end.
return function(input)
  return setmetatable({}, { __gc = function() while true do end end })
end
