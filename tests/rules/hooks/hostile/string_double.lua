-- expect: Q604
-- Attacks: memory. Doubling by `..`.
return function(input)
  local s = 'x'
  while true do s = s .. s end
end
