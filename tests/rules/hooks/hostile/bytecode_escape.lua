-- expect: Q601 body
-- Attacks: the machine. Only the escape byte. (These lines are cut off first.)

