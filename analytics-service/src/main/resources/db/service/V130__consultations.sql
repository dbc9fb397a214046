-- Consultations, and the steps of their plans.
create table milestone_consultation_convened partition of milestone for values in ('CONSULTATION_CONVENED');
create table milestone_consultation_concluded partition of milestone for values in ('CONSULTATION_CONCLUDED');
create table milestone_duty_assigned partition of milestone for values in ('DUTY_ASSIGNED');
create table milestone_duty_done partition of milestone for values in ('DUTY_DONE');
