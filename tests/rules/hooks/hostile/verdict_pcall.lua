-- expect: Q605
-- Attacks: the caller. The chunk returns pcall; its answer is no verdict of the script.
return pcall
