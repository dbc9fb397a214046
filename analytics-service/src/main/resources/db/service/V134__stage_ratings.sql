-- What parties think of the stages of their cases.
create table milestone_stage_rated partition of milestone for values in ('STAGE_RATED');
