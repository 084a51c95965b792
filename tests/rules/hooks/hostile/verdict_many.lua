-- expect: Q605
-- Attacks: the reader of verdicts. Hundreds of results.
return function(input)
  return true, table.unpack({}, 1, 250)
end
