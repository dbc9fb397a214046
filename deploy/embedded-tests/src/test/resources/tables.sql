-- The tables of a publishing service, as its migration makes them.
create table event (
  event_id uuid primary key,
  case_id uuid not null,
  version bigint not null,
  type text not null,
  data text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  actor_id text not null,
  actor_unit text,
  actor_role text not null,
  on_behalf_of text,
  correlation_id uuid not null,
  causation_id uuid,
  traceparent text,
  link text not null,
  mark text not null,
  unique (case_id, version)
);

create table partner_message (
  message_id uuid primary key,
  topic text not null,
  message_key text not null,
  type text not null,
  data text not null,
  case_id uuid,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  correlation_id uuid not null,
  causation_id uuid,
  traceparent text
);

create table rejected_record (
  rejection_id uuid primary key,
  topic text not null,
  message_key bytea,
  data bytea,
  original_headers text not null,
  rejection_code text not null,
  rejection_detail text not null,
  rejected_from text not null,
  recorded_at timestamptz not null
);

grant select, insert on event, partner_message, rejected_record to ${service}_service;
grant select on event, partner_message, rejected_record to ${service}_replication;
