-- expect: Q602
-- Attacks: the fault. The message is no UTF-8 and has control characters.
return function(input)
  error('\xff\xfe\27[31m\n\x80', 0)
end
