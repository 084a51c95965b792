-- expect: Q603
-- Attacks: time. Many small tables, none kept; the collector has work for ever.
return function(input)
  while true do local t = { {}, {}, {} } end
end
