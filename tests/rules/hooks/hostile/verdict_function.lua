-- expect: Q605
-- Attacks: the reader of verdicts. A function that would be called later.
return function(input)
  return function() return true end
end
