-- expect: Q601 body
-- Attacks: the machine. The chunk begins like a compiled one. (These lines are cut off first.)
LuaT binary
