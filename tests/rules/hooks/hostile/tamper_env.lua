-- expect: ok
-- Attacks: the next call. The whole environment is replaced.
return function(input)
  _ENV.type = nil
  _ENV.string.sub = nil
  _ENV = { pairs = 1 }
  evil = 2
  return true
end
