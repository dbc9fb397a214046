-- Errands that are run for petitioners, and reviews of petition opinions.
create table milestone_errand_planned partition of milestone for values in ('ERRAND_PLANNED');
create table milestone_errand_run partition of milestone for values in ('ERRAND_RUN');
create table milestone_petition_review_requested partition of milestone for values in ('PETITION_REVIEW_REQUESTED');
create table milestone_petition_review_decided partition of milestone for values in ('PETITION_REVIEW_DECIDED');
