-- A position's row is written anew by each statement about it. With room on its page that touches no index, and the next
-- reader of the page clears up behind it.
alter table position set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.1);
