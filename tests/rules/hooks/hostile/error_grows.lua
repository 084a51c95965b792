-- expect: Q604
-- Attacks: memory. An error message that doubles each time it is caught.
return function(input)
  local e = 'x'
  while true do
    local ok, inner = pcall(error, e .. e)
    e = inner
  end
end
