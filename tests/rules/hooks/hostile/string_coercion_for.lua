-- expect: Q602
-- Attacks: time. Lua reads a string that bounds a counted loop as a number, on every entry.
return function(input)
  local s = ('1'):rep(65000)
  while true do
    for i = 1, s do break end
  end
end
