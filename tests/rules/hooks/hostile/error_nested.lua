-- expect: Q602
-- Attacks: the fault. An error made of caught errors, each within the next.
return function(input)
  local e = 'x'
  for i = 1, 50 do
    local ok, inner = pcall(error, e)
    e = inner .. inner:sub(1, 10)
  end
  error(e)
end
