-- What every service needs that records events. Event, message and rejection tables can only grow: rights say so, and a trigger as well.

create table event (
  event_id uuid primary key,
  case_id uuid not null,
  version bigint not null check (version > 0),
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
  entry text,
  constraint event_case_version unique (case_id, version)
);

comment on column event.link is 'Digest of the link before it and of all other columns but the mark: stands for the whole stream up to here';
comment on column event.mark is 'Keyed digest of the link: who has only the database cannot make it';

comment on column event.case_id is 'The stream: a case, or, where entry is given, the name-based id of an entry of a register';
comment on column event.entry is 'The register and the entry that the event is about, such as units/kundulun-centre; null for a case';

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
  recorded_at timestamptz not null,
  constraint rejected_record_place unique (rejected_from)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% only grows: % is refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end $$;

create trigger event_only_grows before update or delete or truncate on event for each statement execute function refuse_change();
create trigger partner_message_only_grows before update or delete or truncate on partner_message for each statement execute function refuse_change();
create trigger rejected_record_only_grows before update or delete or truncate on rejected_record for each statement execute function refuse_change();

create table deadline (
  case_id uuid not null,
  name text not null,
  rule text not null,
  state text not null,
  due_at timestamptz not null,
  next_at timestamptz,
  refusal text,
  number int not null generated always as (hashtext(name)) stored,
  primary key (case_id, name)
);
create index deadline_next on deadline (next_at) where next_at is not null;
create index deadline_approval on deadline (due_at, case_id, number) where rule = 'approval';
comment on table deadline is 'Deadlines that have not ended, for the poller to find; the events of the case say all of it, and more';
comment on column deadline.next_at is 'When to look at it next: a warning or the due; null while the clock stands, or when it is breached';
comment on column deadline.number is 'Tells deadlines of one case that are due at the same time apart, where a list goes on';
comment on column deadline.refusal is 'Code, if the command that follows from passing was refused: for an operator to look at';

create table idempotent_answer (
  actor_id text not null,
  idempotency_key text not null,
  request_hash text not null,
  status int not null,
  etag text not null,
  location text,
  body text not null,
  answered_at timestamptz not null,
  constraint idempotent_answer_key primary key (actor_id, idempotency_key)
);
create index idempotent_answer_age on idempotent_answer (answered_at);

create table heartbeat (
  id int primary key,
  beat_at timestamptz not null
);
comment on table heartbeat is 'Touched by the connector, so that an idle replication slot advances';
insert into heartbeat values (1, now());

grant select, insert on event, partner_message, rejected_record to ${service}_service;
grant select, insert, update, delete on deadline to ${service}_service;
grant select, insert, update, delete on idempotent_answer to ${service}_service;

grant usage on schema public to ${service}_replication;
grant select on event, partner_message, rejected_record, heartbeat to ${service}_replication;
grant update on heartbeat to ${service}_replication;

create publication fengqiao for table event, partner_message, rejected_record with (publish = 'insert');
