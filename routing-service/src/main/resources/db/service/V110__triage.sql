-- Cases that somebody was told of at once. Written in the transaction of the events it shows.

create table case_alert (
  case_id uuid primary key,
  roles text[] not null,
  version bigint not null,
  open boolean not null,
  grounds text not null,
  risk text not null,
  category text not null,
  unit text,
  district text not null,
  street text
);
create index case_alert_open on case_alert (case_id) where open;
comment on column case_alert.roles is 'Who was told';
comment on column case_alert.grounds is 'Codes of the grounds of risk, separated by commas';

-- A trial of another table reads the first judgements of a period.
create index event_first_judged on event (recorded_at, case_id) where type = 'fengqiao.routing.case-triaged.v1';

grant select, insert, update on case_alert to ${service}_service;
