-- expect: Q602
-- Attacks: determinism. The message of a failed call on a table.
return function(input)
  local t = {}
  t()
end
