-- expect: ok
-- Attacks: utf8.char. Values that are no code points, and bytes that are no text.
return function(input)
  for _, code in ipairs({ 0, -1, 0xD800, 0xDFFF, 0x110000, math.maxinteger, math.mininteger, 1 / 0, 0 / 0, 1.5, '65' }) do
    assert(not pcall(utf8.char, code))
  end
  for _, bytes in ipairs({ '\xff', '\xc0\x80', '\xed\xa0\x80', '\xf4\x90\x80\x80', '\xe1\xba', '\x80' }) do
    assert(utf8.len(bytes) == nil and not pcall(utf8.codepoint, bytes) and bytes:upper():lower() == bytes)
  end
  return true
end
