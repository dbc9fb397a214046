-- What parties think of the stages of their cases.
create table milestone_stage_rated partition of milestone for values in ('STAGE_RATED');
-- What parties do online, or have done for them.
create table milestone_service_used partition of milestone for values in ('SERVICE_USED');
