-- What every service needs that reads topics. Runs as <service>_owner; the service itself only has the rights granted here.

create table position (
  consumer text not null,
  topic text not null,
  partition int not null,
  next_offset bigint not null,
  primary key (consumer, topic, partition)
);
comment on table position is 'How far a consumer has come; moved in the transaction of the work. Kafka''s committed offsets do not matter.';

create table parked_record (
  parked_id uuid primary key,
  consumer text not null,
  topic text not null,
  partition int not null,
  record_offset bigint not null,
  case_key text not null,
  record_key bytea,
  data bytea,
  headers text not null,
  code text not null,
  detail text not null,
  parked_at timestamptz not null,
  constraint parked_record_place unique (consumer, topic, partition, record_offset)
);
create index parked_record_case on parked_record (consumer, case_key);
comment on table parked_record is 'Records of the common log that could not be read or were refused, and those of the same case behind them, in order.';

create table simulated_clock (
  only_row boolean primary key default true check (only_row),
  instant timestamptz not null
);
comment on table simulated_clock is 'The time of a simulated year, kept so that a restarted service goes on where it was. Empty in production.';

grant usage on schema public to ${service}_service;
grant select, insert, update on position to ${service}_service;
grant select, insert, update, delete on parked_record to ${service}_service;
grant select, insert, update on simulated_clock to ${service}_service;
