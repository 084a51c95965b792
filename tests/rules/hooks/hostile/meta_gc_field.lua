-- expect: ok
-- Attacks: the end of the state. A field named __gc is only a field.
return function(input)
  for i = 1, 100 do local t = { __gc = function() while true do end end, __close = 1, __index = 1, __metatable = 1 } end
  return true
end
