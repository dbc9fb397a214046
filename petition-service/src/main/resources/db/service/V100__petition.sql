-- What petition clerks look at. Written in the transaction of the events it shows.

create table petition_overview (
  case_id uuid primary key,
  petition_id text not null,
  custody int not null,
  unit text not null,
  worker text not null,
  category text not null,
  district text not null,
  street text,
  status text not null,
  kind text,
  review text,
  agent text not null,
  opened_at timestamptz not null,
  version bigint not null
);
create index petition_overview_unit on petition_overview (unit, status, opened_at, case_id);
comment on table petition_overview is 'The latest agency of each case';

grant select, insert, update on petition_overview to ${service}_service;
