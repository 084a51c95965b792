-- Thiếu một `end`, dùng trong q601_hook_syntax.bad.yaml.
return function(input)
  if input.actor.id == "" then return false, "x"
  return true
end
