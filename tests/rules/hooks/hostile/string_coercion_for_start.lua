-- expect: Q602
-- Attacks: time. The same through start and step, written to confuse a reader of the text.
return function(input)
  local s = ('1'):rep(65000)
  while true do
    for --[[ = , do ]] i = (function() for j = 1, 2 do end return s end)(), -- do
      10, [[1]] do break end
  end
end
