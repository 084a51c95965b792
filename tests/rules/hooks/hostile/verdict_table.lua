-- expect: Q605
-- Attacks: the reader of verdicts. A table instead of a message.
return function(input)
  return false, {}
end
