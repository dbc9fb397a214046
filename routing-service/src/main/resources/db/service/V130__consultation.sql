-- Who is to be heard on which case, who owes what beside the lead, and which cases are to be talked about. Written in the
-- transaction of the events they show.

create table consultation_open (
  case_id uuid not null,
  consultation int not null,
  unit text not null,
  chair text not null,
  part text not null,
  heard boolean not null,
  holds_case boolean not null,
  opinions int not null,
  needed int not null,
  level int not null,
  convened_at timestamptz not null,
  due_at timestamptz not null,
  primary key (case_id, unit)
);
create index consultation_open_unit on consultation_open (unit, due_at, case_id, consultation);
create index consultation_open_chair on consultation_open (due_at, case_id, consultation) where part = 'CHAIR';
comment on table consultation_open is 'The consultation under way on a case, once for each unit that takes part';

create table duty_owed (
  case_id uuid not null,
  duty int not null,
  consultation int,
  unit text not null,
  status text not null,
  worker text,
  claim_by timestamptz,
  due_at timestamptz not null,
  primary key (case_id, duty)
);
create index duty_owed_unit on duty_owed (unit, due_at, case_id, duty);
create index duty_owed_at on duty_owed (due_at, case_id, duty);
comment on table duty_owed is 'What units still owe in cases that several handle jointly';
comment on column duty_owed.consultation is 'Whose plan says so; null if the lead asked for it';
comment on column duty_owed.worker is 'Who has it in hand; null if nobody does';
comment on column duty_owed.claim_by is 'When somebody must have it in hand, or had to; null if somebody has';

create table consultation_proposal (
  case_id uuid primary key,
  reasons text[] not null,
  unit text,
  district text not null,
  street text,
  category text not null,
  complexity text not null,
  risk text not null,
  open_since timestamptz not null
);
create index consultation_proposal_place on consultation_proposal (district, street, open_since, case_id);
create index consultation_proposal_unit on consultation_proposal (unit, open_since, case_id);
create index consultation_proposal_since on consultation_proposal (open_since, case_id);
comment on table consultation_proposal is 'Open cases to be talked about at the weekly sorting, with reasons';

grant select, insert, update, delete on consultation_open, duty_owed, consultation_proposal to ${service}_service;
