-- What mediators and units look at. Written in the transaction of the events it shows.

create table mediation_overview (
  case_id uuid primary key,
  custody int not null,
  unit text not null,
  mediator text,
  category text not null,
  district text,
  street text,
  status text not null,
  opened_at timestamptz not null,
  version bigint not null
);
create index mediation_overview_unit on mediation_overview (unit, status, opened_at, case_id);
create index mediation_overview_mediator on mediation_overview (mediator, status, opened_at, case_id);
comment on table mediation_overview is 'The latest mediation or fast track of each case';

create table revisit_due (
  case_id uuid not null,
  revisit int not null,
  closure int not null,
  unit text not null,
  due_at timestamptz not null,
  primary key (case_id, revisit)
);
create index revisit_due_unit on revisit_due (unit, due_at, case_id, revisit);
create index revisit_due_at on revisit_due (due_at, case_id, revisit);
comment on table revisit_due is 'Revisits nobody has made yet';

grant select, insert, update on mediation_overview to ${service}_service;
grant select, insert, delete on revisit_due to ${service}_service;
