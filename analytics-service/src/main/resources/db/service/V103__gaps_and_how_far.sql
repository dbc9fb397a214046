-- What was given up, and how far the log is known. Neither is derived: a projection made again keeps both.

create table given_up (
  case_id uuid not null,
  service text not null,
  from_sequence bigint not null,
  to_sequence bigint not null,
  topic text not null,
  partition int not null,
  record_offset bigint not null,
  type text,
  code text not null,
  actor_id text not null,
  given_up_at timestamptz not null,
  primary key (case_id, service, from_sequence)
);
comment on table given_up is 'Events of a service''s stream of a case that an operator gave up: the history goes on behind them';

create table known_up_to (
  topic text not null,
  partition int not null,
  recorded_at timestamptz not null,
  primary key (topic, partition)
);
comment on table known_up_to is 'When the newest event followed from a partition was recorded';

grant select, insert, update on given_up, known_up_to to ${service}_service;
