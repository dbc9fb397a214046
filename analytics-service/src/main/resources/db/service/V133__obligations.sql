-- Obligations between the centre and partners: kept in time, or not.
create table milestone_debt_kept partition of milestone for values in ('DEBT_KEPT');
create table milestone_debt_missed partition of milestone for values in ('DEBT_MISSED');
