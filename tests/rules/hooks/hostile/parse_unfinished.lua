-- expect: Q601
-- Attacks: the reader of the text. Everything is left open.
return function(input) for i = 1, (function() if x then repeat [==[ 
