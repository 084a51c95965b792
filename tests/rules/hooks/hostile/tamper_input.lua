-- expect: ok
-- Attacks: the next call. The input is a copy.
return function(input)
  input.document.fields.title = 'evil'
  input.document.type = nil
  return true
end
