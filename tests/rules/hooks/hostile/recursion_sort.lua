-- expect: Q602
-- Attacks: the C stack. Each comparator sorts again.
return function(input)
  local function less(a, b)
    table.sort({ 3, 2, 1 }, less)
    return a < b
  end
  table.sort({ 3, 2, 1 }, less)
  return true
end
