-- expect: Q603
-- Attacks: time. An endless loop with a local in its condition.
return function(input)
  repeat local again = false until again
end
