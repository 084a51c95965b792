-- expect: Q603
-- Attacks: time, before there is a function to call.
while true do end
