-- expect: refuse nothing happened
-- Attacks: the C stack. pcall of pcall of pcall.
return function(input)
  local ok = pcall(pcall, pcall, pcall, pcall, error, 'x')
  assert(ok)
  return false, 'nothing happened'
end
