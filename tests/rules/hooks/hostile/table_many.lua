-- expect: Q604
-- Attacks: memory. Many small tables, all kept.
return function(input)
  local t
  while true do t = { t } end
end
