-- Luôn cho phép.
return function(input) return true end
