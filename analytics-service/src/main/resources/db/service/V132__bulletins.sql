-- Bulletins as they were issued, and the cases behind their figures. Neither is derived: a projection made again keeps
-- both, and nobody changes them.

create table bulletin (
  bulletin_id uuid primary key,
  district text not null,
  kind text not null,
  period text not null,
  edition int not null check (edition > 0),
  issued_by text not null,
  issued_at timestamptz not null,
  digest text not null,
  body text not null,
  unique (district, period, edition)
);
comment on table bulletin is 'Bulletins as they were issued: another edition comes beside the earlier one, never in its place';
comment on column bulletin.digest is 'SHA-256 of the body, in hexadecimal';

create table bulletin_case (
  bulletin_id uuid not null,
  metric text not null,
  row_key text not null,
  case_id uuid not null,
  position bigint not null,
  subject text not null,
  value text,
  hit boolean not null,
  event_id uuid not null,
  answer_id uuid,
  primary key (bulletin_id, metric, row_key, case_id, position, subject)
);
comment on table bulletin_case is 'What was counted for each line of a bulletin, and by which events. Written in the transaction of the bulletin';
comment on column bulletin_case.hit is 'Whether it counts in the numerator';

grant select, insert on bulletin, bulletin_case to ${service}_service;
