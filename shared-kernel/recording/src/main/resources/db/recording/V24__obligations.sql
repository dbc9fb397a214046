-- What the centre and its partners owe each other, each with its clock.

create table obligation (
  case_id uuid not null,
  deadline text not null,
  partner text not null,
  owed_by text not null,
  what text not null,
  reference text not null,
  rule text not null,
  rule_version int not null,
  state text not null,
  since timestamptz not null,
  due_at timestamptz not null,
  ended_at timestamptz,
  number int not null generated always as (hashtext(deadline)) stored,
  primary key (case_id, deadline)
);
create index obligation_of_partner on obligation (partner, due_at, case_id, number);
create index obligation_open on obligation (due_at, case_id, number) where state in ('OWED', 'LATE');
comment on table obligation is 'Deadlines by which something is owed between the centre and a partner, ended ones included; the events of the case say all of it';
comment on column obligation.deadline is 'Name of the deadline that is its clock';
comment on column obligation.number is 'Tells obligations of one case that are due at the same time apart, where a list goes on';

grant select, insert, update, delete on obligation to ${service}_service;
