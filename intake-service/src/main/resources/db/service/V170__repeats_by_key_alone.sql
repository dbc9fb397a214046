-- The search for repeats reads one index alone. Keys hold for a season, so that what is found by them is of the time
-- that is compared or of a little more; and with an index of that time at hand, the database also read every case of
-- 90 days in it, ten times as many as the keys find, and more with every city. Nothing else asked by time.
drop index repeat_sketch_received;

-- How many rows have a key in common is estimated ten times too high, since each key is rare. No workers are started
-- for so many: that takes longer than to read the few there are.
alter table repeat_sketch set (parallel_workers = 0);
