-- expect: Q604
-- Attacks: the stacks. Two functions call each other, caught at the top.
return function(input)
  local a, b
  function a() b() end
  function b() a() end
  pcall(a)
  return true
end
