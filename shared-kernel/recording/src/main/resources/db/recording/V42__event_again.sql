-- Events that an operator has published again, since a lost broker or slot swallowed them.

create table event_again (
  request_id uuid not null,
  asked_by text not null,
  reason text not null,
  asked_at timestamptz not null,
  event_id uuid not null,
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
  entry text,
  primary key (request_id, event_id)
);
create index event_again_age on event_again (asked_at);
comment on table event_again is 'Events once more as they are recorded, under their old ids and numbers, for the connector to carry; they go after a while';
comment on column event_again.request_id is 'The same request again publishes none of its events again';
create trigger event_again_never_changes before update or truncate on event_again for each statement execute function refuse_change();

grant select, insert, delete on event_again to ${service}_service;
grant select on event_again to ${service}_replication;

alter publication fengqiao add table event_again;
