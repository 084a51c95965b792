-- expect: ok
-- Attacks: time. The empty string any number of times is the empty string, at once.
return function(input)
  assert((''):rep(math.maxinteger) == '' and ('x'):rep(math.mininteger) == '')
  return true
end
