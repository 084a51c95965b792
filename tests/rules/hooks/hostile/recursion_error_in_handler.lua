-- expect: Q603
-- Attacks: error handling. Errors raised while an error is handled, without end.
return function(input)
  local function handler(e)
    local ok, inner = pcall(error, e)
    return handler(inner)
  end
  return handler('x')
end
