-- expect: Q602
-- Attacks: determinism. %p shows an address.
return function(input)
  return string.format('%p', {})
end
