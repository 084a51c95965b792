-- expect: refuse nan nan nan nan
-- Attacks: determinism. The sign of not-a-number differs between processors.
return function(input)
  return false, tostring(0 / 0) .. ' ' .. tostring(-(0 / 0)) .. ' ' .. string.format('%s', 0 / 0) .. ' ' .. table.concat({ 0 / 0 })
end
