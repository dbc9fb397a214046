-- The notices of supervision. Written in the transaction of the events it shows.

create table notice (
  case_id uuid not null,
  notice int not null,
  level text not null,
  fault text not null,
  unit text not null,
  above text,
  issuer text not null,
  rule text,
  deadline text,
  due_at timestamptz,
  issued_at timestamptz not null,
  escalated_to text,
  round int not null,
  state text not null,
  primary key (case_id, notice)
);
create index notice_open on notice (unit, issued_at, case_id, notice) where state <> 'LIFTED';
create index notice_issued on notice (issued_at, case_id, notice);
comment on column notice.escalated_to is 'Who has to answer as well, since the unit did not in time';

grant select, insert, update on notice to ${service}_service;
