-- Disputes of people who were in others before.
create table milestone_parties_returned partition of milestone for values in ('PARTIES_RETURNED');
