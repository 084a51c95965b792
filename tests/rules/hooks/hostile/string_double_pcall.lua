-- expect: Q604
-- Attacks: memory. Doubling by `..`, every error caught.
return function(input)
  local s = 'x'
  while true do pcall(function() s = s .. s end) end
end
