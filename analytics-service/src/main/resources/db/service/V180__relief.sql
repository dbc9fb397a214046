-- Relief: applied for, delivered, and who was relieved.
create table milestone_relief_applied partition of milestone for values in ('RELIEF_APPLIED');
create table milestone_relief_delivered partition of milestone for values in ('RELIEF_DELIVERED');
create table milestone_beneficiary_counted partition of milestone for values in ('BENEFICIARY_COUNTED');
