-- expect: Q601
-- Attacks: time. Strings of zeros are ordered byte by byte, a thousand times slower; so there are none.
return function(input)
  local a, b = ('\0'):rep(65000), ('\x00'):rep(65000)
  while a <= b do end
  return true
end
