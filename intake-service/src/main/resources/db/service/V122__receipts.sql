-- What the party is told by its receipt of the stages that other services own. Kept as the log tells it; no personal data.

create table receipt_step (
  case_id uuid not null,
  event_id uuid not null,
  noted bigint generated always as identity,
  at timestamptz not null,
  code text not null,
  unit text,
  due timestamptz,
  primary key (case_id, event_id)
);
comment on table receipt_step is 'Events of other services that a party is told of, by the codes of receipt.yaml';
comment on column receipt_step.unit is 'The unit that has the case from then on; null if that stays as it was';
comment on column receipt_step.due is 'The time it is about, such as that of a session';

create table receipt_deadline (
  case_id uuid not null,
  service text not null,
  name text not null,
  rule text not null,
  rule_version int not null,
  due_at timestamptz not null,
  primary key (case_id, service, name)
);
comment on table receipt_deadline is 'Running deadlines that a party is told of';

grant select, insert, update on receipt_step to ${service}_service;
grant select, insert, update, delete on receipt_deadline to ${service}_service;
