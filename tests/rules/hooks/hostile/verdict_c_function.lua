-- expect: Q605
-- Attacks: the caller. The chunk returns a function of ours.
return type
