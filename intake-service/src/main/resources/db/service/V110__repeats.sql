-- How repeats of a dispute are found: who carries whom on, and outlines that are digests only.

create table repeat_case (
  case_id uuid primary key,
  received_at timestamptz not null,
  status text not null,
  carried_by uuid,
  closed_at timestamptz,
  forgotten boolean not null,
  by_rule boolean not null default true,
  looked_at timestamptz
);
create index repeat_case_unlooked on repeat_case (received_at, case_id)
  where looked_at is null and status = 'ACCEPTED' and not forgotten;
create index repeat_case_carried on repeat_case (carried_by) where carried_by is not null;
comment on table repeat_case is 'Every registered case: whether it goes on, under which other one, and whether it was compared with earlier ones';
comment on column repeat_case.by_rule is 'Whether a rule may link it; not for what was there before there were such rules';
comment on column repeat_case.forgotten is 'Somebody in it was erased: it has no outline any more and never gets one';

create table repeat_sketch (
  case_id uuid primary key references repeat_case,
  received_at timestamptz not null,
  district text not null,
  street text,
  community text,
  grid text,
  category bigint,
  parties text not null,
  words bigint[] not null,
  keys bigint[] not null
);
-- Without a list of what is still to be sorted in: a search costs the same whatever came just before it.
create index repeat_sketch_keys on repeat_sketch using gin (keys) with (fastupdate = off);
create index repeat_sketch_received on repeat_sketch (received_at);
-- The digests of whoever was forgotten shall not wait for long in old versions of rows.
alter table repeat_sketch set (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0);
comment on table repeat_sketch is 'Outlines of accepted cases as keyed digests: no name, number or word';
comment on column repeat_sketch.words is 'First 8 bytes of the keyed digest of each word of the account';
comment on column repeat_sketch.keys is 'What other cases must have one of in common with it to be compared with it';

insert into repeat_case (case_id, received_at, status, forgotten, by_rule)
select f.case_id, e.recorded_at, f.status,
  exists (select 1 from event x where x.case_id = f.case_id and x.type = 'fengqiao.intake.subject-erased.v1'), false
from front_desk f join event e on e.case_id = f.case_id and e.type = 'fengqiao.intake.case-registered.v1';

grant select, insert, update on repeat_case to ${service}_service;
grant select, insert, delete on repeat_sketch to ${service}_service;
