-- A case's row is changed whenever another unit gets the case: with room on its page it stays where it is, and no index is written.
alter table case_territory set (fillfactor = 70);
