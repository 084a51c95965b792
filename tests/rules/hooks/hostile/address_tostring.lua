-- expect: refuse table function function table
-- Attacks: determinism. The text of a table or function is its type.
return function(input)
  return false, tostring({}) .. ' ' .. tostring(type) .. ' ' .. tostring(function() end) .. ' ' .. string.format('%s', {})
end
