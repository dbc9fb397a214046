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
  visit int not null,
  round int not null,
  party_id text not null,
  closure int not null,
  unit text not null,
  due_at timestamptz not null,
  attempts int not null,
  link_expires_at timestamptz,
  primary key (case_id, visit)
);
create index revisit_due_unit on revisit_due (unit, due_at, case_id, visit);
create index revisit_due_at on revisit_due (due_at, case_id, visit);
comment on table revisit_due is 'Parties who are still to be asked at a revisit';

create table revisit_link (
  code_hash text primary key,
  case_id uuid not null,
  round int not null,
  party_id text not null,
  expires_at timestamptz not null
);
create index revisit_link_expires_at on revisit_link (expires_at);
comment on table revisit_link is 'One-time codes with which parties answer by themselves, by their SHA-256';

create table revisit_marked (
  case_id uuid not null,
  visit int not null,
  round int not null,
  party_id text not null,
  closure int not null,
  unit text not null,
  channel text not null,
  asked_by text,
  satisfaction int not null,
  answered_at timestamptz not null,
  grounds text[] not null,
  primary key (case_id, visit)
);
create index revisit_marked_at on revisit_marked (answered_at, case_id, visit);
create index revisit_marked_unit on revisit_marked (unit, answered_at, case_id, visit);
comment on table revisit_marked is 'Answers that look made up, for those who evaluate';

create table revisit_trace (
  case_id uuid not null,
  visit int not null,
  round int not null,
  party_id text not null,
  asked_by text,
  phone uuid,
  satisfaction int not null,
  answered_at timestamptz not null,
  judged_at timestamptz,
  primary key (case_id, visit)
);
create index revisit_trace_new on revisit_trace (answered_at, case_id, visit) where judged_at is null;
create index revisit_trace_phone on revisit_trace (phone, answered_at) where phone is not null;
create index revisit_trace_asked_by on revisit_trace (asked_by, answered_at);
create index revisit_trace_answered_at on revisit_trace (answered_at);
comment on table revisit_trace is 'Answers at revisits, by which those of several parties are compared; a number only as an index, and for 100 days';

grant select, insert, update on mediation_overview to ${service}_service;
grant select, insert, update, delete on revisit_due to ${service}_service;
grant select, insert, update, delete on revisit_link to ${service}_service;
grant select, insert, update on revisit_marked to ${service}_service;
grant select, insert, update, delete on revisit_trace to ${service}_service;
