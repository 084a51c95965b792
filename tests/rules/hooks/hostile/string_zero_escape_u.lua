-- expect: Q601
-- Attacks: time. The same zero, spelled otherwise.
return function(input)
  return '\u{0000}' <= ''
end
