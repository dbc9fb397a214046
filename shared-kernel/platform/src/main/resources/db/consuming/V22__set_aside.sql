-- What an operator gave up, so that the records behind it go on.

alter table parked_record add column type text;
comment on column parked_record.type is 'The type in its envelope; null if it names none that has the form of one';

create table set_aside_record (
  set_aside_id uuid primary key,
  consumer text not null,
  topic text not null,
  partition int not null,
  record_offset bigint not null,
  case_key text not null,
  type text,
  record_key bytea,
  data bytea,
  headers text not null,
  code text not null,
  detail text not null,
  parked_at timestamptz not null,
  gap text not null,
  reason text,
  actor_id text not null,
  set_aside_at timestamptz not null,
  idempotency_key text,
  request_hash text not null
);
create unique index set_aside_record_once on set_aside_record (actor_id, idempotency_key);
create index set_aside_record_order on set_aside_record (consumer, set_aside_id);
create index set_aside_record_case on set_aside_record (consumer, case_key, set_aside_id);
comment on table set_aside_record is 'Parked records that operators set aside for good, whole, with who did it and why. Can only grow';
comment on column set_aside_record.gap is 'IN_THE_CASE: an event in the case''s stream says so, with the reason; BESIDE_IT: nothing but this row does; BEFORE_THE_RECORD: what is missing before the record was given up, the record itself went on';
comment on column set_aside_record.reason is 'In the words of the operator; null where the case''s stream keeps it';

grant select, insert on set_aside_record to ${service}_service;
