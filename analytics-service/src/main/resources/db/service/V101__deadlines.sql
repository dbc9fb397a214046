-- Deadlines that ended: met in time, or breached.
create table milestone_deadline_met partition of milestone for values in ('DEADLINE_MET');
create table milestone_deadline_breached partition of milestone for values in ('DEADLINE_BREACHED');
