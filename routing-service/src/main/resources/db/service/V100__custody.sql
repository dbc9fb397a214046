-- Which unit holds which case. Written in the transaction of the events it shows.

create table custody (
  case_id uuid primary key,
  version bigint not null,
  status text not null,
  custody int not null,
  unit text,
  worker text,
  path text not null,
  category text not null,
  undecided boolean not null,
  complexity text not null,
  risk text not null,
  claim_by timestamptz,
  district text not null,
  street text
);
create index custody_queue on custody (unit, claim_by, case_id) where status in ('ASSIGNED', 'CLAIMED');
comment on column custody.unit is 'Who holds the case, or held it when it was closed; null between two units';
comment on column custody.undecided is 'Whether a person has yet to say what the case is about';
comment on column custody.claim_by is 'When the latest assignment must be, or had to be, claimed';

grant select, insert, update on custody to ${service}_service;
