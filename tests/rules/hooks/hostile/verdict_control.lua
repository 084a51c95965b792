-- expect: Q605
-- Attacks: the terminal. Control characters in a message.
return function(input)
  return false, '\27[2J'
end
