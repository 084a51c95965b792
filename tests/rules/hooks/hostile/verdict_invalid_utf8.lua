-- expect: Q605
-- Attacks: the event log. A message that is no UTF-8.
return function(input)
  return false, '\xff\xfe'
end
