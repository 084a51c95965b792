-- expect: Q603
-- Attacks: the C stack and time. As recursion_sort, but every level catches the error and goes on.
return function(input)
  local function less(a, b)
    pcall(table.sort, { 3, 2, 1 }, less)
    return a < b
  end
  table.sort({ 3, 2, 1 }, less)
  return true
end
