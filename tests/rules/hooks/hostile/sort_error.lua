-- expect: refuse 3 2 1
-- Attacks: the table being sorted. A comparator that raises must leave it as it was.
return function(input)
  local t = { 3, 2, 1 }
  local ok = pcall(table.sort, t, function() error('x') end)
  assert(not ok)
  return false, table.concat(t, ' ')
end
