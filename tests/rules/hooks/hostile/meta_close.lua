-- expect: Q602
-- Attacks: the end of a block. A to-be-closed variable needs a metatable.
return function(input)
  local x <close> = { __close = function() while true do end end }
  return true
end
