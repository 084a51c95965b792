-- expect: Q602
-- Attacks: the fault. The error is a table; no address may be shown.
return function(input)
  error({ message = 'x' })
end
