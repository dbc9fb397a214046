-- Units that have something to do in a case for a time, such as a review or a duty.

alter table case_territory add column tasks text[] not null default '{}';
comment on column case_territory.tasks is 'Tasks that last, each as "<name> <unit>": such a unit may look as long as it does';
