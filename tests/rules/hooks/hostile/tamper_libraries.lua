-- expect: ok
-- Attacks: the next call. Libraries and globals are overwritten.
return function(input)
  string.rep = nil
  string.lower = function() return 'evil' end
  table.sort = nil
  math.maxinteger = 0
  pairs, ipairs, type, error, pcall, assert, tostring = nil, nil, nil, nil, nil, nil, nil
  utf8 = nil
  evil = true
  return true
end
