-- expect: Q603
-- Attacks: time. `goto continue` jumps over the only way out.
return function(input)
  local i = 0
  while i < 10 do
    if i >= 0 then goto continue end
    i = i + 1
    ::continue::
  end
  return true
end
