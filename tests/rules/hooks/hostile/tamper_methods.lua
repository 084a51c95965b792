-- expect: ok
-- Attacks: string methods. Overwriting `string` does not change them.
return function(input)
  local format = string.format
  string.upper = function() return 'evil' end
  assert(('ế'):upper() == 'Ế')
  return true
end
